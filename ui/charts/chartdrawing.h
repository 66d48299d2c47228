// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/gaprule.h"
#include "core/history/timelinemarks.h"
#include "core/report/ticks.h"
#include "ui/charts/chartband.h"

#include <optional>

#include <QFont>
#include <QList>
#include <QPalette>
#include <QPointF>
#include <QSize>

namespace syspulse {

/// How a line of a chart is drawn.
enum class LineShape {
    Straight, ///< from point to point
    Steps,    ///< what is counted holds until it changes
    Bars,     ///< a bar for each bucket, at whose middle the point is
};

/// How finely a line is drawn, which depends on how many points there are to draw.
enum class LineDetail {
    Smooth, ///< with smooth edges wherever they can be seen
    Plain,  ///< what lies below it is filled in whole pixels
    Thin,   ///< so many that a wide pen would cost many times as much
};
LineDetail lineDetail(qsizetype points);

/// All that the picture of a chart tells: two of the same give the same picture.
struct ChartDrawing
{
    struct Line
    {
        QList<QPointF> points; ///< ascending, x in ms since the epoch
        LineShape shape = LineShape::Straight;
        bool visible = true;
    };

    QSize size;
    double ratio = 1; ///< pixels of the device for one of the widget
    QFont font;
    qint64 palette = 0; ///< QPalette::cacheKey()
    qint64 fromMs = 0;
    qint64 toMs = 1;
    QList<Tick> timeTicks;
    QList<Tick> valueTicks;
    QList<Line> lines;
    ChartBands bands;
    GapRule gaps;
    qint64 bucketMs = 1;
    QList<TimelineMark> marks; ///< behind the lines
    bool empty = true;
};

/// What of a picture stays good while time moves on.
struct KeptPicture
{
    int movedBy = 0;         ///< pixels of the widget that it moves to the left
    double inexactBy = 0;    ///< how many more it would have to move, less than one
    bool isAll = false;      ///< nothing is to be drawn anew
    double fromMs = 0;       ///< from when on all is to be drawn anew
    bool timesMoved = false; ///< the labels of the time axis are others, or elsewhere
};

/// What of the picture of @p before is good in that of @p now, whose lines are drawn over @p width pixels;
/// nothing where all has to be drawn anew.
std::optional<KeptPicture> keptPicture(const ChartDrawing &before, const ChartDrawing &now, double width);

/// Until when @p now is the same as @p before as far as it is seen from @p fromMs on: the x of the last point
/// that they share. Infinite where no point came or went but on the left; nothing where they share none.
std::optional<double> sameUntil(const QList<QPointF> &before, const QList<QPointF> &now, double fromMs);

} // namespace syspulse
