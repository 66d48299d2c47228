// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timechart.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QResizeEvent>

#include "ui/theme.h"

namespace syspulse {

namespace {

constexpr int labelGap = 6;
constexpr int pixelsPerValueTick = 34;
constexpr int pixelsPerTimeTick = 90;

} // namespace

TimeChart::TimeChart(int lines, bool integers, const UnitFormatter &format, QWidget *parent)
    : QChartView(parent)
    , m_integers(integers)
    , m_format(format)
    , m_lines(lines)
    , m_points(lines)
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

void TimeChart::plot(const QList<QList<QPointF>> &lines, qint64 fromMs, qint64 toMs, qint64 gapMs)
{
    const bool moved = m_fromMs != fromMs || m_toMs != toMs;
    m_fromMs = fromMs;
    m_toMs = std::max(toMs, fromMs + 1);
    for (int i = 0; i < int(m_lines.size()); ++i) {
        const QList<QPointF> points = lines.value(i);
        if (points == m_points.at(i))
            continue;
        m_points[i] = points;
        setParts(m_lines[i], i, splitAtGaps(points, gapMs));
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
        QList<QPointF> points = parts.value(i);
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
    double largest = 0;
    bool empty = true;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (!m_lines.at(i).visible)
            continue;
        for (const QPointF &point : m_points.at(i)) {
            if (point.x() < double(m_fromMs))
                continue;
            largest = std::max(largest, point.y());
            empty = false;
        }
    }
    m_empty = empty;
    const QRectF plot = plotRect();
    const QList<Tick> values =
        valueTicks(largest, std::clamp(int(plot.height()) / pixelsPerValueTick, 1, 8), m_integers, m_format);
    if (values != m_valueTicks) {
        m_valueTicks = values;
        m_valueAxis->setRange(0, top());
    }
    m_timeTicks = timeTicks(m_fromMs, m_toMs, std::max(1, int(plot.width()) / pixelsPerTimeTick));
    viewport()->update();
}

QRectF TimeChart::plotRect() const
{
    const QFontMetricsF metrics(font());
    const double left = metrics.horizontalAdvance(QStringLiteral("999.9 k")) + 2 * labelGap;
    const double bottom = metrics.height() + labelGap;
    return QRectF(rect()).adjusted(left, metrics.height() / 2 + 1, -24, -bottom);
}

double TimeChart::top() const
{
    // A line along the uppermost tick must not be cut in half.
    return m_valueTicks.constLast().position * 1.04;
}

int TimeChart::plotWidth() const
{
    return std::max(1, int(plotRect().width()));
}

QSize TimeChart::minimumSizeHint() const
{
    return {280, 110};
}

QSize TimeChart::sizeHint() const
{
    return {600, 180};
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
        const double y = std::round(plot.bottom() - plot.height() * tick.position / top());
        painter->setPen(tick.position == 0 ? colors.border : colors.grid);
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(colors.muted);
        painter->drawText(QRectF(0, y - metrics.height() / 2, plot.left() - labelGap, metrics.height()),
                          Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    for (const Tick &tick : std::as_const(m_timeTicks)) {
        const double x = std::round(plot.left() + plot.width() * (tick.position - double(m_fromMs)) /
                                                      double(m_toMs - m_fromMs));
        painter->setPen(colors.grid);
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() - 1));
        painter->setPen(colors.muted);
        painter->drawText(QRectF(x - 60, plot.bottom() + labelGap - 1, 120, metrics.height()),
                          Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
    if (m_empty) {
        painter->setPen(colors.muted);
        painter->drawText(plot, Qt::AlignCenter, tr("There are no values in this time range yet."));
    }
    painter->restore();
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
