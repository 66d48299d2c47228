// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartdrawing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace syspulse {

namespace {

constexpr double foreverSame = std::numeric_limits<double>::infinity();
/// More than this a picture must not be wrong by, in pixels.
constexpr double mostInexactMove = 0.02;
/// Of a line with as many gaps the narrowest are closed, and which those are changes with each point.
constexpr qsizetype manyGaps = 50;

bool hasManyGaps(const QList<QPointF> &points, const GapRule &gaps)
{
    qsizetype count = 0;
    for (qsizetype i = 1; i < points.size() && count < manyGaps; ++i) {
        const auto before = qint64(points.at(i - 1).x());
        const auto after = qint64(points.at(i).x());
        count += after - before > gaps.betweenPoints(before, after) ? 1 : 0;
    }
    return count >= manyGaps;
}

/// Whether the times of @p before and @p now say the same where both are seen.
bool isSameTime(const ChartDrawing &before, const ChartDrawing &now)
{
    const auto seenInBoth = [&](const QList<Tick> &ticks) {
        QList<Tick> seen = ticks;
        seen.removeIf([&](const Tick &tick) {
            return tick.position < double(now.fromMs) || tick.position > double(before.toMs);
        });
        return seen;
    };
    return before.timeTicks == now.timeTicks || seenInBoth(before.timeTicks) == seenInBoth(now.timeTicks);
}

/// Whether all but the points of @p before and @p now is the same, and can be moved.
bool isAlike(const ChartDrawing &before, const ChartDrawing &now)
{
    const auto isAlikeLine = [&now](const ChartDrawing::Line &a, const ChartDrawing::Line &b) {
        // Bars share the room of their bucket.
        return a.visible == b.visible && a.shape == b.shape &&
               (!b.visible ||
                (b.shape != LineShape::Bars && lineDetail(a.points.size()) == lineDetail(b.points.size()) &&
                 !hasManyGaps(b.points, now.gaps)));
    };
    return before.size == now.size && before.ratio == now.ratio && before.palette == now.palette &&
           before.font == now.font && !before.empty && !now.empty && before.valueTicks == now.valueTicks &&
           before.gaps == now.gaps && before.bucketMs == now.bucketMs &&
           std::equal(before.lines.cbegin(), before.lines.cend(), now.lines.cbegin(), now.lines.cend(),
                      isAlikeLine) &&
           isSameTime(before, now);
}

/// Before when no mark came, went or became another one.
double marksSameUntil(const QList<TimelineMark> &before, const QList<TimelineMark> &now)
{
    const auto [begin, nowBegin] = std::mismatch(before.cbegin(), before.cend(), now.cbegin(), now.cend());
    const auto [end, nowEnd] = std::mismatch(before.crbegin(), std::make_reverse_iterator(begin),
                                             now.crbegin(), std::make_reverse_iterator(nowBegin));
    double until = foreverSame;
    const auto limit = [&until](auto mark, const auto &last) {
        for (; mark != last; ++mark)
            until = std::min(until, double(mark->fromMs));
    };
    limit(begin, end.base());
    limit(nowBegin, nowEnd.base());
    return until;
}

/// See sameUntil() of points; of all that is drawn.
std::optional<double> allSameUntil(const ChartDrawing &before, const ChartDrawing &now)
{
    double until = foreverSame;
    const auto limit = [&until](const std::optional<double> &other) {
        until = std::min(until, other.value_or(until));
        return other.has_value();
    };
    for (qsizetype i = 0; i < now.lines.size(); ++i) {
        if (now.lines.at(i).visible &&
            !limit(sameUntil(before.lines.at(i).points, now.lines.at(i).points, double(now.fromMs))))
            return std::nullopt;
    }
    if (!limit(now.bands.sameUntil(before.bands, double(now.fromMs))))
        return std::nullopt;
    return std::min(until, marksSameUntil(before.marks, now.marks));
}

} // namespace

LineDetail lineDetail(qsizetype points)
{
    return points > 400 ? LineDetail::Thin : points > 200 ? LineDetail::Plain : LineDetail::Smooth;
}

std::optional<double> sameUntil(const QList<QPointF> &before, const QList<QPointF> &now, double fromMs)
{
    if (before.isEmpty() || now.isEmpty())
        return before.isEmpty() && now.isEmpty() ? std::optional(foreverSame) : std::nullopt;
    const auto first =
        std::lower_bound(before.cbegin(), before.cend(), now.constFirst().x(),
                         [](const QPointF &point, double timeMs) { return point.x() < timeMs; });
    // A line that began further to the left must not be cut off.
    if (first != before.cbegin() && now.constFirst().x() > fromMs)
        return std::nullopt;
    const auto isSame = [](const QPointF &a, const QPointF &b) { return a.x() == b.x() && a.y() == b.y(); };
    const auto [old, fresh] = std::mismatch(first, before.cend(), now.cbegin(), now.cend(), isSame);
    if (fresh == now.cbegin())
        return std::nullopt;
    return old == before.cend() && fresh == now.cend() ? foreverSame : std::prev(fresh)->x();
}

std::optional<KeptPicture> keptPicture(const ChartDrawing &before, const ChartDrawing &now, double width)
{
    const qint64 rangeMs = now.toMs - now.fromMs;
    const qint64 movedMs = now.fromMs - before.fromMs;
    if (before.toMs - before.fromMs != rangeMs || movedMs < 0 || movedMs >= rangeMs || !isAlike(before, now))
        return std::nullopt;
    const double pixels = width * double(movedMs) / double(rangeMs);
    KeptPicture kept;
    kept.movedBy = int(std::lround(pixels));
    kept.inexactBy = pixels - kept.movedBy;
    const double ofDevice = kept.movedBy * now.ratio;
    if (std::abs(kept.inexactBy) > mostInexactMove || ofDevice != std::round(ofDevice))
        return std::nullopt;
    const std::optional<double> until = allSameUntil(before, now);
    if (!until)
        return std::nullopt;
    kept.isAll = *until == foreverSame && movedMs == 0 && before.timeTicks == now.timeTicks;
    kept.fromMs = std::min(*until, double(before.toMs));
    kept.timesMoved = movedMs != 0 || before.timeTicks != now.timeTicks;
    return kept;
}

} // namespace syspulse
