// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/diagnostics.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QScreen>
#include <QSslSocket>
#include <QSysInfo>

#include "core/base/enumtable.h"
#include "core/base/product.h"
#include "core/base/version.h"
#include "core/profiles/secretstore.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/setup/componentversion.h"
#include "core/topics/systopics.h"
#include "ui/base/text.h"
#include "ui/base/tray.h"

namespace syspulse {

namespace {

constexpr auto mqttStates =
    enumTable<MqttClient::State>({{MqttClient::State::Disconnected, "disconnected"},
                                  {MqttClient::State::Connecting, "connecting"},
                                  {MqttClient::State::Connected, "connected"},
                                  {MqttClient::State::WaitingToRetry, "waiting to try again"}});

/// Lines of "name: value".
class Report
{
public:
    void section(const QString &title) { m_text += QLatin1Char('\n') + title + QLatin1Char('\n'); }
    void line(const char *name, const QString &value)
    {
        m_text += QLatin1String("  ") + QLatin1String(name) + QLatin1String(": ") +
                  (value.isEmpty() ? QStringLiteral("unknown") : oneLine(value)) + QLatin1Char('\n');
    }
    void line(const char *name, bool value)
    {
        line(name, value ? QStringLiteral("yes") : QStringLiteral("no"));
    }
    QString text() const { return m_text.trimmed() + QLatin1Char('\n'); }

private:
    QString m_text;
};

void describeProgram(Report &report, const DiagnosticsSources &sources)
{
    report.section(QStringLiteral("SysPulse %1").arg(versionText()));
    report.line("Qt", QStringLiteral("%1, built with %2")
                          .arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR)));
    report.line("System", QStringLiteral("%1, %2, kernel %3")
                              .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                                   QSysInfo::kernelVersion()));
    report.line(
        "Display",
        QStringLiteral("%1, scale %2").arg(QGuiApplication::platformName()).arg(qGuiApp->devicePixelRatio()));
    report.line("Language", QLocale().name());
    report.line("TLS", QSslSocket::sslLibraryVersionString());
    report.line("Keychain", sources.secrets.isPersistent()
                                ? QStringLiteral("built in")
                                : QStringLiteral("none: passwords in memory only"));
    report.line("Notification area", sources.tray.isAvailable());
}

void describeInstance(Report &report, const Session &session)
{
    report.section(QStringLiteral("Instance"));
    report.line("State", sessionStateName(session.state()));
    if (!session.error().message.isEmpty())
        report.line("Error", describe(session.error()));
    if (!session.isConnected())
        return;
    const InstanceInfo &info = session.info();
    report.line("Server", productName(info.version));
    report.line("Super user", info.superUser);
    report.line("Worker threads", info.configurationKnown ? QString::number(info.workers) : QString());
    report.line("Analytics on", info.analyticsOn);
    report.line("MQTT by", info.mqttBackend);
    report.line("MQTT", mqttStates.name(session.mqttState()));
    if (!session.mqttError().message.isEmpty())
        report.line("MQTT error", describe(session.mqttError()));
    if (session.plan()) {
        const SetupPlan &plan = *session.plan();
        report.line("Component",
                    componentStateName(plan.component.state) + QLatin1Char(' ') + plan.component.version);
        report.line("Setup", plan.complete()  ? QStringLiteral("complete")
                             : plan.blocked() ? QStringLiteral("blocked")
                                              : QStringLiteral("something is to be done"));
        for (const SetupStep &step : plan.steps) {
            if (step.state == StepState::Blocked)
                report.line("Blocked by", step.detail);
        }
    }
}

void describeUpdater(Report &report, const DiagnosticsSources &sources)
{
    const UpdaterStatus &status = sources.session.updaterStatus();
    report.section(QStringLiteral("Updater of this program"));
    report.line("State", updaterStateName(status.state));
    report.line("Interval", QStringLiteral("%1 s").arg(status.schedule.intervalSeconds));
    if (status.schedule.quiet.isSet())
        report.line("Quiet hours", quietHoursText(status.schedule.quiet));
    if (status.lastRun.startedMs > 0) {
        report.line(
            "Last run",
            QStringLiteral("%1, %2, %3 ms, %4 records")
                .arg(QDateTime::fromMSecsSinceEpoch(status.lastRun.startedMs, Qt::UTC).toString(Qt::ISODate),
                     runOutcomeName(status.lastRun.outcome))
                .arg(status.lastRun.durationMs)
                .arg(status.lastRun.recordsWritten));
        if (!status.lastRun.error.message.isEmpty())
            report.line("Error", describe(status.lastRun.error));
    }

    report.section(QStringLiteral("Values"));
    report.line("Topics", QString::number(sources.store.topicCount()));
    const auto age = sources.store.ageMs(systopics::heartbeat);
    report.line("Age of the newest", age ? QStringLiteral("%1 ms").arg(*age) : QString());
}

} // namespace

QString diagnosticsText(const DiagnosticsSources &sources)
{
    Report report;
    describeProgram(report, sources);
    describeInstance(report, sources.session);
    describeUpdater(report, sources);
    return report.text();
}

} // namespace syspulse
