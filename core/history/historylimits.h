// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include <QtGlobal>

namespace syspulse {

/// What the user may set.
struct IntBounds
{
    int least;
    int most;
};

inline constexpr IntBounds rawDayBounds{1, 31};
inline constexpr IntBounds minuteDayBounds{1, 366};
inline constexpr IntBounds hourDayBounds{1, 3660};
inline constexpr IntBounds megabyteBounds{16, 65536};
inline constexpr IntBounds diaryMegabyteBounds{1, megabyteBounds.most / 2};

/// How much of the history is kept on disk.
struct HistoryLimits
{
    int rawDays = 14;        ///< samples as they came
    int minuteDays = 90;     ///< one-minute buckets
    int hourDays = 730;      ///< one-hour buckets
    int megabytes = 256;     ///< of the file, in MiB; the oldest samples go first, then minutes, then hours
    int diaryMegabytes = 32; ///< of it, for the diaries of the clients; the oldest visits go first

    qint64 maxBytes() const { return megabytes * 1024LL * 1024; }
    /// Never more than half of the file: its other half is for the values.
    qint64 maxDiaryBytes() const { return std::min(diaryMegabytes * 1024LL * 1024, maxBytes() / 2); }

    bool operator==(const HistoryLimits &) const = default;
};

} // namespace syspulse
