// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include <algorithm>

// The part of TimeChart that finds samples.
namespace syspulse {

namespace {

bool isEarlier(const QPointF &point, double time)
{
    return point.x() < time;
}

/// @p points between @p from and @p to, with the places where the line between two of them enters and leaves.
QList<QPointF> cutOff(const QList<QPointF> &points, double from, double to, LineShape shape)
{
    QList<QPointF> cut;
    const auto at = [shape](const QPointF &a, const QPointF &b, double x) {
        if (shape == LineShape::Steps)
            return QPointF(x, a.y());
        return QPointF(x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x()));
    };
    for (qsizetype i = 0; i < points.size(); ++i) {
        const QPointF &point = points.at(i);
        if (i > 0 && points.at(i - 1).x() < from && point.x() > from)
            cut.append(at(points.at(i - 1), point, from));
        if (i > 0 && points.at(i - 1).x() < to && point.x() > to)
            cut.append(at(points.at(i - 1), point, to));
        if (point.x() >= from && point.x() <= to)
            cut.append(point);
    }
    return cut;
}

} // namespace

QList<QPointF> TimeChart::points(int line) const
{
    return isLineVisible(line) ? m_lines.at(line).points : QList<QPointF>();
}

std::optional<QPointF> TimeChart::pointAt(int line, qint64 timeMs) const
{
    const QList<QPointF> &points = m_lines.at(line).points;
    if (!m_lines.at(line).visible || points.isEmpty())
        return std::nullopt;
    const auto right = std::lower_bound(points.cbegin(), points.cend(), double(timeMs), isEarlier);
    const auto left = right == points.cbegin() ? right : std::prev(right);
    const auto distance = [timeMs](const QPointF &point) { return std::abs(point.x() - double(timeMs)); };
    const auto nearest = right == points.cend() || distance(*left) <= distance(*right) ? left : right;
    if (m_lines.at(line).shape == LineShape::Bars) // it stands for its bucket and for no other
        return distance(*nearest) <= double(m_bucketMs) / 2 ? std::optional(*nearest) : std::nullopt;
    // Between two points of one stretch there is a line; outside of it nothing is known.
    const bool inside =
        right != points.cend() && left != right && splitAtGaps({*left, *right}, m_gaps).size() == 1;
    const double reach = 2.0 * double(m_toMs - m_fromMs) / plotWidth();
    if (!inside && distance(*nearest) > reach)
        return std::nullopt;
    return *nearest;
}

std::optional<qint64> TimeChart::sampleNear(qint64 timeMs) const
{
    std::optional<qint64> best;
    for (int i = 0; i < lineCount(); ++i) {
        const std::optional<QPointF> point = pointAt(i, timeMs);
        if (!point || point->x() < double(m_fromMs) || point->x() > double(m_toMs))
            continue;
        const auto time = qint64(point->x());
        if (!best || std::abs(time - timeMs) < std::abs(*best - timeMs))
            best = time;
    }
    return best;
}

std::optional<qint64> TimeChart::sampleBeside(qint64 timeMs, int direction) const
{
    std::optional<qint64> best;
    for (const Line &line : m_lines) {
        if (!line.visible)
            continue;
        const QList<QPointF> &points = line.points;
        auto it = std::lower_bound(points.cbegin(), points.cend(), double(timeMs + (direction > 0 ? 1 : 0)),
                                   isEarlier);
        if (direction < 0) {
            if (it == points.cbegin())
                continue;
            --it;
        }
        if (it == points.cend() || it->x() < double(m_fromMs) || it->x() > double(m_toMs))
            continue;
        const auto time = qint64(it->x());
        if (!best || std::abs(time - timeMs) < std::abs(*best - timeMs))
            best = time;
    }
    return best;
}

void TimeChart::setTrimmed(bool trimmed)
{
    for (int i = 0; i < lineCount(); ++i) {
        QList<QList<QPointF>> parts = splitAtGaps(m_lines.at(i).points, m_gaps);
        if (trimmed) {
            for (QList<QPointF> &part : parts)
                part = cutOff(part, double(m_fromMs), double(m_toMs), m_lines.at(i).shape);
            parts.removeIf([](const QList<QPointF> &part) { return part.isEmpty(); });
        }
        setParts(i, parts);
    }
}

} // namespace syspulse
