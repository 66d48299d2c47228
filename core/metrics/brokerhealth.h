// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/metrics/reading.h"

#include <optional>

#include <QList>

namespace syspulse {

/// What one worker thread tells of itself that deserves an alert when it goes wrong. Nothing where it is not
/// known: an older component, or counting that is switched off.
struct WorkerHealth
{
    std::optional<qint64> connected;    ///< clients that are logged in
    std::optional<double> heapShare;    ///< of the heap's limit, from 0
    std::optional<double> utilization;  ///< of the event loop, from 0
    std::optional<qint64> lagging;      ///< clients that fall behind
    std::optional<qint64> longestQueue; ///< messages that wait for the client that is furthest behind
    std::optional<qint64> openedPeak;   ///< connections opened in the busiest second of the last minute
    std::optional<qint64> flapping;     ///< clients that log in again and again
    std::optional<qint64> duplicates;   ///< client ids that are connected more than once

    /// @p record: of the table "sys_threads".
    static WorkerHealth of(const Json &record);
};

/// Fewer clients for each worker say nothing of how clients spread.
constexpr qint64 fewestForImbalance = 20;
/// Shares are told in such steps, so that a worker that rests does not cost a record with each update.
constexpr int healthStepPercent = 5;

/// The topics "$SYS/broker/syspulse/workers/...", ".../clients/..." and ".../connections/peak" of @p live
/// workers, summed or maximised. One that a worker cannot tell has no reading.
QList<MetricReading> healthReadings(const QList<WorkerHealth> &live);

} // namespace syspulse
