// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QResizeEvent>

#include "ui/base/theme.h"
#include "ui/charts/chartinteraction.h"
#include "ui/charts/timeaxis.h"

namespace syspulse {

namespace {

constexpr int labelGap = 6;
constexpr int pixelsPerValueTick = 34;
constexpr int pixelsPerTimeTick = 90;
/// A threshold further above the lines would press them down.
constexpr double maxThresholdShare = 2.5;
/// More points than this are closer together than steps could be seen.
constexpr qsizetype maxSteps = 400;

QList<QPointF> stepped(const QList<QPointF> &points)
{
    if (points.size() > maxSteps)
        return points;
    QList<QPointF> steps;
    for (const QPointF &point : points) {
        if (!steps.isEmpty() && steps.constLast().y() != point.y())
            steps.append({point.x(), steps.constLast().y()});
        steps.append(point);
    }
    return steps;
}

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
    // Everything moves with each frame; looking for what changed would only add work.
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
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

QPen TimeChart::linePen(int line, qsizetype points) const
{
    if (points <= 1)
        return QPen(lineColor(line), 4, Qt::SolidLine, Qt::RoundCap);
    // Wider than 1 each segment is outlined and filled, which takes many times as long.
    return QPen(lineColor(line), points > 400 ? 1.0 : 1.5);
}

void TimeChart::setLineVisible(int line, bool visible)
{
    if (m_lines.at(line).visible == visible)
        return;
    m_lines[line].visible = visible;
    for (QLineSeries *part : std::as_const(m_lines[line].parts))
        part->setVisible(visible && !part->points().isEmpty());
    rescale();
}

void TimeChart::plot(const QList<QList<QPointF>> &lines, qint64 fromMs, qint64 toMs, const GapRule &gaps)
{
    const bool moved = m_fromMs != fromMs || m_toMs != toMs;
    m_fromMs = fromMs;
    m_toMs = std::max(toMs, fromMs + 1);
    const bool split = m_gaps != gaps;
    m_gaps = gaps;
    for (int i = 0; i < lineCount(); ++i) {
        const QList<QPointF> points = lines.value(i);
        if (points == m_lines.at(i).points && !split)
            continue;
        m_lines[i].points = points;
        setParts(m_lines[i], i, splitAtGaps(points, gaps));
    }
    if (moved)
        m_timeAxis->setRange(double(m_fromMs), double(m_toMs));
    rescale();
}

void TimeChart::setParts(Line &line, int index, const QList<QList<QPointF>> &parts)
{
    while (line.parts.size() < parts.size()) {
        auto *series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(m_timeAxis);
        series->attachAxis(m_valueAxis);
        line.parts.append(series);
    }
    for (qsizetype i = 0; i < line.parts.size(); ++i) {
        QList<QPointF> points = line.shape == LineShape::Bars    ? QList<QPointF>()
                                : line.shape == LineShape::Steps ? stepped(parts.value(i))
                                                                 : parts.value(i);
        line.parts.at(i)->setPen(linePen(index, points.size()));
        // A line needs two points that differ; this one becomes a dot.
        if (points.size() == 1)
            points.append(points.constFirst() + QPointF(1, 0));
        QLineSeries *series = line.parts.at(i);
        if (points.isEmpty() && series->points().isEmpty())
            continue;
        series->replace(points);
        series->setVisible(line.visible && !points.isEmpty());
    }
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
    const QList<Tick> values = valueTicks(smallest, largest, wanted, m_scale, m_format);
    if (values != m_valueTicks) {
        m_valueTicks = values;
        m_valueAxis->setRange(bottom(), top());
    }
    m_timeTicks = timeTicks(m_fromMs, m_toMs, std::max(1, int(plot.width()) / pixelsPerTimeTick));
    viewport()->update();
}

QRectF TimeChart::plotRect() const
{
    const QFontMetricsF metrics(font());
    const double left = metrics.horizontalAdvance(QStringLiteral("1,000 KiB")) + 2 * labelGap;
    const double bottom = metrics.height() + labelGap;
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
    chart()->setPlotArea(plotRect());
    rescale();
}

void TimeChart::drawBackground(QPainter *painter, const QRectF &)
{
    const ThemeColors &colors = themeColors(palette());
    const QRectF plot = plotRect();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->fillRect(QRectF(rect()), palette().color(QPalette::Base));
    painter->setFont(font());
    const QFontMetricsF metrics(font());

    for (const Tick &tick : std::as_const(m_valueTicks)) {
        const double y = std::round(yOf(tick.position));
        painter->setPen(tick.position == 0 ? colors.border : colors.grid);
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(colors.muted);
        painter->drawText(QRectF(0, y - metrics.height() / 2, plot.left() - labelGap, metrics.height()),
                          Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    for (const Tick &tick : std::as_const(m_timeTicks)) {
        const double x = std::round(xOf(tick.position));
        painter->setPen(colors.grid);
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() - 1));
        painter->setPen(colors.muted);
        painter->drawText(QRectF(x - 60, plot.bottom() + labelGap - 1, 120, metrics.height()),
                          Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
    m_bands.paint(
        painter, plot,
        [this, &plot](const QPointF &point) { return QPointF(xOf(plot, point.x()), yOf(plot, point.y())); },
        [this](int line) { return lineColor(line); });
    drawMarks(painter, plot);
    drawFill(painter, plot);
    drawBars(painter, plot);
    drawThresholds(painter, plot);
    ChartLane::draw(painter, laneItems(), palette());
    if (m_empty) {
        painter->setPen(colors.muted);
        painter->drawText(plot, Qt::AlignCenter, tr("There are no values in this time range yet."));
    }
    painter->restore();
}

void TimeChart::drawForeground(QPainter *painter, const QRectF &)
{
    const QRectF plot = plotRect();
    if (hasFocus() && m_shared) {
        painter->setPen(palette().color(QPalette::Highlight));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1.5, -1.5));
    }
    if (m_brushed) {
        QColor ground = palette().color(QPalette::Highlight);
        ground.setAlpha(50);
        const double left = xOf(double(m_brushed->fromMs));
        painter->fillRect(QRectF(left, plot.top(), xOf(double(m_brushed->toMs)) - left, plot.height()),
                          ground);
    }
    if (!m_shared || !m_shared->cursorMs() || m_empty)
        return;
    const qint64 cursor = *m_shared->cursorMs();
    if (cursor < m_fromMs || cursor > m_toMs)
        return;
    painter->save();
    painter->setPen(themeColors(palette()).muted);
    const double x = std::round(xOf(double(cursor)));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter->setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < lineCount(); ++i) {
        const std::optional<QPointF> point = pointAt(i, cursor);
        if (!point || point->x() < double(m_fromMs))
            continue;
        painter->setPen(QPen(palette().color(QPalette::Base), 1.5));
        painter->setBrush(lineColor(i));
        painter->drawEllipse(QPointF(xOf(point->x()), yOf(point->y())), 4, 4);
    }
    painter->restore();
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
    if (event->type() == QEvent::PaletteChange)
        colorize();
}

void TimeChart::colorize()
{
    for (int i = 0; i < int(m_lines.size()); ++i) {
        for (QLineSeries *part : std::as_const(m_lines[i].parts)) {
            QPen pen = part->pen();
            pen.setColor(lineColor(i));
            part->setPen(pen);
        }
    }
    viewport()->update();
}

} // namespace syspulse
