// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/age.h"

#include <algorithm>

namespace syspulse {

constexpr qint64 year2000Ms = 946684800000;
constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

std::optional<qint64> ageMs(qint64 timeMs, qint64 nowMs)
{
    if (timeMs < year2000Ms || timeMs - dayMs > nowMs)
        return std::nullopt;
    return std::max<qint64>(0, nowMs - timeMs);
}

} // namespace syspulse
