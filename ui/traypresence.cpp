// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traypresence.h"

#include <QUrl>

#include "core/settings/preferences.h"
#include "ui/alertmonitor.h"
#include "ui/linkstatus.h"
#include "ui/livestore.h"
#include "ui/sessioncontroller.h"
#include "ui/text.h"
#include "ui/tray.h"

namespace syspulse {

TrayPresence::TrayPresence(Tray &tray, PreferenceStore &preferences, const SessionController &session,
                           const LiveStore &store, QObject *parent)
    : QObject(parent)
    , m_tray(tray)
    , m_preferences(preferences)
    , m_session(session)
    , m_store(store)
{
    connect(&preferences, &PreferenceStore::changed, this, &TrayPresence::refresh);
    connect(&session, &SessionController::stateChanged, this, &TrayPresence::refresh);
    connect(&session, &SessionController::mqttStateChanged, this, &TrayPresence::refresh);
    connect(&session, &SessionController::updaterStatusChanged, this, &TrayPresence::refresh);
    refresh();
}

TrayPresence::~TrayPresence()
{
    m_tray.hide();
}

void TrayPresence::watch(const AlertMonitor &alerts)
{
    m_alerts.append(&alerts);
    connect(&alerts, &AlertMonitor::changed, this, &TrayPresence::refresh);
}

bool TrayPresence::showAlerts()
{
    QList<AlertRule> firing;
    QString text;
    for (const QPointer<const AlertMonitor> &alerts : std::as_const(m_alerts)) {
        if (!alerts)
            continue;
        firing.append(alerts->firing());
        text = alerts->texts().summary(firing);
    }
    if (!firing.isEmpty())
        m_tray.show(Severity::Error, oneLine(text, 120));
    return !firing.isEmpty();
}

bool TrayPresence::keepsRunning() const
{
    // Without a notification area nobody could bring the window back.
    return m_preferences.values().keepInTray && m_tray.isAvailable();
}

void TrayPresence::windowHidden()
{
    if (m_preferences.values().trayExplained)
        return;
    m_tray.notify(tr("SysPulse keeps running"),
                  tr("Choose its icon here to open the window again, or to quit."));
    m_preferences.change([](Preferences &preferences) { preferences.trayExplained = true; });
}

void TrayPresence::refresh()
{
    // A notification needs the icon that it comes from, so it is there while something fires.
    if (showAlerts())
        return;
    if (!m_preferences.values().keepInTray) {
        m_tray.hide();
        return;
    }
    QString name = oneLine(m_session.profile().name, 60);
    if (name.isEmpty())
        name = QUrl(m_session.info().url).authority();
    const auto notice = LinkStatus::notice(m_session, m_store);
    if (notice) {
        m_tray.show(notice->severity, oneLine(notice->text, 120));
    } else if (!m_session.isConnected()) {
        m_tray.show(Severity::Neutral, tr("SysPulse: not connected"));
    } else if (m_session.updaterStatus().state == UpdaterState::Stopped) {
        //: %1 is the name or the address of an instance
        m_tray.show(Severity::Ok, tr("SysPulse: watching %1").arg(name));
    } else {
        //: %1 is the name or the address of an instance
        m_tray.show(Severity::Ok, tr("SysPulse: keeps the values of %1 current").arg(name));
    }
}

} // namespace syspulse
