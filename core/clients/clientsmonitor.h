// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clientactions.h"
#include "core/clients/clientsreader.h"
#include "core/mqtt/mqttclient.h"
#include "core/topics/syslayout.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

namespace syspulse {

/// Follows who is connected to an instance while somebody watches: the list over MQTT, refused logins and
/// orphaned sessions by polling. Carries out what is asked of a client through the component.
class ClientsMonitor : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the monitor. Clients beyond @p bound are not listed.
    ClientsMonitor(OperationsClient *client, MqttClient *mqtt, const SysLayout &layout,
                   QObject *parent = nullptr, int bound = ClientsReader::usualBound);

    /// What was listed before stays listed until it is known who is there now.
    void watch(bool on);
    /// As watch(true), for the list alone: nothing is polled.
    void follow();
    /// Polls now instead of at the next turn.
    void refresh();
    /// Subscribes again: rights or tables may have changed.
    void resubscribe();
    /// @p target: see ClientAction. actionFinished() follows.
    void perform(ClientAction action, const QString &target);
    /// @p id: ClientSession::id. described() follows.
    void describe(const QString &id);

signals:
    void statusChanged(const syspulse::ClientsStatus &status);
    void framed(const syspulse::ClientsFrame &frame);
    void refusedLoginsChanged(const syspulse::RefusedLogins &logins);
    void orphanedSessionsChanged(const syspulse::OrphanedSessions &sessions);
    void actionFinished(const syspulse::ClientActionResult &result);
    void described(const QString &id, const syspulse::ClientNumbers &numbers, const syspulse::Error &error);

private:
    QString filter() const { return SysLayout::filterOf(m_layout.sessionsTable); }
    void setState(ClientsState state, const Error &error = {});
    void mqttStateChanged(MqttClient::State state);
    /// Lets @p text be the same in memory as an equal one of before.
    void shareText(QString &text);
    void take(const QList<MqttMessage> &messages);
    void settled();
    void sendFrame();
    /// @p anew: what was listed before does not count.
    void begin(bool anew);
    void poll();

    MqttClient *m_mqtt;
    SysLayout m_layout;
    ClientsReader m_reader;
    ClientActions m_actions;
    ClientsState m_state = ClientsState::Off;
    QSet<QString> m_texts; ///< that clients have in common: each is in memory once
    QHash<QString, bool>
        m_known; ///< ids of the listed clients, and whether the client is new since the link is up
    QHash<QString, QString> m_persistent; ///< record id -> client id
    QHash<QString, ClientSession> m_changed;
    QStringList m_removed;
    QTimer m_frame;
    QTimer m_settle;
    QElapsedTimer m_granted; ///< since the subscription was granted
    QTimer m_poll;
    bool m_cut = false; ///< there are clients that are not listed
    bool m_polling = false;
    bool m_pollAgain = false; ///< asked for while a poll was under way
};

} // namespace syspulse
