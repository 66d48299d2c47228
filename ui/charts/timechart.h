// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>
#include <QLineSeries>
#include <QPointer>
#include <QValueAxis>

#include "core/history/timelinemarks.h"
#include "core/report/ticks.h"
#include "core/units/unitformatter.h"
#include "ui/charts/chartband.h"

namespace syspulse {

class TimeAxis;

/// A chart of a few lines over time. Draws its grid and labels itself, since relabelling the axes of Qt
/// Charts costs more than drawing the lines; the plot area is the same in every chart of the same width, so
/// that charts above one another share their time axis.
///
/// With a TimeAxis the wheel zooms, dragging pans, and the pointer or the arrow keys move the crosshair.
class TimeChart : public QChartView
{
    Q_OBJECT

public:
    TimeChart(int lines, ValueScale scale, const UnitFormatter &format, QWidget *parent = nullptr);
    ~TimeChart() override;

    /// Makes the chart follow and steer @p axis, which must outlive it.
    void setTimeAxis(TimeAxis *axis);

    int lineCount() const { return int(m_lines.size()); }
    /// Further lines are empty and visible.
    void setLineCount(int lines);
    void setScale(ValueScale scale);
    void setLineVisible(int line, bool visible);
    bool isLineVisible(int line) const { return m_lines.at(line).visible; }
    QColor lineColor(int line) const;

    /// The points of each line (ascending, x in ms since the epoch), already thinned out for plotWidth(),
    /// over the window [@p fromMs, @p toMs]. Lines break where @p gaps sees a gap. Takes effect at once.
    void plot(const QList<QList<QPointF>> &lines, qint64 fromMs, qint64 toMs, const GapRule &gaps);
    void setMarks(const QList<TimelineMark> &marks);
    /// Below the lines; shown with the next plot().
    ChartBands &bands() { return m_bands; }

    /// What line @p line says at @p timeMs: the drawn point nearest to it, none inside a gap.
    std::optional<QPointF> pointAt(int line, qint64 timeMs) const;

    /// Width of the plot area in pixels; at least 1.
    int plotWidth() const;

    qint64 fromMs() const { return m_fromMs; }
    qint64 toMs() const { return m_toMs; }
    /// Where the lines are, in pixels of the viewport.
    QRectF plotRect() const;
    /// The time at @p x pixels from the left of the viewport; the nearest end outside of the plot area.
    qint64 timeAt(double x) const;

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Line
    {
        QList<QLineSeries *> parts; ///< one per stretch without a gap; the pool only grows
        QList<QPointF> points;
        bool visible = true;
    };

    QPen linePen(int line, qsizetype points) const;
    double xOf(double timeMs) const;
    double yOf(double value) const;
    double bottom() const { return m_valueTicks.constFirst().position; }
    /// The largest value that the axis reaches.
    double top() const;
    void setParts(Line &line, int index, const QList<QList<QPointF>> &parts);
    void rescale();
    void colorize();
    void drawMarks(QPainter *painter, const QRectF &plot) const;

    ValueScale m_scale;
    const UnitFormatter m_format;
    QList<Line> m_lines;
    QList<TimelineMark> m_marks;
    ChartBands m_bands;
    QValueAxis *m_timeAxis;
    QValueAxis *m_valueAxis;
    QPointer<TimeAxis> m_shared;
    QList<Tick> m_timeTicks;
    QList<Tick> m_valueTicks;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 1;
    GapRule m_gaps;
    bool m_empty = true;
};

} // namespace syspulse
