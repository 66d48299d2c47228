// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/gaprule.h"

#include <algorithm>

namespace syspulse {

void GapRule::change(qint64 fromMs, qint64 gapMs)
{
    // Later ones are left from before this machine's clock was set back.
    while (!m_changes.isEmpty() && m_changes.constLast().fromMs >= fromMs)
        m_changes.removeLast();
    if (!m_changes.isEmpty() && m_changes.constLast().gapMs == gapMs)
        return;
    m_changes.append({fromMs, gapMs});
    m_firstMs = std::max(m_firstMs, m_changes.constFirst().gapMs);
    if (m_changes.size() > maxChanges)
        m_changes.removeFirst();
}

qint64 GapRule::at(qint64 timeMs) const
{
    const auto next =
        std::upper_bound(m_changes.cbegin(), m_changes.cend(), timeMs,
                         [](qint64 time, const Change &change) { return time < change.fromMs; });
    return next == m_changes.cbegin() ? m_firstMs : std::prev(next)->gapMs;
}

GapRule GapRule::atLeast(qint64 gapMs) const
{
    GapRule wider = *this;
    wider.m_firstMs = std::max(wider.m_firstMs, gapMs);
    for (Change &change : wider.m_changes)
        change.gapMs = std::max(change.gapMs, gapMs);
    return wider;
}

GapRule GapRule::doubled() const
{
    GapRule wider = *this;
    wider.m_firstMs *= 2;
    for (Change &change : wider.m_changes)
        change.gapMs *= 2;
    return wider;
}

} // namespace syspulse
