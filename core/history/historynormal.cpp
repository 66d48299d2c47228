// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <algorithm>

// The part of HistoryDatabase that tells what is usual.
namespace syspulse {

namespace {

constexpr qint64 dayMs = 24 * Series::hourMs;
/// So long before a span judging begins. Marks keep a distance from those before them: only after an hour
/// without any do they no longer depend on where it began.
constexpr qint64 judgedBeforeMs = dayMs;
/// The weeks before, and a day for clocks that were set in between.
constexpr qint64 neededBeforeMs = (7 * normalWeeks + 1) * dayMs;

} // namespace

Result<NormalCourse> HistoryDatabase::normalCourse(const QString &instance, const NormalQuestion &question)
{
    constexpr CourseGrid byMinutes{CourseGrid::Tier::Minutes, Series::minuteMs};
    const qint64 fromMs = byMinutes.startOf(std::max<qint64>(0, question.span.fromMs - judgedBeforeMs));
    const qint64 toMs = std::min(byMinutes.nextStart(question.span.toMs), byMinutes.startOf(question.nowMs));
    NormalCourse answer;
    answer.span = {fromMs, question.span.toMs + Series::hourMs};
    const bool known =
        question.known.span.fromMs <= answer.span.fromMs && question.known.span.toMs >= answer.span.toMs;
    const TimeSpan read{known ? fromMs : std::max<qint64>(0, fromMs - neededBeforeMs), toMs};
    Result<SeriesCourse> minutes = course(instance, question.key, read, byMinutes);
    if (!minutes)
        return Unexpected<Error>{minutes.error()};
    if (question.less) {
        const Result<SeriesCourse> part = course(instance, *question.less, read, byMinutes);
        if (!part)
            return Unexpected<Error>{part.error()};
        minutes = difference(*minutes, *part);
    }
    if (known) {
        answer.span = question.known.span;
        answer.hours = question.known.hours;
    } else {
        answer.hours = normalHours(*minutes, answer.span);
    }
    minutes->removeIf([fromMs](const CoursePoint &point) { return point.startMs < fromMs; });
    answer.unusualMs = unusualTimes(*minutes, answer.hours, question.gaps);
    return answer;
}

} // namespace syspulse
