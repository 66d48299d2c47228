// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/spanfigures.h"

#include <algorithm>

namespace syspulse {

std::optional<SpanFigures> figuresOf(const QList<SeriesPoint> &points, qint64 fromMs, qint64 toMs,
                                     const GapRule &gaps)
{
    std::optional<SpanFigures> figures;
    double area = 0;
    double known = 0;
    double sum = 0;
    qsizetype count = 0;
    for (const SeriesPoint &point : points) {
        if (point.timeMs < fromMs || point.timeMs > toMs)
            continue;
        if (!figures)
            figures = SpanFigures{point.value, point.value, point.value, point};
        const qint64 step = point.timeMs - figures->last.timeMs;
        if (step > 0 && step <= gaps.betweenPoints(figures->last.timeMs, point.timeMs)) {
            area += double(step) * (figures->last.value + point.value) / 2;
            known += double(step);
        }
        figures->minimum = std::min(figures->minimum, point.value);
        figures->maximum = std::max(figures->maximum, point.value);
        figures->last = point;
        sum += point.value;
        ++count;
    }
    if (figures)
        figures->mean = known > 0 ? area / known : sum / double(count);
    return figures;
}

std::optional<SpanFigures> figuresOf(const SeriesCourse &course, qint64 fromMs, qint64 toMs,
                                     const GapRule &gaps)
{
    QList<SeriesPoint> means;
    for (const CoursePoint &point : course)
        means.append({point.timeMs, point.mean});
    std::optional<SpanFigures> figures = figuresOf(means, fromMs, toMs, gaps);
    for (const CoursePoint &point : course) {
        if (!figures || point.timeMs < fromMs || point.timeMs > toMs)
            continue;
        figures->minimum = std::min(figures->minimum, point.minimum);
        figures->maximum = std::max(figures->maximum, point.maximum);
    }
    return figures;
}

QList<SeriesPoint> countsPerBucket(const QList<SeriesPoint> &counter, qint64 widthMs, qint64 offsetMs,
                                   const GapRule &gaps)
{
    QList<SeriesPoint> counts;
    for (qsizetype i = 1; i < counter.size(); ++i) {
        const SeriesPoint &before = counter.at(i - 1);
        const SeriesPoint &point = counter.at(i);
        if (point.timeMs - before.timeMs > gaps.betweenPoints(before.timeMs, point.timeMs))
            continue;
        const qint64 middle = (point.timeMs + offsetMs) / widthMs * widthMs - offsetMs + widthMs / 2;
        if (counts.isEmpty() || counts.constLast().timeMs != middle)
            counts.append({middle, 0});
        counts.last().value += std::max(0.0, point.value - before.value);
    }
    return counts;
}

qint64 bucketWidthFor(qint64 spanMs, int wanted, qint64 leastMs)
{
    constexpr qint64 second = 1000;
    constexpr qint64 day = 24 * Series::hourMs;
    static constexpr qint64 widths[] = {second,
                                        2 * second,
                                        5 * second,
                                        10 * second,
                                        30 * second,
                                        Series::minuteMs,
                                        2 * Series::minuteMs,
                                        5 * Series::minuteMs,
                                        10 * Series::minuteMs,
                                        30 * Series::minuteMs,
                                        Series::hourMs,
                                        3 * Series::hourMs,
                                        6 * Series::hourMs,
                                        12 * Series::hourMs,
                                        day,
                                        7 * day};
    for (const qint64 width : widths) {
        if (width >= leastMs && spanMs / width <= std::max(1, wanted))
            return width;
    }
    return 30 * day;
}

} // namespace syspulse
