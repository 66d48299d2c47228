// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <array>

namespace syspulse {

/// One of the three resolutions that a HistoryDatabase keeps: a table with a row for each of the newest and
/// of those that came late, and packs of the others.
struct HistoryTier
{
    int number; ///< by which the table of packs knows it
    const char *table;
    const char *time; ///< the column
    qint64 widthMs;   ///< of a bucket
    /// Rows are packed, and packs cut, in such steps of time: each step packs the newest pack anew.
    qint64 stepMs;
    qsizetype packed; ///< samples or buckets of a full pack

    bool hasBuckets() const { return widthMs > 1; }
    /// What begins before this is old at @p nowMs: it is packed.
    qint64 oldUntilMs(qint64 nowMs) const { return (nowMs - Series::hourMs) / stepMs * stepMs; }
};

inline constexpr HistoryTier sampleTier{0, "raw", "time", 1, Series::hourMs, 8192};
inline constexpr HistoryTier minuteTier{1, "minutes", "start", Series::minuteMs, 6 * Series::hourMs, 2048};
inline constexpr HistoryTier hourTier{2, "hours", "start", Series::hourMs, 24 * Series::hourMs, 1024};
inline constexpr std::array<HistoryTier, 3> historyTiers{sampleTier, minuteTier, hourTier};

} // namespace syspulse
