// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/gaprule.h"
#include "core/history/normalband.h"
#include "core/history/seriescourse.h"

#include <functional>

#include <QColor>
#include <QPointF>

class QPainter;

namespace syspulse {

/// The line of a course: its means at their times (x in ms since the epoch).
QList<QPointF> meanLine(const SeriesCourse &course);

/// What is drawn below the lines of a chart: between which values they are means, as a translucent band below
/// each line that needs one, what was a day or a week before, and what is usual.
class ChartBands
{
public:
    /// Of the lines in their order; a course of single samples gets no band. They break where @p gaps sees a
    /// gap.
    void set(const QList<SeriesCourse> &courses, const GapRule &gaps);
    bool hasBand(int line) const { return !m_bands.value(line).isEmpty(); }
    /// Draws what was @p days before as pale lines below all else: @p courses are of that time, and are moved
    /// to where clocks on the wall show the same time of day.
    void setEarlier(const QList<SeriesCourse> &courses, const GapRule &gaps, int days);
    QList<QList<QPointF>> earlier(int line) const { return m_earlier.value(line); }
    /// Draws what is usual of each line as a pale band below all else; empty for lines without one.
    void setNormal(const QList<QList<NormalHour>> &hours) { m_normal = hours; }
    bool hasNormal(int line) const { return !m_normal.value(line).isEmpty(); }
    /// What is usual of @p line at @p timeMs, where that is drawn.
    std::optional<NormalHour> normalAt(int line, qint64 timeMs) const;
    /// Widens the bounds to those of all this from @p fromMs on.
    void extend(double fromMs, double &smallest, double &largest) const;

    /// Until when this is the same as @p before as far as it is seen from @p fromMs on; see sameUntil() of
    /// chartdrawing.h. Nothing where there is more than the bands of means.
    std::optional<double> sameUntil(const ChartBands &before, double fromMs) const;

    using ToPixel = std::function<QPointF(const QPointF &)>;
    /// Draws what belongs into @p plot, and of that what is within @p clip. @p colorOf: of a line by its
    /// number.
    void paint(QPainter *painter, const QRectF &plot, const QRectF &clip, const ToPixel &toPixel,
               const std::function<QColor(int)> &colorOf) const;

private:
    void paintNormal(QPainter *painter, const QRectF &clip, const ToPixel &at,
                     const std::function<QColor(int)> &colorOf) const;

    /// A stretch without a gap; both lists have the same times.
    struct Part
    {
        QList<QPointF> minimums;
        QList<QPointF> maximums;
    };
    using Side = QList<QPointF> Part::*;
    /// The minimums or maximums of all of @p parts.
    static QList<QPointF> joined(const QList<Part> &parts, Side side);

    QList<QList<Part>> m_bands;             ///< by line
    QList<QList<QList<QPointF>>> m_earlier; ///< by line, the stretches without a gap
    QList<QList<NormalHour>> m_normal;      ///< by line
};

} // namespace syspulse
