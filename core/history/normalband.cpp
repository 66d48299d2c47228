// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/normalband.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <vector>

namespace syspulse {

namespace {

/// How far from the median is still usual, in units of the standard deviation of a normal distribution.
constexpr double usualDeviations = 3;
constexpr double deviationPerMad = 1.4826;
constexpr double deviationPerMeanAd = 1.2533;
/// And as a part of the median in any case.
constexpr double usualShare = 0.05;

constexpr qint64 hoursPerWeek = 7 * 24;

using HourValues = std::unordered_map<qint64, std::vector<double>>;

/// The number of the hour on the clocks that shows @p timeMs, with those of a week being hoursPerWeek apart.
qint64 wallHour(qint64 timeMs, const UtcOffset &offset)
{
    return (timeMs + 1000LL * offset(timeMs)) / Series::hourMs;
}

/// Points stand at the middle of what they stand for.
bool isMinute(const CoursePoint &point)
{
    return point.timeMs - point.startMs < Series::minuteMs && std::isfinite(point.mean);
}

/// The values of each wallHour().
HourValues valuesByHour(const SeriesCourse &minutes, const UtcOffset &offset)
{
    // Clocks are set at quarters of an hour, and asking the calendar for each minute would be slow.
    constexpr qint64 quarterMs = 15 * Series::minuteMs;
    HourValues values;
    qint64 quarter = -1;
    std::vector<double> *hour = nullptr;
    for (const CoursePoint &point : minutes) {
        if (!isMinute(point))
            continue;
        if (hour == nullptr || point.timeMs / quarterMs != quarter) {
            quarter = point.timeMs / quarterMs;
            hour = &values[wallHour(quarter * quarterMs, offset)];
        }
        hour->push_back(point.mean);
    }
    return values;
}

/// Changes the order of @p values, which are some.
double medianOf(std::vector<double> &values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// As far as @p values tell; median, lower and upper of the result.
NormalHour usualOf(std::vector<double> values)
{
    NormalHour hour;
    hour.median = medianOf(values);
    const bool negative = std::any_of(values.begin(), values.end(), [](double value) { return value < 0; });
    double sum = 0;
    for (double &value : values) {
        value = std::abs(value - hour.median);
        sum += value;
    }
    const double mad = medianOf(values);
    const double deviation =
        mad > 0 ? deviationPerMad * mad : deviationPerMeanAd * sum / double(values.size());
    const double reach = std::max(usualDeviations * deviation, usualShare * std::abs(hour.median));
    hour.lower = negative ? hour.median - reach : std::max(0.0, hour.median - reach);
    hour.upper = hour.median + reach;
    return hour;
}

} // namespace

QList<NormalHour> normalHours(const SeriesCourse &minutes, const TimeSpan &span, const UtcOffset &offset)
{
    QList<NormalHour> hours;
    const HourValues values = valuesByHour(minutes, offset);
    const auto intoHour = [&offset](qint64 timeMs) {
        return (timeMs + 1000LL * offset(timeMs)) % Series::hourMs;
    };
    qint64 startMs = span.fromMs - intoHour(span.fromMs);
    while (startMs < span.toMs) {
        // Clocks may be set by less than an hour.
        const qint64 endMs = startMs + Series::hourMs - intoHour(startMs);
        const qint64 number = wallHour(startMs, offset);
        std::vector<double> before;
        int weeks = 0;
        for (int week = normalWeeks; week > 0; --week) {
            const auto hour = values.find(number - week * hoursPerWeek);
            if (hour == values.end())
                continue;
            ++weeks;
            before.insert(before.end(), hour->second.begin(), hour->second.end());
        }
        if (weeks >= leastNormalWeeks && qsizetype(before.size()) >= leastNormalValues) {
            NormalHour hour = usualOf(std::move(before));
            hour.span = {startMs, endMs};
            hour.weeks = weeks;
            hours.append(hour);
        }
        startMs = endMs;
    }
    return hours;
}

std::optional<NormalHour> normalAt(const QList<NormalHour> &hours, qint64 timeMs)
{
    const auto next =
        std::upper_bound(hours.cbegin(), hours.cend(), timeMs,
                         [](qint64 time, const NormalHour &hour) { return time < hour.span.fromMs; });
    if (next == hours.cbegin() || timeMs >= std::prev(next)->span.toMs)
        return std::nullopt;
    return *std::prev(next);
}

QList<qint64> unusualTimes(const SeriesCourse &minutes, const QList<NormalHour> &hours, const GapRule &gaps)
{
    // Minutes are a minute apart, however short the updater's interval is.
    const GapRule gapsOfMinutes = gaps.atLeast(3 * Series::minuteMs / 2);
    QList<qint64> times;
    std::optional<qint64> beginMs; // of the time outside
    bool marked = false;
    qint64 previousMs = 0;
    for (const CoursePoint &point : minutes) {
        const std::optional<NormalHour> usual =
            isMinute(point) ? normalAt(hours, point.timeMs) : std::nullopt;
        const bool outside = usual && !usual->contains(point.mean);
        const bool gap = point.timeMs - previousMs > gapsOfMinutes.between(previousMs, point.timeMs);
        previousMs = point.timeMs;
        if (!outside || gap)
            beginMs.reset();
        if (!outside)
            continue;
        if (!beginMs) {
            beginMs = point.startMs;
            marked = false;
        }
        const qint64 endMs = point.startMs + Series::minuteMs;
        const qint64 markMs =
            times.isEmpty() ? *beginMs : std::max(*beginMs, times.constLast() + unusualEveryMs);
        if (marked || endMs - *beginMs < unusualAfterMs || markMs >= endMs)
            continue;
        times.append(markMs);
        marked = true;
    }
    return times;
}

} // namespace syspulse
