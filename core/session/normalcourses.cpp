// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/normalcourses.h"

#include <algorithm>

namespace syspulse {

namespace {

/// What a picture may move on before more has to be read, as a part of its span.
constexpr qint64 normalMarginPart = 4;
/// But not into a time of which the week before is still to come.
constexpr qint64 longestAheadMs = 24 * Series::hourMs;
/// A picture need not be judged up to less than this part of it, which is a pixel or two.
constexpr qint64 unjudgedPart = 500;

} // namespace

NormalCourses::NormalCourses(HistoryStore *history, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_asking(std::make_unique<QObject>())
{}

NormalCourses::~NormalCourses() = default;

void NormalCourses::begin(const QString &instance)
{
    m_instance = instance;
    m_entries.clear();
    m_underWay = 0;
    m_asking = std::make_unique<QObject>();
}

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
    if (m_history == nullptr || m_instance.isEmpty() || wanted.span.isEmpty())
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
    const qint64 marginMs = (wanted.span.toMs - wanted.span.fromMs) / normalMarginPart;
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
    ++m_underWay;
    m_history->loadNormal(m_instance, question, m_asking.get(),
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
    if (--m_underWay == 0)
        emit changed();
}

} // namespace syspulse
