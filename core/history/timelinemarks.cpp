// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timelinemarks.h"

#include <algorithm>
#include <cstdlib>

namespace syspulse {

void TimelineMarks::heartbeat(qint64 timeMs, qint64 toleratedMs, std::optional<qint64> elapsedMs)
{
    if (timeMs <= m_heartbeatMs) {
        if (elapsedMs.value_or(0) <= 0)
            return;
        // The clock was set back; what it said before lies in a time that is still to come.
        m_marks.removeIf([timeMs](const TimelineMark &mark) { return mark.fromMs > timeMs; });
        for (TimelineMark &mark : m_marks)
            mark.toMs = std::min(mark.toMs, timeMs);
        m_heartbeatMs = timeMs;
        return;
    }
    const qint64 gapMs = std::min(elapsedMs.value_or(timeMs - m_heartbeatMs), timeMs - m_heartbeatMs);
    if (m_heartbeatMs > 0 && gapMs > toleratedMs)
        add({TimelineMark::Kind::Outage, m_heartbeatMs, timeMs});
    m_heartbeatMs = timeMs;
}

void TimelineMarks::brokerStarted(qint64 timeMs)
{
    if (timeMs <= 0 || std::abs(timeMs - m_startMs) < sameStartMs)
        return;
    m_startMs = timeMs;
    add({TimelineMark::Kind::Restart, timeMs, timeMs});
}

void TimelineMarks::clear()
{
    *this = TimelineMarks();
}

void TimelineMarks::add(const TimelineMark &mark)
{
    m_marks.append(mark);
    if (m_marks.size() > maxMarks)
        m_marks.removeFirst();
}

QList<TimelineMark> TimelineMarks::marks(qint64 nowMs, qint64 toleratedMs) const
{
    QList<TimelineMark> list = m_marks;
    if (m_heartbeatMs > 0 && nowMs - m_heartbeatMs > toleratedMs)
        list.append({TimelineMark::Kind::Outage, m_heartbeatMs, nowMs});
    return list;
}

} // namespace syspulse
