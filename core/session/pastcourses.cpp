// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/pastcourses.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace syspulse {

void PastCourses::outdate()
{
    for (Entry &entry : m_entries) {
        entry.outdated = entry.asked;
        for (Answer &answer : entry.answers)
            answer.outdated = true;
    }
}

SeriesCourse PastCourses::completed(const Here &here, const SeriesKey &key, const TimeSpan &span,
                                    const CourseGrid &grid, qint64 nowMs)
{
    // One group more, so that a line enters the picture.
    const qint64 fromMs = std::max<qint64>(0, grid.startOf(std::max<qint64>(0, span.fromMs)) - grid.groupMs);
    const TimeSpan needed{fromMs, std::min(span.toMs, here.fromMs.value_or(span.toMs))};
    if (!canRead() || needed.isEmpty())
        return here.course;
    Entry &entry = m_entries[key];
    const auto answer = std::find_if(entry.answers.begin(), entry.answers.end(),
                                     [&grid](const Answer &candidate) { return candidate.grid == grid; });
    const bool found = answer != entry.answers.end();
    if (found)
        std::rotate(entry.answers.begin(), answer, std::next(answer));
    // Another grid's answer is shown until the right one has been read: coarse beats nothing.
    const Answer best = entry.answers.value(0);
    const bool live = here.fromMs.has_value();
    const bool known = found && !best.outdated && best.live == live && best.span.fromMs <= needed.fromMs &&
                       best.span.toMs >= needed.toMs;
    if (!known && !entry.asked) {
        entry.asked = true;
        const qint64 marginMs = marginOf(span);
        const qint64 toMs = live ? std::min(span.toMs + marginMs, nowMs) : span.toMs + marginMs;
        ask(key, {grid,
                  {std::max<qint64>(0, grid.startOf(std::max<qint64>(0, fromMs - marginMs))), toMs},
                  live,
                  {},
                  false});
    }
    return best.course.isEmpty() ? here.course : joined(here, best, fromMs);
}

SeriesCourse PastCourses::joined(const Here &here, const Answer &past, qint64 fromMs)
{
    const qint64 toMs = std::min(past.grid.startOf(past.span.toMs), here.fromMs.value_or(past.span.toMs));
    SeriesCourse course;
    const auto ofHere = [&](qint64 beginMs, qint64 endMs) {
        for (const CoursePoint &point : here.course) {
            if (point.startMs >= beginMs && point.timeMs < endMs)
                course.append(point);
        }
    };
    ofHere(0, past.span.fromMs);
    for (const CoursePoint &point : past.course) {
        if (point.startMs >= fromMs && point.timeMs < toMs)
            course.append(point);
    }
    ofHere(std::max(toMs, past.span.fromMs), std::numeric_limits<qint64>::max());
    return course;
}

void PastCourses::ask(const SeriesKey &key, Answer question)
{
    question.span.toMs = question.grid.nextStart(question.span.toMs);
    history().loadCourse({instance(), key, question.span, question.grid}, begun(),
                         [this, key, question](const Result<SeriesCourse> &course) {
                             Answer answer = question;
                             // What cannot be read is said by the store itself, and not tried again at once.
                             if (course)
                                 answer.course = *course;
                             take(key, answer);
                         });
}

void PastCourses::take(const SeriesKey &key, const Answer &answer)
{
    Entry &entry = m_entries[key];
    entry.answers.removeIf([&answer](const Answer &old) { return old.grid == answer.grid; });
    entry.answers.prepend(answer);
    entry.answers.resize(std::min(entry.answers.size(), keptGrids));
    entry.answers.first().outdated = std::exchange(entry.outdated, false);
    entry.asked = false;
    ended();
}

} // namespace syspulse
