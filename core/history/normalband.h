// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/gaprule.h"
#include "core/history/seriescourse.h"
#include "core/updater/schedule.h"

#include <optional>

namespace syspulse {

/// What is usual of a series in one hour of this machine's clocks.
struct NormalHour
{
    TimeSpan span;
    double median = 0;
    double lower = 0; ///< what is below is not usual
    double upper = 0; ///< what is above is not usual
    int weeks = 0;    ///< in how many of the weeks before there were values

    bool contains(double value) const { return value >= lower && value <= upper; }
    bool operator==(const NormalHour &) const = default;
};

/// The weeks before an hour whose same hour of the week says what is usual in it.
inline constexpr int normalWeeks = 4;
/// With fewer of them nobody can tell what is usual from what happened once.
inline constexpr int leastNormalWeeks = 2;
/// And with fewer values their spread means nothing: two hours of an updater that runs every ten minutes have
/// more.
inline constexpr qsizetype leastNormalValues = 10;
/// How long a line has to be outside of what is usual before that is worth a mark, and how far apart marks
/// are.
inline constexpr qint64 unusualAfterMs = 3 * Series::minuteMs;
inline constexpr qint64 unusualEveryMs = Series::hourMs;

/// What is usual in each hour that @p span touches, ascending; an hour of which that is not known is left
/// out.
/// @p minutes: the course of the series by minutes, from normalWeeks before the span on. Points that stand
/// for more than a minute are ignored, for hours spread less than their minutes do.
///
/// An hour is compared with the hours of the same name on the same day of the week, whatever clocks were set
/// to in between. Usual is median +- 3 * 1.4826 * MAD, the median absolute deviation: half of the values may
/// be anything before either moves, so a week with a holiday or an outage among four does not widen what is
/// usual, as it would with quantiles or the standard deviation. See F. R. Hampel, "The influence curve and
/// its role in robust estimation", JASA 69 (1974), and for the factor C. Leys et al., "Detecting outliers: do
/// not use standard deviation around the mean, use absolute deviation around the median", JESP 49 (2013), who
/// call 3 "very conservative". Where more than half of the values are the same, MAD is 0 and 1.2533 times the
/// mean absolute deviation stands in for it, as IBM's "modified z score" does. What differs by less than a
/// twentieth of the median is usual in any case, and what was never below 0 is not expected there.
QList<NormalHour> normalHours(const SeriesCourse &minutes, const TimeSpan &span,
                              const UtcOffset &offset = localUtcOffset);

/// The one of @p hours that @p timeMs lies in.
std::optional<NormalHour> normalAt(const QList<NormalHour> &hours, qint64 timeMs);

/// When @p minutes had begun to be outside of @p hours each time that they were for unusualAfterMs without a
/// break, at most once in unusualEveryMs: where they are still outside by then, the mark stands there. A gap,
/// a time of which it is not known what is usual, and a point that stands for more than a minute are breaks.
QList<qint64> unusualTimes(const SeriesCourse &minutes, const QList<NormalHour> &hours, const GapRule &gaps);

/// What is usual over a span, and when the series was not.
struct NormalCourse
{
    TimeSpan span; ///< of which it was looked for; empty: it was not yet
    QList<NormalHour> hours;
    QList<qint64> unusualMs;
};

/// What is to be looked for.
struct NormalQuestion
{
    SeriesKey key;
    std::optional<SeriesKey> less; ///< is taken off it; see difference()
    TimeSpan span;
    qint64 nowMs = 0; ///< minutes that were over by then are judged
    GapRule gaps;
    NormalCourse known; ///< hours of an earlier answer that need not be looked for again
};

} // namespace syspulse
