// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timelinemarks.h"

#include <cstdlib>

namespace syspulse {

void TimelineMarks::heartbeat(qint64 timeMs, qint64 toleratedMs)
{
    if (timeMs <= m_heartbeatMs)
        return;
    if (m_heartbeatMs > 0 && timeMs - m_heartbeatMs > toleratedMs)
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
