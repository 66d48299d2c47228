// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>
#include <QLineSeries>
#include <QPixmap>
#include <QPointer>
#include <QValueAxis>

#include "core/history/timespans.h"
#include "core/units/unitformatter.h"
#include "ui/charts/chartdrawing.h"
#include "ui/charts/chartlane.h"
#include "ui/charts/laidtexts.h"

namespace syspulse {

class TimeAxis;

/// A value that is marked across a chart, such as one at which an alert fires.
struct ChartThreshold
{
    double value = 0;
    QString name; ///< shown as plain text

    bool operator==(const ChartThreshold &) const = default;
};

/// A chart of a few lines over time. Draws its grid and labels itself, since relabelling the axes of Qt
/// Charts costs more than drawing the lines; the plot area is the same in every chart of the same width, so
/// that charts above one another share their time axis.
///
/// Qt Charts draws the lines. It computes the geometry of a line anew whenever a point comes or an axis
/// moves, so it is given pixels instead of times and values, and only as many of them as are new: a window
/// that moves on takes its picture along, and what came is drawn at its end (see keptPicture()).
///
/// With a TimeAxis the wheel zooms, dragging pans, dragging with Shift zooms to a span, dragging with Ctrl
/// marks one, and the pointer or the arrow keys move the crosshair.
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
    /// Takes effect with the next points.
    void setLineShape(int line, LineShape shape) { m_lines[line].shape = shape; }
    /// How wide the buckets of bars are.
    void setBucket(qint64 widthMs) { m_bucketMs = widthMs; }
    qint64 bucketMs() const { return m_bucketMs; }

    /// The points of each line (ascending, x in ms since the epoch), already thinned out for plotWidth(),
    /// over the window [@p fromMs, @p toMs]. Lines break where @p gaps sees a gap. Takes effect at once.
    void plot(const QList<QList<QPointF>> &lines, qint64 fromMs, qint64 toMs, const GapRule &gaps);
    void setMarks(const QList<TimelineMark> &marks);
    /// Below the lines; shown with the next plot().
    ChartBands &bands() { return m_bands; }
    /// What is not far above the lines is made room for; of the rest nothing is seen.
    void setThresholds(const QList<ChartThreshold> &thresholds);
    /// A span that is being marked.
    void setBrushed(const std::optional<TimeSpan> &span);
    /// What the lane of marks or a threshold says at @p at, in pixels of the viewport; empty: nothing.
    QString textAt(const QPointF &at) const;

    /// The notes whose place in the lane is above or below @p x pixels from the left of the viewport.
    QList<TimelineMark> notesAt(double x) const;

    /// The points of line @p line that are drawn; none while it is hidden.
    QList<QPointF> points(int line) const;
    /// What line @p line says at @p timeMs: the drawn point nearest to it, none inside a gap.
    std::optional<QPointF> pointAt(int line, qint64 timeMs) const;
    /// The time of the sample that is drawn nearest to @p timeMs, of any line; none where nothing is.
    std::optional<qint64> sampleNear(qint64 timeMs) const;
    /// The time of the first sample after @p timeMs, or before it where @p direction is negative.
    std::optional<qint64> sampleBeside(qint64 timeMs, int direction) const;

    /// Cuts the lines off at both ends of the window, for painters that cannot clip; or draws them whole
    /// again.
    void setTrimmed(bool trimmed);

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

signals:
    /// The pointer is over the lines, in pixels of the viewport; nothing: it has left.
    void pointed(const std::optional<QPointF> &at);
    /// Something is to be done at @p timeMs, which is @p x pixels from the left of the viewport.
    void menuRequested(qint64 timeMs, double x, const QPoint &globalPos);
    /// Something is to be done with @p span, which stays marked until setBrushed().
    void spanMarked(const syspulse::TimeSpan &span, const QPoint &globalPos);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Line : ChartDrawing::Line
    {
        /// One per stretch without a gap, of those that are drawn next, in pixels from the lower left corner
        /// of the plot area; the pool only grows.
        QList<QLineSeries *> parts;
    };

    /// For a stretch of @p points of line @p line.
    QPen linePen(int line, qsizetype points) const;
    /// Pixels between the plot area and what is written beside it.
    static constexpr int labelGap = 6;

    /// Of @p plot, which is plotRect(): that measures text, which is much for each of many points.
    double xOf(const QRectF &plot, double timeMs) const;
    double yOf(const QRectF &plot, double value) const;
    double bottom() const { return m_valueTicks.constFirst().position; }
    /// The largest value that the axis reaches.
    double top() const;
    /// Has Qt Charts draw @p parts (in times and values) of line @p index.
    void setParts(int index, const QList<QList<QPointF>> &parts);
    /// Has Qt Charts draw all of the lines from @p fromMs on, and what enters there.
    void setPartsFrom(double fromMs);
    /// Gives the lines the room of plotRect().
    void fit();
    void rescale();
    ChartDrawing drawing() const;
    /// Makes m_picture show what is to be seen.
    void keepPicture();
    /// Draws the picture within @p area, in pixels of the widget.
    void renewPicture(const QRect &area);
    /// Draws the labels of the time axis anew.
    void renewTimes();
    void drawGrid(QPainter *painter, const QRectF &plot) const;
    void drawLabels(QPainter *painter, const QRectF &plot);
    void drawCursor(QPainter *painter, const QRectF &plot) const;
    void drawMarks(QPainter *painter, const QRectF &plot) const;
    /// A light ground under the line of a chart that shows only one, as far as @p clip reaches.
    void drawFill(QPainter *painter, const QRectF &plot, const QRectF &clip) const;
    void drawBars(QPainter *painter, const QRectF &plot) const;
    void drawThresholds(QPainter *painter, const QRectF &plot) const;
    QList<LaneItem> laneItems() const;

    ValueScale m_scale;
    const UnitFormatter m_format;
    QList<Line> m_lines;
    QList<TimelineMark> m_marks;
    ChartBands m_bands;
    QList<ChartThreshold> m_thresholds;
    std::optional<TimeSpan> m_brushed;
    QValueAxis *m_timeAxis;
    QValueAxis *m_valueAxis;
    QPointer<TimeAxis> m_shared;
    QList<Tick> m_timeTicks;
    QList<Tick> m_valueTicks;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 1;
    GapRule m_gaps;
    qint64 m_bucketMs = 1;
    bool m_empty = true;
    LaidTexts m_labels;
    QPixmap m_picture; ///< of m_drawn
    ChartDrawing m_drawn;
    double m_inexactBy = 0;         ///< pixels that the picture should have moved further
    std::optional<QRect> m_renewed; ///< the picture is being drawn, without what comes and goes above it
};

} // namespace syspulse
