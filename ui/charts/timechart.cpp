// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include <algorithm>
#include <cmath>

#include <QChart>
#include <QGraphicsLayout>
#include <QResizeEvent>

#include "ui/base/theme.h"
#include "ui/charts/chartinteraction.h"
#include "ui/charts/timeaxis.h"

namespace syspulse {

namespace {

constexpr int pixelsPerValueTick = 34;
constexpr int pixelsPerTimeTick = 90;
/// A threshold further above the lines would press them down.
constexpr double maxThresholdShare = 2.5;

} // namespace

TimeChart::TimeChart(int lines, ValueScale scale, const UnitFormatter &format, QWidget *parent)
    : QChartView(parent)
    , m_scale(scale)
    , m_format(format)
    , m_lines(lines)
    , m_timeAxis(new QValueAxis)
    , m_valueAxis(new QValueAxis)
{
    QChart *chart = this->chart();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setMargins(QMargins());
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    for (QValueAxis *axis : {m_timeAxis, m_valueAxis})
        axis->setVisible(false);
    chart->addAxis(m_timeAxis, Qt::AlignBottom);
    chart->addAxis(m_valueAxis, Qt::AlignLeft);

    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setRubberBand(QChartView::NoRubberBand);
    // What is to be seen changes only where it is said below; the picture is painted over all of the
    // viewport.
    setViewportUpdateMode(QGraphicsView::NoViewportUpdate);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    rescale();
}

TimeChart::~TimeChart() = default;

void TimeChart::setTimeAxis(TimeAxis *axis)
{
    m_shared = axis;
    setFocusPolicy(Qt::StrongFocus);
    new ChartInteraction(this, axis);
    connect(axis, &TimeAxis::cursorChanged, viewport(), qOverload<>(&QWidget::update));
}

void TimeChart::setLineCount(int lines)
{
    for (int i = lines; i < int(m_lines.size()); ++i) {
        for (QLineSeries *part : std::as_const(m_lines[i].parts)) {
            chart()->removeSeries(part);
            delete part;
        }
    }
    m_lines.resize(lines);
    rescale();
}

void TimeChart::setScale(ValueScale scale)
{
    m_scale = scale;
    rescale();
}

void TimeChart::setThresholds(const QList<ChartThreshold> &thresholds)
{
    if (thresholds == m_thresholds)
        return;
    m_thresholds = thresholds;
    rescale();
}

void TimeChart::setBrushed(const std::optional<TimeSpan> &span)
{
    m_brushed = span;
    viewport()->update();
}

void TimeChart::setMarks(const QList<TimelineMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    viewport()->update();
}

QColor TimeChart::lineColor(int line) const
{
    const QList<QColor> &colors = themeColors(palette()).series;
    return colors.at(line % colors.size());
}

void TimeChart::setLineVisible(int line, bool visible)
{
    if (m_lines.at(line).visible == visible)
        return;
    m_lines[line].visible = visible;
    rescale();
}

void TimeChart::plot(const QList<QList<QPointF>> &lines, qint64 fromMs, qint64 toMs, const GapRule &gaps)
{
    m_fromMs = fromMs;
    m_toMs = std::max(toMs, fromMs + 1);
    m_gaps = gaps;
    for (int i = 0; i < lineCount(); ++i)
        m_lines[i].points = lines.value(i);
    rescale();
}

void TimeChart::rescale()
{
    double smallest = 0;
    double largest = 0;
    bool empty = true;
    for (const Line &line : std::as_const(m_lines)) {
        if (!line.visible)
            continue;
        for (const QPointF &point : line.points) {
            if (point.x() < double(m_fromMs))
                continue;
            smallest = std::min(smallest, point.y());
            largest = std::max(largest, point.y());
            empty = false;
        }
    }
    m_bands.extend(double(m_fromMs), smallest, largest);
    m_empty = empty;
    const double most = largest;
    for (const ChartThreshold &threshold : std::as_const(m_thresholds)) {
        if (threshold.value > largest && threshold.value <= maxThresholdShare * most)
            largest = threshold.value;
    }
    const QRectF plot = plotRect();
    const int wanted = std::clamp(int(plot.height()) / pixelsPerValueTick, 1, 8);
    m_valueTicks = valueTicks(smallest, largest, wanted, m_scale, m_format);
    const int times = std::max(1, int(plot.width()) / pixelsPerTimeTick);
    m_timeTicks = m_shared ? m_shared->ticks(m_fromMs, m_toMs, times) : timeTicks(m_fromMs, m_toMs, times);
    viewport()->update();
}

QRectF TimeChart::plotRect() const
{
    const QFontMetricsF metrics(font());
    // Whole pixels: a picture moves by those.
    const double left = std::ceil(metrics.horizontalAdvance(QStringLiteral("1,000 KiB"))) + 2 * labelGap;
    const double bottom = std::ceil(metrics.height()) + labelGap;
    return QRectF(rect()).adjusted(left, ChartLane::height + 4, -24, -bottom);
}

double TimeChart::top() const
{
    // A line along the uppermost tick must not be cut in half.
    return m_valueTicks.constLast().position + 0.04 * (m_valueTicks.constLast().position - bottom());
}

double TimeChart::xOf(const QRectF &plot, double timeMs) const
{
    return plot.left() + plot.width() * (timeMs - double(m_fromMs)) / double(m_toMs - m_fromMs);
}

double TimeChart::yOf(const QRectF &plot, double value) const
{
    return plot.bottom() - plot.height() * (value - bottom()) / (top() - bottom());
}

qint64 TimeChart::timeAt(double x) const
{
    const QRectF plot = plotRect();
    const double share = std::clamp((x - plot.left()) / std::max(1.0, plot.width()), 0.0, 1.0);
    return m_fromMs + qint64(share * double(m_toMs - m_fromMs));
}

int TimeChart::plotWidth() const
{
    return std::max(1, int(plotRect().width()));
}

QSize TimeChart::minimumSizeHint() const
{
    return {280, 140};
}

QSize TimeChart::sizeHint() const
{
    // Not more than the least: what is left over belongs to the charts by the stretch of their layout, and
    // nothing around them is to give way to them.
    return minimumSizeHint();
}

void TimeChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    fit();
}

void TimeChart::fit()
{
    const QRectF plot = plotRect();
    chart()->setPlotArea(plot);
    m_timeAxis->setRange(0, std::max(1.0, plot.width()));
    m_valueAxis->setRange(0, std::max(1.0, plot.height()));
    rescale();
}

void TimeChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void TimeChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void TimeChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_labels = {};
        fit(); // the labels need another room
    }
    viewport()->update();
}

} // namespace syspulse
