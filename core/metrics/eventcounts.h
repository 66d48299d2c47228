// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/metrics/brokerhealth.h"
#include "core/metrics/wirecounts.h"

#include <optional>

#include <QList>
#include <QStringList>

namespace syspulse {

/// What the component's worker threads have counted together since it began to count. A gauge that the
/// server's version does not offer is absent, not 0.
struct EventCounts
{
    qint64 sinceMs = 0;              ///< when counting began, server's clock
    bool complete = false;           ///< every worker thread that lives now has said what it counts
    int threads = 0;                 ///< worker threads that did
    qint64 sockets = 0;              ///< accepted connections, including those that never logged in
    qint64 refused = 0;              ///< refused logins
    qint64 maximum = 0;              ///< most connected clients at once, as far as the component saw it
    std::optional<qint64> open;      ///< sockets that are open now
    std::optional<qint64> connected; ///< clients that are logged in now
    std::optional<qint64> subscriptions;
    std::optional<qint64> inflight; ///< messages that await acknowledgement
    QList<WorkerHealth> health;     ///< of the worker threads that live now
    std::optional<WireSum> wire;    ///< what was counted on the wire; nothing before version 2
};

/// One record of "sys_threads".
struct ThreadRecord
{
    int thread = 0;
    QString boot;
    qint64 sinceMs = 0;
    qint64 updatedMs = 0;
    qint64 sockets = 0;
    qint64 refused = 0;
    qint64 maximum = 0;
    std::optional<qint64> open;
    std::optional<qint64> connected;
    std::optional<qint64> subscriptions;
    std::optional<qint64> inflight;
    qint64 monotonicMs = 0; ///< when it was updated, by a clock that is never set; 0: not told
    WorkerHealth health;
    std::optional<WireCounts> wire;

    /// The attributes that decodeThreadRecords() wants; @p wire: those that came with version 2, too, which
    /// HarperDB refuses to read from a table that does not have them.
    static QStringList attributes(bool wire);
};

/// Skips invalid records; never throws.
QList<ThreadRecord> decodeThreadRecords(const Json &json);

/// A thread that has not renewed its record for longer than this is dead.
constexpr qint64 threadLifeMs = 15000;

/// Adds up @p records. Counters include those of dead threads of the same run, until a live one has taken
/// them over; gauges are those of live threads only. @p bootMs: when the server started; older records are of
/// another run. @p liveThreads: ids of the worker threads that live now. Nothing where no record is of a live
/// one.
std::optional<EventCounts> foldThreadRecords(const QList<ThreadRecord> &records, qint64 bootMs,
                                             qint64 serverTimeMs, const QList<int> &liveThreads);

/// How many of the persistent sessions @p durable have no client among @p connected, the ids of the
/// persistent clients that are connected, as the component keeps them (see boundedText()). Client ids are not
/// unique on HarperDB.
int sessionsWithoutClient(const QStringList &durable, const QStringList &connected);

} // namespace syspulse
