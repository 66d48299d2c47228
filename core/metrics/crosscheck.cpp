// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/crosscheck.h"

#include "core/base/bounded.h"
#include "core/base/json.h"

#include <algorithm>
#include <cstdlib>

namespace syspulse {

qint64 CrossCheck::tolerance(qint64 value)
{
    return std::max<qint64>(2, value / 50);
}

CrossCheck::Change CrossCheck::update(qint64 one, qint64 other, qint64 tolerance)
{
    const bool before = differs();
    if (boundedDifference(std::max(one, other), std::min(one, other)) <= tolerance)
        m_differing = 0;
    else
        m_differing = std::min(cycles, m_differing + 1);
    if (before == differs())
        return Change::None;
    return before ? Change::Agrees : Change::Differs;
}

Json CrossCheck::toJson() const
{
    return m_differing;
}

CrossCheck CrossCheck::fromJson(const Json &object, const char *key)
{
    CrossCheck check;
    check.m_differing = int(std::clamp<qint64>(integerAt(object, key).value_or(0), 0, cycles));
    return check;
}

} // namespace syspulse
