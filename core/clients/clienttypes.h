// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/clients/clientsubscriptions.h"

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace syspulse {

/// One client that is connected now: a record of the table "sys_sessions". All texts come from the client or
/// the server and are not to be trusted.
struct ClientSession
{
    QString id;         ///< of the record; client ids are not unique on HarperDB
    QString clientId;   ///< as sent in CONNECT; empty when the client gave none
    QString user;       ///< empty: anonymous
    QString address;    ///< remote IP address; empty when the server cannot tell
    int port = 0;       ///< remote port
    QString transport;  ///< "tcp", "tls", "ws" or "wss"
    qint64 sinceMs = 0; ///< server's clock
    bool persistent = false;
    int keepAliveSeconds = 0;           ///< 0: none
    std::optional<int> protocolVersion; ///< 3, 4 or 5; not known where it is not counted
    std::optional<bool> will;
    std::optional<bool> own;           ///< one of SysPulse's own connections
    ClientSubscriptions subscriptions; ///< the first ones; subscriptionCount tells how many there are
    int subscriptionCount = 0;
    QString node;
    int thread = 0; ///< worker thread that serves the client
    QString boot;   ///< which run of the server process

    bool operator==(const ClientSession &) const = default;
};

/// The clients that were connected when they were read.
struct ConnectedClients
{
    QList<ClientSession> list;
    int cutAt = 0; ///< more were connected than are read, and only as many are listed; 0: all are
};

/// A burst of changes to the list of connected clients.
struct ClientsFrame
{
    bool reset = false;           ///< forget all that was known before applying the rest
    QList<ClientSession> changed; ///< new ones and those that changed
    QStringList removed;          ///< record ids
};

/// What is known about the list of connected clients.
enum class ClientsState {
    Off,         ///< nobody watches
    Waiting,     ///< asked for, not complete yet
    Live,        ///< complete, or cut, and kept current by the broker
    Refused,     ///< the table is missing or this user may not read it; see the error
    Interrupted, ///< the link is down: what was received last may be out of date
};

struct ClientsStatus
{
    ClientsState state = ClientsState::Off;
    Error error;   ///< of Refused and Interrupted
    int cutAt = 0; ///< more clients are connected than are listed, which are as many; 0: all are listed
};

/// One refused login. The user name is what the client claimed to be.
struct RefusedLogin
{
    qint64 timeMs = 0; ///< server's clock
    QString user;      ///< empty when the client gave none
    QString clientId;
    QString address;
    QString transport;

    bool operator==(const RefusedLogin &) const = default;
};

/// The newest refused logins; the server keeps 100 for each worker thread.
struct RefusedLogins
{
    QList<RefusedLogin> list; ///< newest first
    qint64 total = 0;         ///< since the component began to count
    qint64 sinceMs = 0;       ///< server's clock: when it began
    Error error;              ///< not empty: the list could not be read
};

/// A persistent session whose client is not connected. The server keeps it, and what its subscriptions
/// match, for the client's return.
struct OrphanedSession
{
    QString clientId;
    QList<ClientSubscription> subscriptions;
    qint64 waitingSinceMs = 0; ///< server's clock: messages after this wait for the client; 0: not known

    bool operator==(const OrphanedSession &) const = default;
};

struct OrphanedSessions
{
    QList<OrphanedSession> list;
    Error error;   ///< not empty: the list could not be read
    int cutAt = 0; ///< the server keeps more persistent sessions, and only as many were read; 0: all were
};

/// What can be done to a client or its session.
enum class ClientAction {
    Disconnect,    ///< close the connection; target: ClientSession::id
    RemoveSession, ///< delete an orphaned persistent session; target: its client id
};

/// How an action ended.
struct ClientActionResult
{
    ClientAction action = ClientAction::Disconnect;
    QString target;
    Error error; ///< empty message: done
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ClientsFrame)
Q_DECLARE_METATYPE(syspulse::ClientsStatus)
Q_DECLARE_METATYPE(syspulse::RefusedLogins)
Q_DECLARE_METATYPE(syspulse::OrphanedSessions)
Q_DECLARE_METATYPE(syspulse::ClientActionResult)
