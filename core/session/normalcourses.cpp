// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/normalcourses.h"

#include <algorithm>

namespace syspulse {

namespace {

/// A picture moves on into the time that is still to come, but not into a time of which the week before is
/// still to come.
constexpr qint64 longestAheadMs = 24 * Series::hourMs;
/// A picture need not be judged up to less than this part of it, which is a pixel or two.
constexpr qint64 unjudgedPart = 500;

} // namespace

void NormalCourses::outdate()
{
    for (Entry &entry : m_entries)
        entry.outdated = true;
}

bool NormalCourses::isKnown(const Entry &entry, const TimeSpan &span, qint64 nowMs)
{
    const qint64 overMs = std::min(span.toMs, nowMs - nowMs % Series::minuteMs);
    return !entry.outdated && entry.asked.fromMs <= span.fromMs && entry.asked.toMs >= span.toMs &&
           entry.askedMs >= overMs - (span.toMs - span.fromMs) / unjudgedPart;
}

NormalCourse NormalCourses::of(const Wanted &wanted, const GapRule &gaps, qint64 nowMs)
{
    if (!canRead() || wanted.span.isEmpty())
        return {wanted.span, {}, {}};
    const Entry &entry = m_entries[{wanted.key, wanted.lessTopic}];
    if (!entry.underWay && !isKnown(entry, wanted.span, nowMs))
        ask(wanted, gaps, nowMs);
    return entry.answer;
}

void NormalCourses::ask(const Wanted &wanted, const GapRule &gaps, qint64 nowMs)
{
    const EntryKey key{wanted.key, wanted.lessTopic};
    Entry &entry = m_entries[key];
    const qint64 marginMs = marginOf(wanted.span);
    NormalQuestion question;
    question.key = wanted.key;
    if (!wanted.lessTopic.isEmpty())
        question.less = SeriesKey{wanted.lessTopic, wanted.key.rate};
    question.span = {
        std::max<qint64>(0, wanted.span.fromMs - marginMs),
        std::max(wanted.span.toMs, std::min(wanted.span.toMs + marginMs, nowMs + longestAheadMs))};
    question.nowMs = nowMs;
    question.gaps = gaps;
    if (!entry.outdated && !entry.answer.hours.isEmpty())
        question.known = entry.answer;
    entry.outdated = false;
    entry.underWay = true;
    entry.asked = question.span;
    entry.askedMs = nowMs;
    history().loadNormal(instance(), question, begun(),
                         [this, key](const Result<NormalCourse> &answer) { take(key, answer); });
}

void NormalCourses::take(const EntryKey &key, const Result<NormalCourse> &answer)
{
    Entry &entry = m_entries[key];
    entry.underWay = false;
    // What cannot be read is said by the store itself, and not tried again at once.
    if (answer)
        entry.answer = *answer;
    else
        entry.answer = {entry.asked, {}, {}};
    ended();
}

} // namespace syspulse
