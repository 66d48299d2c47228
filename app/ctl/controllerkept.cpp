// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"

#include "core/harper/endpoint.h"

#include <QFile>

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

UpdaterSchedule Controller::schedule() const
{
    UpdaterSchedule schedule = m_options.schedule;
    schedule.canary = schedule.canary || m_profile.canary;
    return schedule;
}

void Controller::followProfile()
{
    connect(m_lookup.get(), &ProfileLookup::changed, this, [this](const Profile &profile) {
        const bool before = schedule().canary;
        m_profile.canary = profile.canary;
        // Everything else is of the connection that there is.
        if (schedule().canary != before)
            m_updater->startUpdater(schedule());
    });
    m_lookup->follow(m_profile);
}

void Controller::report()
{
    m_report = std::make_unique<ReportCommand>(m_output);
    connect(m_report.get(), &ReportCommand::finished, this, [this] { finish(ExitCode::Ok); });
    connect(m_report.get(), &ReportCommand::failed, this, &Controller::fail);
    Profile profile = m_profile;
    profile.url = m_connection.url;
    m_report->start(profile, m_options.sinceSeconds, m_options.pdf);
}

void Controller::keepNotes()
{
    const QString file = HistoryStore::defaultFile();
    // The store would make an empty one, on a machine where nobody looks at charts.
    if (!QFile::exists(file))
        return;
    m_history = std::make_unique<HistoryStore>(file);
    m_notes = std::make_unique<NoteBook>(m_history.get());
    m_notes->open(m_found.info.url);
    m_autoNotes = std::make_unique<AutoNotes>(*m_setup, *m_notes, m_open.clock);
    connect(m_history.get(), &HistoryStore::failed, this, [this, file](const Error &error) {
        m_output.note(tr("syspulsectl: The notes in %1 do not tell of this: %2").arg(file, describe(error)));
    });
}

void Controller::whenNotesAreKept(std::function<void()> done)
{
    if (!m_history)
        return done();
    // Answered after what was written before; what fails is said by the store.
    m_history->loadNotes(m_found.info.url, this,
                         [done = std::move(done)](const Result<QList<TimelineMark>> &) { done(); });
}

} // namespace syspulse
