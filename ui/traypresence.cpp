// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traypresence.h"

#include <QUrl>

#include "core/settings/preferences.h"
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
    } else if (const UpdaterState state = m_session.updaterStatus().state;
               state == UpdaterState::Stopped || state == UpdaterState::Paused) {
        //: %1 is the name or the address of an instance
        m_tray.show(Severity::Ok, tr("SysPulse: watching %1").arg(name));
    } else {
        //: %1 is the name or the address of an instance
        m_tray.show(Severity::Ok, tr("SysPulse: keeps the values of %1 current").arg(name));
    }
}

} // namespace syspulse
