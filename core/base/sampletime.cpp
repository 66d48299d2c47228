// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sampletime.h"

#include <algorithm>
#include <cstdlib>

namespace syspulse {

std::optional<qint64> elapsedBetween(const SampleTime &from, const SampleTime &to)
{
    const qint64 byServer = to.stampMs - from.stampMs;
    const qint64 byUs = (to.monotonicMs - to.ageMs) - (from.monotonicMs - from.ageMs);
    // Values travel, and wait while this machine is busy.
    const qint64 toleranceMs = std::max<qint64>(2000, byUs / 10);
    if (byServer <= 0 || std::abs(byServer - byUs) > toleranceMs)
        return std::nullopt;
    // A server's clock that was set back by less than one step makes a fresh value look old.
    if (to.ageMs - from.ageMs > toleranceMs)
        return std::nullopt;
    return byServer;
}

} // namespace syspulse
