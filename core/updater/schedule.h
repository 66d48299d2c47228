// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syspulse {

inline constexpr int minIntervalSeconds = 1;
inline constexpr int maxIntervalSeconds = 3600;
inline constexpr int defaultIntervalSeconds = 10;

/// The next multiple of the interval after @p nowMs, as mosquitto aligns its $SYS updates.
qint64 nextAlignedMs(qint64 nowMs, int intervalSeconds);

/// Delay before another attempt after @p failures failed ones in a row: 1, 2, 4, ... up to 60 s.
qint64 retryDelayMs(int failures);

} // namespace syspulse
