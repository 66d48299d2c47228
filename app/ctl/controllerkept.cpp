// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"

#include "core/harper/endpoint.h"

// What concerns the files that the window keeps.
namespace syspulse {

void Controller::alerts()
{
    QString address;
    if (!m_connection.url.isEmpty()) {
        const Result<QUrl> url = parseInstanceUrl(m_connection.url);
        if (!url)
            return fail(url.error());
        address = instanceName(*url);
    }
    m_channels =
        std::make_unique<AlertsCommand>(alertsKey(m_profile, address), address, m_options.test, m_output);
    connect(m_channels.get(), &AlertsCommand::finished, this, &Controller::finish);
}

void Controller::watchAlerts()
{
    const Result<QUrl> url = parseInstanceUrl(m_connection.url);
    if (!url)
        return; // connecting says why
    m_alerts = std::make_unique<AlertWatch>(m_connection, m_profile, instanceName(*url));
    connect(m_alerts.get(), &AlertWatch::noticed, this,
            [this](const QString &text) { m_output.note(QStringLiteral("syspulsectl: ") + text); });
}

void Controller::report()
{
    m_report = std::make_unique<ReportCommand>(m_output);
    connect(m_report.get(), &ReportCommand::finished, this, [this] { finish(ExitCode::Ok); });
    connect(m_report.get(), &ReportCommand::failed, this, &Controller::fail);
    Profile profile = m_profile;
    profile.url = m_connection.url;
    m_report->start(profile, m_options.sinceSeconds);
}

} // namespace syspulse
