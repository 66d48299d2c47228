// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <optional>

#include <QString>

namespace syspulse {

/// What the component has counted of one client and how far it is behind. What is not known is absent, and
/// all texts come from the client or the server and are not to be trusted.
struct ClientNumbers
{
    QString id;                         ///< of the client's record in "sys_sessions"; empty where it has none
    QString clientId;                   ///< empty when the client gave none
    QString user;                       ///< empty: anonymous
    QString address;                    ///< empty when the server cannot tell
    int port = 0;                       ///< remote port; 0: not known
    QString transport;                  ///< "tcp", "tls", "ws" or "wss"
    std::optional<bool> own;            ///< whether it is one of SysPulse's own connections
    std::optional<int> protocolVersion; ///< 3, 4 or 5
    std::optional<int> keepAliveSeconds; ///< 0: none
    std::optional<bool> will;
    QString node;
    int thread = 0; ///< worker thread that serves the client

    // Since it connected; absent where it is not counted.
    std::optional<qint64> messagesIn; ///< PUBLISH packets, "in" being to the broker
    std::optional<qint64> messagesOut;
    std::optional<qint64> bytesIn; ///< of all packets
    std::optional<qint64> bytesOut;
    qint64 activeMs = 0; ///< server's clock: its last packet, in either direction; 0: not known

    // Per second, in the last 2 s or so.
    std::optional<double> messagesInRate;
    std::optional<double> messagesOutRate;
    std::optional<double> bytesInRate;
    std::optional<double> bytesOutRate;

    // Its lag.
    std::optional<qint64> queued;         ///< messages that wait in its subscriptions
    std::optional<qint64> unacknowledged; ///< messages sent whose acknowledgement has not come
    std::optional<qint64> untaken;        ///< bytes that the operating system has not taken

    bool operator==(const ClientNumbers &) const = default;

    /// All messages per second; nothing where neither direction is known.
    std::optional<double> messageRate() const;
    /// How far it is behind, to compare it with others: in messages, where 1 KiB counts as one. The component
    /// chooses the slowest ones by the same rule.
    double lag() const;
};

/// What is told of a client in the lists of "sys_clients_top" or as the answer to "describe_client". Anything
/// else gives numbers of which nothing is known.
ClientNumbers decodeClientNumbers(const Json &json);

} // namespace syspulse
