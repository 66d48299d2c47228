// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <optional>

namespace syspulse {

/// The most samples or buckets of one pack, or times that are shared.
inline constexpr qsizetype maxPacked = 65536;

/// Times at which several series of an instance have samples: all values of an update have the same.
struct SharedTimes
{
    QList<qint64> times;    ///< ascending, each once
    QList<quint64> spansMs; ///< over which changes per second were measured; 0 where nobody knows

    /// Those from @p fromMs to @p toMs, both included.
    SharedTimes within(qint64 fromMs, qint64 toMs) const;

    bool operator==(const SharedTimes &) const = default;
};

/// @p samples, from one to maxPacked, as few bytes: one or two each where they come at an interval and are
/// whole numbers, decimals or changes per second. All of it comes back, bit by bit, in the same order.
/// @p shared: what is known of the times from the first sample to the last; without it nothing can be read
/// where needsSharedTimes() says so.
QByteArray pack(const QList<SeriesPoint> &samples, const SharedTimes &shared = {});
QByteArray pack(const QList<SeriesBucket> &buckets);
QByteArray pack(const SharedTimes &times);

bool needsSharedTimes(const QByteArray &pack);

/// What is in @p pack, of this version or an earlier one; nothing where it is damaged or holds something
/// else, or where @p shared is not what it was.
std::optional<QList<SeriesPoint>> samplesIn(const QByteArray &pack, const SharedTimes &shared = {});
std::optional<QList<SeriesBucket>> bucketsIn(const QByteArray &pack);
std::optional<SharedTimes> sharedTimesIn(const QByteArray &pack);

} // namespace syspulse
