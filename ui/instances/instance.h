// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>

#include "core/alerts/alertdelivery.h"
#include "core/alerts/alertmonitor.h"
#include "core/alerts/notifier.h"
#include "core/session/autonotes.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/session/updatercontrol.h"

namespace syspulse {

/// What all instances share; it outlives them.
struct InstanceServices
{
    const Clock &clock;
    HistoryStore &history;
    StateStore &state;
    Notifier &notifier;
    AlertDelivery &delivery;
};

/// One HarperDB instance that the program works with: its session, its values, its updater, its alerts, and
/// how to connect again. Lives on whether or not a page shows it.
class Instance : public QObject
{
    Q_OBJECT

public:
    Instance(std::unique_ptr<Session> session, const InstanceServices &services, QObject *parent = nullptr);
    ~Instance() override;

    Session &session() const { return *m_session; }
    LiveStore &store() { return m_store; }
    const LiveStore &store() const { return m_store; }
    UpdaterControl &updater() { return m_updater; }
    AlertMonitor &alerts() { return m_alerts; }
    AlertDelivery &delivery() const { return m_delivery; }
    const AlertMonitor &alerts() const { return m_alerts; }

    /// What was last used to connect; in memory only.
    const ConnectionSettings &settings() const { return m_settings; }
    /// Whether anybody ever connected it.
    bool wasUsed() const { return !m_settings.url.isEmpty(); }
    /// Connecting or connected, or asked to be.
    bool isActive() const;

    void connectTo(const ConnectionSettings &settings, const Profile &profile);
    /// Connects with settings() again.
    void reconnect();
    /// Ends the connection.
    void leave();

    /// host:port of the operations API; empty before the first connectTo().
    QString address() const;
    /// The name of the profile, else the address; empty before the first connectTo().
    QString title() const;

signals:
    /// The session is going to be asked to connect: who wants to hear what it says has to listen now.
    void connecting();
    /// title() or address() may have changed.
    void titleChanged();
    /// The user wants to see the alerts; @p activationToken as in Notifier.
    void alertsRequested(const QString &activationToken);

private:
    void ask();

    std::unique_ptr<Session> m_session;
    LiveStore m_store;
    AutoNotes m_notes;
    UpdaterControl m_updater;
    AlertMonitor m_alerts;
    AlertDelivery &m_delivery;
    ConnectionSettings m_settings;
    bool m_asked = false; ///< to connect, of which the session has said nothing yet
};

} // namespace syspulse
