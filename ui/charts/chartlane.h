// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPalette>
#include <QRectF>

#include "core/history/timelinemarks.h"
#include "core/units/unitformatter.h"

class QPainter;

namespace syspulse {

/// One thing to see in the lane of a chart.
struct LaneItem
{
    QRectF place;              ///< in pixels of the viewport
    bool point = false;        ///< a moment, or a span too short to be seen as one
    QList<TimelineMark> marks; ///< one, or several that are too close to be told apart

    bool operator==(const LaneItem &) const = default;
};

/// The lane above the lines of a chart: restarts, outages, alerts, notes, what is unusual, and where
/// values come from the server's analytics. It has no labels, which would cover each other; the pointer
/// tells.
class ChartLane
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ChartLane)

public:
    /// Pixels that the lane takes above the lines.
    static constexpr int height = 14;

    /// What of @p marks is seen in @p lane, which shows [@p fromMs, @p toMs]; points last, since they lie on
    /// the spans.
    static QList<LaneItem> items(const QList<TimelineMark> &marks, qint64 fromMs, qint64 toMs,
                                 const QRectF &lane);
    static void draw(QPainter *painter, const QList<LaneItem> &items, const QPalette &palette);
    /// When @p mark was and what it was, on one line.
    static QString text(const TimelineMark &mark, const UnitFormatter &format);
    /// The same of all marks of @p item, one on a line, of very many the newest.
    static QString text(const LaneItem &item, const UnitFormatter &format);

private:
    static QString name(const TimelineMark &mark);
};

} // namespace syspulse
