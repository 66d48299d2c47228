// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/metrics/counterset.h"

#include <optional>

#include <QHash>
#include <QList>
#include <QString>

namespace syspulse {

/// What a worker thread has counted of MQTT on the wire: the part "wire" of its record in "sys_threads". It
/// includes what ended threads had counted that this one has taken over.
struct WireCounts
{
    bool counting = true;      ///< whether connections that are opened now are counted
    qint64 blind = 0;          ///< open connections that are not counted because counting was off
    qint64 switchedMs = 0;     ///< when counting was last switched off or on, server's clock; 0: never
    qint64 sinceMs = 0;        ///< when counting began, server's clock; 0: not told
    int firstThread = 0;       ///< the earliest thread whose counts are included
    qint64 inexactSinceMs = 0; ///< 0: every packet was counted
    QString inexactReason;     ///< as the component names it
    CounterSet counters;       ///< keys as of analytics, and those that only the wire tells

    /// Whether all connections that are open now are counted.
    bool isWhole() const { return counting && blind == 0; }
};

/// Nothing where @p json is not what a component counts, as in records of versions before 2.
std::optional<WireCounts> decodeWireCounts(const Json &json, int thread);

/// What all worker threads of one run of the server have counted together.
struct WireSum
{
    /// What one thread has told.
    struct Part
    {
        int thread = 0;
        bool live = false;
        qint64 atMs = 0; ///< when, by the clock that all threads share and that is never set; 0: not told
        CounterSet counters;
    };

    bool live = false;            ///< at least one of them lives
    bool whole = true;            ///< all that live count all their connections
    QHash<int, qint64> uncounted; ///< those that do not: since when, server's clock
    QList<int> threads;           ///< those that have told, dead ones included
    qint64 sinceMs = 0;
    int firstThread = 0;
    qint64 inexactSinceMs = 0;
    QString inexactReason;
    QList<Part> parts;

    void add(int thread, bool isLive, const WireCounts &counts, qint64 atMs);
    /// The sum of all parts. Tables keep the places that they have in @p before.
    CounterSet total(const CounterSet &before) const;
};

/// Why counts are not exact, for people; @p reason is as the component names it.
QString inexactReasonText(const QString &reason);

} // namespace syspulse
