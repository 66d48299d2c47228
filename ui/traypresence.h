// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

namespace syspulse {

class AlertMonitor;
class LiveStore;
class PreferenceStore;
class SessionController;
class Tray;

/// Keeps the icon in the notification area in step with the preference, with what the updater does, and with
/// the alerts.
class TrayPresence : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    TrayPresence(Tray &tray, PreferenceStore &preferences, const SessionController &session,
                 const LiveStore &store, QObject *parent = nullptr);
    ~TrayPresence() override;

    /// Shows what fires there, too, for as long as @p alerts exists.
    void watch(const AlertMonitor &alerts);
    /// Whether closing the window is to leave the program running.
    bool keepsRunning() const;
    /// The window was hidden; tells the first time where it went.
    void windowHidden();
    /// Shows the present state.
    void refresh();

private:
    bool showAlerts();

    Tray &m_tray;
    PreferenceStore &m_preferences;
    const SessionController &m_session;
    const LiveStore &m_store;
    QList<QPointer<const AlertMonitor>> m_alerts;
};

} // namespace syspulse
