// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/schedule.h"

#include <algorithm>

namespace syspulse {

qint64 nextAlignedMs(qint64 nowMs, int intervalSeconds)
{
    const qint64 interval = 1000LL * std::clamp(intervalSeconds, minIntervalSeconds, maxIntervalSeconds);
    return (nowMs / interval + 1) * interval;
}

qint64 retryDelayMs(int failures)
{
    return failures < 1 ? 0 : std::min<qint64>(60000, 1000LL << std::min(failures - 1, 6));
}

} // namespace syspulse
