// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPointF>
#include <QRectF>

#include "core/history/gaprule.h"

class QPainter;

namespace syspulse {

/// What a small line shows.
struct SparklineData
{
    QList<QPointF> points; ///< ascending by x (ms since the epoch)
    qint64 fromMs = 0;
    qint64 toMs = 0;
    GapRule gaps; ///< where the line breaks
};

/// Draws @p data into @p area; the scale goes from 0 to the largest value.
void paintSparkline(QPainter &painter, const QRectF &area, const SparklineData &data, const QColor &color);

} // namespace syspulse
