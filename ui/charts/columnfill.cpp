// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/columnfill.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include <QImage>
#include <QPaintEngine>
#include <QPainter>

namespace syspulse {

namespace {

/// Smooth edges of more corners than this cost much and cannot be seen.
constexpr qsizetype smoothCorners = 200;

/// The columns of pixels in a part of a picture.
struct Columns
{
    double left;  ///< of the first one
    double width; ///< of each, in units of the painter
    qsizetype count;

    qsizetype of(double x) const { return qsizetype(std::floor((x - left) / width)); }
    double edge(qsizetype column) const { return left + double(column) * width; }
};

/// The outermost y of @p line in each column, where @p further says of two that the first lies further out;
/// @p none where the line is not. At the edge between two columns it is in both.
template <typename Further>
std::vector<double> outermost(const QPolygonF &line, const Columns &columns, double none, Further further)
{
    std::vector<double> reached(size_t(columns.count), none);
    const auto reach = [&](qsizetype column, double y) {
        if (column < 0 || column >= columns.count)
            return;
        double &known = reached[size_t(column)];
        if (further(y, known))
            known = y;
    };
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QPointF &point = line.at(i);
        const qsizetype column = columns.of(point.x());
        reach(column, point.y());
        if (i == 0)
            continue;
        const QPointF &before = line.at(i - 1);
        const qsizetype end = std::min(column, columns.count);
        for (qsizetype edge = std::max<qsizetype>(columns.of(before.x()) + 1, 0); edge <= end; ++edge) {
            const double share = (columns.edge(edge) - before.x()) / (point.x() - before.x());
            const double y = before.y() + share * (point.y() - before.y());
            reach(edge - 1, y);
            reach(edge, y);
        }
    }
    return reached;
}

} // namespace

void fillAsPolygon(QPainter *painter, const QPolygonF &upper, const QPolygonF &lower, const QColor &color)
{
    QPolygonF area = upper;
    area.reserve(upper.size() + lower.size());
    std::copy(lower.crbegin(), lower.crend(), std::back_inserter(area));
    painter->setRenderHint(QPainter::Antialiasing, upper.size() <= smoothCorners);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawPolygon(area);
}

void fillAsColumns(QPainter *painter, const QPolygonF &upper, const QPolygonF &lower, const QRectF &clip,
                   const QColor &color)
{
    // Those of the picture, which may have several for a unit.
    const double scale = std::max(1e-6, std::abs(painter->deviceTransform().m11()));
    const double left = std::floor(clip.left() * scale) / scale;
    const Columns columns{left, 1 / scale, qsizetype(std::ceil((clip.right() - left) * scale))};
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const std::vector<double> tops = outermost(upper, columns, infinite, std::less<>());
    const std::vector<double> bottoms = outermost(lower, columns, -infinite, std::greater<>());
    // As one picture: each translucent rectangle would be spread over Qt's threads, which costs many times
    // what it does.
    const double top = std::floor(clip.top() * scale) / scale;
    const int rows = int(std::ceil((clip.bottom() - top) * scale));
    QImage image(int(columns.count), rows, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return;
    image.fill(Qt::transparent);
    const QRgb pixel = qPremultiply(color.rgba());
    const qsizetype stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    auto *pixels = reinterpret_cast<QRgb *>(image.bits());
    for (qsizetype column = 0; column < columns.count; ++column) {
        const double from = std::max(tops[size_t(column)], top);
        const double to = std::min(bottoms[size_t(column)], clip.bottom());
        if (!(to > from))
            continue;
        const int end = std::min(qRound((to - top) * scale), rows);
        for (int row = qRound((from - top) * scale); row < end; ++row)
            pixels[row * stride + column] = pixel;
    }
    image.setDevicePixelRatio(scale);
    painter->drawImage(QPointF(left, top), image);
}

void fillArea(QPainter *painter, const QPolygonF &upper, const QPolygonF &lower, const QRectF &clip,
              const QColor &color, qsizetype corners)
{
    const bool pixels = painter->paintEngine()->type() == QPaintEngine::Raster;
    if (pixels && corners > smoothCorners)
        fillAsColumns(painter, upper, lower, clip, color);
    else
        fillAsPolygon(painter, upper, lower, color);
}

} // namespace syspulse
