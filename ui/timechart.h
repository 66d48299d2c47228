// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>

#include "core/units/unitformatter.h"
#include "ui/ticks.h"

namespace syspulse {

/// A chart of a few lines over time. Draws its grid and labels itself, since relabelling the axes of Qt
/// Charts costs more than drawing the lines; the plot area is the same in every chart of the same width, so
/// that charts above one another share their time axis.
class TimeChart : public QChartView
{
    Q_OBJECT

public:
    TimeChart(int lines, bool integers, const UnitFormatter &format, QWidget *parent = nullptr);

    int lineCount() const { return int(m_lines.size()); }
    void setLineVisible(int line, bool visible);
    bool isLineVisible(int line) const { return m_lines.at(line).visible; }
    QColor lineColor(int line) const;

    /// The points of each line (ascending, x in ms since the epoch), already thinned out for plotWidth(),
    /// over the window [@p fromMs, @p toMs]. Lines break at gaps wider than @p gapMs. Takes effect at once.
    void plot(const QList<QList<QPointF>> &lines, qint64 fromMs, qint64 toMs, qint64 gapMs);

    /// Width of the plot area in pixels; at least 1.
    int plotWidth() const;

    qint64 fromMs() const { return m_fromMs; }
    qint64 toMs() const { return m_toMs; }

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QList<QLineSeries *> parts; ///< one per stretch without a gap; the pool only grows
        bool visible = true;
    };

    QPen linePen(int line, qsizetype points) const;
    QRectF plotRect() const;
    /// The largest value that the axis reaches.
    double top() const;
    void setParts(Line &line, int index, const QList<QList<QPointF>> &parts);
    void rescale();
    void colorize();

    const bool m_integers;
    const UnitFormatter m_format;
    QList<Line> m_lines;
    QList<QList<QPointF>> m_points;
    QValueAxis *m_timeAxis;
    QValueAxis *m_valueAxis;
    QList<Tick> m_timeTicks;
    QList<Tick> m_valueTicks;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 1;
    bool m_empty = true;
};

} // namespace syspulse
