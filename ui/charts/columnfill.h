// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>

class QColor;
class QPainter;
class QRectF;

namespace syspulse {

/// Fills the area between @p upper and @p lower, two lines of ascending x in pixels that have the same first
/// and last x. Only what is within @p clip is filled. @p corners: how many the whole has of which these two
/// are a part; parts of it look alike.
void fillArea(QPainter *painter, const QPolygonF &upper, const QPolygonF &lower, const QRectF &clip,
              const QColor &color, qsizetype corners);

/// The two ways of fillArea(), which look alike. As a polygon, with smooth edges where it has few corners: it
/// costs what all its corners cost in each row of pixels that they reach over.
void fillAsPolygon(QPainter *painter, const QPolygonF &upper, const QPolygonF &lower, const QColor &color);
/// Column of pixels by column, each as high as the area gets in it; for pixels only. Costs the columns,
/// however many corners there are.
void fillAsColumns(QPainter *painter, const QPolygonF &upper, const QPolygonF &lower, const QRectF &clip,
                   const QColor &color);

} // namespace syspulse
