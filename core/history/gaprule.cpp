// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/gaprule.h"

#include "core/history/series.h"

#include <algorithm>

namespace syspulse {

/// The width of buckets if @p timeMs can be the time of one, else 0.
static qint64 bucketWidth(qint64 timeMs)
{
    for (const qint64 width : {Series::hourMs, Series::minuteMs}) {
        const qint64 rest = timeMs % width - width / 2;
        if (rest == 0 || rest == 1) // minimum and maximum
            return width;
    }
    return 0;
}

qint64 GapRule::betweenPoints(qint64 aMs, qint64 bMs) const
{
    return std::max(between(aMs, bMs), 3 * std::max(bucketWidth(aMs), bucketWidth(bMs)) / 2);
}

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
