// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <optional>

#include <QList>

namespace syspulse {

/// How long a trace lasts at most; it ends with whatever is reached first.
struct TraceLimits
{
    static constexpr int maxSeconds = 600;
    static constexpr int maxPackets = 5000;

    int seconds = maxSeconds;
    int packets = maxPackets;

    bool operator==(const TraceLimits &) const = default;
};

/// One MQTT packet of a traced client. Topics come from clients and are not to be trusted; there is never a
/// payload.
struct TracedPacket
{
    int number = 0;      ///< from 1
    double atMs = 0;     ///< since the trace began
    bool in = false;     ///< to the broker
    QString type;        ///< "publish", "puback" and so on, as the component names them
    int flags = 0;       ///< of the fixed header, 0 to 15
    qint64 size = 0;     ///< bytes, with its header
    QString topic;       ///< of a PUBLISH, or the first filter of a SUBSCRIBE or UNSUBSCRIBE
    int moreFilters = 0; ///< of a SUBSCRIBE or UNSUBSCRIBE
    std::optional<int> packetId;
    std::optional<qint64> payload; ///< bytes
    std::optional<int> reason;     ///< reason or return code
    std::optional<int> answers;    ///< number of the packet with which its exchange began
    std::optional<double> afterMs; ///< since then

    bool operator==(const TracedPacket &) const = default;

    int qos() const { return type == QLatin1String("publish") ? (flags >> 1) & 3 : 0; }
    bool retain() const { return type == QLatin1String("publish") && (flags & 1) != 0; }
    bool duplicate() const { return type == QLatin1String("publish") && (flags & 8) != 0; }
};

/// Why a trace has ended.
enum class TraceEnd {
    Stopped,   ///< on request
    Time,      ///< its time is over
    Packets,   ///< it has as many packets as it may have
    Left,      ///< the client has disconnected
    Restart,   ///< its worker thread was restarted, or the server
    Replaced,  ///< somebody has begun another trace of the client
    Uncounted, ///< counting was switched off
    Fault,     ///< an error of the component
    Gone,      ///< its records were removed
    Failed,    ///< it could not be begun or not be read; see the error
};

/// "stopped", "time", "packets", "left", "restart", "replaced", "uncounted", "fault", "gone" or "failed",
/// untranslated.
QString traceEndName(TraceEnd end);
/// Whether it ended as it was to, or because its client left.
bool endedAsMeant(TraceEnd end);
/// A sentence for the user.
QString traceEndText(TraceEnd end);

/// Who is traced, since when, and within which limits.
struct TraceInfo
{
    QString id;      ///< of the trace; empty: it has not begun
    QString session; ///< ClientSession::id
    QString clientId;
    QString user; ///< empty: anonymous
    QString address;
    int port = 0;         ///< 0: not known
    qint64 startedMs = 0; ///< server's clock
    TraceLimits limits;
};

/// What is new of a trace.
struct TraceFrame
{
    TraceInfo info;
    QList<TracedPacket> packets; ///< new ones
    std::optional<TraceEnd> end; ///< nothing more follows
    Error error;                 ///< of TraceEnd::Failed
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::TraceFrame)
