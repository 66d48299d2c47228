// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartband.h"

#include <algorithm>
#include <limits>

#include <QPainter>

#include "core/report/ticks.h"
#include "ui/charts/chartdrawing.h"
#include "ui/charts/columnfill.h"

namespace syspulse {

namespace {

constexpr float opacity = 0.22F;
constexpr float earlierOpacity = 0.45F;
constexpr float normalOpacity = 0.16F;

/// The last of @p points (ascending) that lies before @p clip, whose line to the next one enters it.
qsizetype firstSeen(const QList<QPointF> &points, const QRectF &clip, const ChartBands::ToPixel &toPixel)
{
    const auto seen = std::partition_point(points.cbegin(), points.cend(), [&](const QPointF &point) {
        return toPixel(point).x() < clip.left();
    });
    return std::max<qsizetype>(0, seen - points.cbegin() - 1);
}

} // namespace

QList<QPointF> meanLine(const SeriesCourse &course)
{
    QList<QPointF> line;
    line.reserve(course.size());
    for (const CoursePoint &point : course)
        line.append(QPointF(double(point.timeMs), point.mean));
    return line;
}

void ChartBands::set(const QList<SeriesCourse> &courses, const GapRule &gaps)
{
    m_bands.clear();
    for (const SeriesCourse &course : courses) {
        m_bands.append(QList<Part>());
        const auto isRange = [](const CoursePoint &point) { return point.maximum > point.minimum; };
        if (std::none_of(course.cbegin(), course.cend(), isRange))
            continue;
        qsizetype first = 0;
        for (const QList<QPointF> &line : splitAtGaps(meanLine(course), gaps)) {
            Part part;
            for (qsizetype i = first; i < first + line.size(); ++i) {
                part.minimums.append(QPointF(double(course.at(i).timeMs), course.at(i).minimum));
                part.maximums.append(QPointF(double(course.at(i).timeMs), course.at(i).maximum));
            }
            first += line.size();
            m_bands.last().append(part);
        }
    }
}

void ChartBands::setEarlier(const QList<SeriesCourse> &courses, const GapRule &gaps, int days)
{
    m_earlier.clear();
    // Clocks change at quarters of an hour, and asking the calendar for each point would be slow.
    constexpr qint64 quarterMs = 15 * Series::minuteMs;
    std::optional<qint64> quarter;
    std::optional<qint64> shiftMs;
    const auto laterBy = [&](qint64 timeMs) {
        if (timeMs / quarterMs != quarter) {
            quarter = timeMs / quarterMs;
            const std::optional<qint64> later = wallClockDaysLater(timeMs, days);
            shiftMs = later ? std::optional(*later - timeMs) : std::nullopt;
        }
        return shiftMs ? std::optional(timeMs + *shiftMs) : std::nullopt;
    };
    for (const SeriesCourse &course : courses) {
        QList<QList<QPointF>> parts;
        for (const QList<QPointF> &line : splitAtGaps(meanLine(course), gaps)) {
            QList<QPointF> moved;
            for (const QPointF &point : line) {
                // Where clocks are set back two hours fall on one; the first of them is drawn.
                const std::optional<qint64> timeMs = laterBy(qint64(point.x()));
                if (timeMs && (moved.isEmpty() || double(*timeMs) > moved.constLast().x()))
                    moved.append(QPointF(double(*timeMs), point.y()));
            }
            parts.append(moved);
        }
        m_earlier.append(parts);
    }
}

std::optional<NormalHour> ChartBands::normalAt(int line, qint64 timeMs) const
{
    return syspulse::normalAt(m_normal.value(line), timeMs);
}

void ChartBands::extend(double fromMs, double &smallest, double &largest) const
{
    for (const QList<Part> &band : m_bands) {
        for (const Part &part : band) {
            for (qsizetype i = 0; i < part.minimums.size(); ++i) {
                if (part.minimums.at(i).x() < fromMs)
                    continue;
                smallest = std::min(smallest, part.minimums.at(i).y());
                largest = std::max(largest, part.maximums.at(i).y());
            }
        }
    }
    for (const QList<QList<QPointF>> &line : m_earlier) {
        for (const QList<QPointF> &part : line) {
            for (const QPointF &point : part) {
                if (point.x() >= fromMs) {
                    smallest = std::min(smallest, point.y());
                    largest = std::max(largest, point.y());
                }
            }
        }
    }
    for (const QList<NormalHour> &line : m_normal) {
        for (const NormalHour &hour : line) {
            if (double(hour.span.toMs) <= fromMs)
                continue;
            smallest = std::min(smallest, hour.lower);
            largest = std::max(largest, hour.upper);
        }
    }
}

QList<QPointF> ChartBands::joined(const QList<Part> &parts, Side side)
{
    QList<QPointF> points;
    for (const Part &part : parts)
        points += part.*side;
    return points;
}

std::optional<double> ChartBands::sameUntil(const ChartBands &before, double fromMs) const
{
    const auto hasPoints = [](const auto &lists) {
        return std::any_of(lists.cbegin(), lists.cend(), [](const auto &list) { return !list.isEmpty(); });
    };
    if (hasPoints(m_earlier) || hasPoints(before.m_earlier) || hasPoints(m_normal) ||
        hasPoints(before.m_normal) || m_bands.size() != before.m_bands.size())
        return std::nullopt;
    double until = std::numeric_limits<double>::infinity();
    for (qsizetype line = 0; line < m_bands.size(); ++line) {
        const QList<Part> &parts = m_bands.at(line);
        const QList<Part> &others = before.m_bands.at(line);
        if (parts.isEmpty() && others.isEmpty())
            continue;
        for (const Side side : {&Part::minimums, &Part::maximums}) {
            const QList<QPointF> points = joined(parts, side);
            const QList<QPointF> old = joined(others, side);
            const auto same = syspulse::sameUntil(old, points, fromMs);
            if (!same || lineDetail(points.size()) != lineDetail(old.size()))
                return std::nullopt;
            until = std::min(until, *same);
        }
    }
    return until;
}

void ChartBands::paintNormal(QPainter *painter, const QRectF &clip, const ToPixel &at,
                             const std::function<QColor(int)> &colorOf) const
{
    for (qsizetype line = 0; line < m_normal.size(); ++line) {
        QColor color = colorOf(int(line));
        color.setAlphaF(normalOpacity);
        // Stretches of hours without one in between of which nothing is known.
        const QList<NormalHour> &hours = m_normal.at(line);
        for (qsizetype first = 0; first < hours.size();) {
            qsizetype end = first + 1;
            while (end < hours.size() && hours.at(end).span.fromMs == hours.at(end - 1).span.toMs)
                ++end;
            QPolygonF upper;
            QPolygonF lower;
            for (; first < end; ++first) {
                const NormalHour &hour = hours.at(first);
                for (const qint64 edgeMs : {hour.span.fromMs, hour.span.toMs}) {
                    upper << at({double(edgeMs), hour.upper});
                    lower << at({double(edgeMs), hour.lower});
                }
            }
            fillArea(painter, upper, lower, clip, color, upper.size());
        }
    }
}

void ChartBands::paint(QPainter *painter, const QRectF &plot, const QRectF &clip, const ToPixel &toPixel,
                       const std::function<QColor(int)> &colorOf) const
{
    painter->save();
    painter->setClipRect(clip);
    painter->setRenderHint(QPainter::Antialiasing);
    // A drawing in a file knows no clipping; of the point before the range only what is in it may be seen.
    const auto at = [&](const QPointF &point) {
        const QPointF pixel = toPixel(point);
        return QPointF(std::clamp(pixel.x(), plot.left(), plot.right()), pixel.y());
    };
    paintNormal(painter, clip, at, colorOf);
    for (qsizetype line = 0; line < m_earlier.size(); ++line) {
        QColor color = colorOf(int(line));
        color.setAlphaF(earlierOpacity);
        painter->setPen(QPen(color, 1));
        for (const QList<QPointF> &part : m_earlier.at(line)) {
            QPolygonF points;
            std::transform(part.cbegin(), part.cend(), std::back_inserter(points), at);
            painter->drawPolyline(points);
        }
    }
    for (qsizetype line = 0; line < m_bands.size(); ++line) {
        QColor color = colorOf(int(line));
        color.setAlphaF(opacity);
        qsizetype corners = 0;
        for (const Part &part : m_bands.at(line))
            corners += part.minimums.size();
        for (const Part &part : m_bands.at(line)) {
            if (part.minimums.size() == 1) { // it has no width to fill
                painter->setPen(QPen(color, 3));
                painter->drawLine(at(part.minimums.constFirst()), at(part.maximums.constFirst()));
                continue;
            }
            const qsizetype first = firstSeen(part.minimums, clip, toPixel);
            QPolygonF upper;
            QPolygonF lower;
            upper.reserve(part.maximums.size() - first);
            lower.reserve(part.minimums.size() - first);
            std::transform(part.maximums.cbegin() + first, part.maximums.cend(), std::back_inserter(upper),
                           at);
            std::transform(part.minimums.cbegin() + first, part.minimums.cend(), std::back_inserter(lower),
                           at);
            if (upper.size() > 1)
                fillArea(painter, upper, lower, clip, color, corners);
        }
    }
    painter->restore();
}

} // namespace syspulse
