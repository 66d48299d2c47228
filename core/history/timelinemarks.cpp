// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timelinemarks.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/base/enumtable.h"

namespace syspulse {

namespace {

constexpr auto markNames = enumTable<TimelineMark::Kind>({{TimelineMark::Kind::Restart, "restart"},
                                                          {TimelineMark::Kind::Outage, "outage"},
                                                          {TimelineMark::Kind::Filled, "filled"},
                                                          {TimelineMark::Kind::Alert, "alert"},
                                                          {TimelineMark::Kind::Note, "note"},
                                                          {TimelineMark::Kind::Event, "event"},
                                                          {TimelineMark::Kind::Unusual, "unusual"}});

} // namespace

bool isNote(TimelineMark::Kind kind)
{
    return kind == TimelineMark::Kind::Note || kind == TimelineMark::Kind::Event;
}

QString timelineMarkName(TimelineMark::Kind kind)
{
    return markNames.name(kind);
}

std::optional<TimelineMark::Kind> timelineMarkOf(const QString &name)
{
    return markNames.find(name);
}

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
    if (has(TimelineMark::Kind::Restart, timeMs))
        return;
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
    m_new.append(mark);
    if (m_new.size() > maxMarks)
        m_new.removeFirst();
}

bool TimelineMarks::has(TimelineMark::Kind kind, qint64 fromMs) const
{
    return std::any_of(m_marks.cbegin(), m_marks.cend(), [kind, fromMs](const TimelineMark &mark) {
        return mark.kind == kind && std::abs(mark.fromMs - fromMs) < sameStartMs;
    });
}

void TimelineMarks::load(const QList<TimelineMark> &past)
{
    for (const TimelineMark &mark : past) {
        if (!has(mark.kind, mark.fromMs))
            m_marks.append(mark);
    }
    std::stable_sort(m_marks.begin(), m_marks.end(),
                     [](const TimelineMark &a, const TimelineMark &b) { return a.fromMs < b.fromMs; });
    if (m_marks.size() > maxMarks)
        m_marks.remove(0, m_marks.size() - maxMarks);
}

QList<TimelineMark> TimelineMarks::takeNew()
{
    return std::exchange(m_new, {});
}

QList<TimelineMark> TimelineMarks::marks(qint64 nowMs, qint64 toleratedMs) const
{
    QList<TimelineMark> list = m_marks;
    if (m_heartbeatMs > 0 && nowMs - m_heartbeatMs > toleratedMs)
        list.append({TimelineMark::Kind::Outage, m_heartbeatMs, nowMs});
    return list;
}

} // namespace syspulse
