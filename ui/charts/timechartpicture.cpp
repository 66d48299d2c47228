// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <QChart>
#include <QPainter>
#include <QPaintEvent>

#include "ui/base/theme.h"
#include "ui/charts/timeaxis.h"

// The part of TimeChart that draws its picture, and keeps what of it stays as it is.
namespace syspulse {

namespace {

/// What a point reaches to its sides, in pixels: the dot of one that stands alone.
constexpr int reachOfPoint = 4;
/// Where Qt cuts off a line the last pixels of it are others: so many are drawn and left out.
constexpr int cutPixels = 8;
/// More than this a picture that was moved again and again must not be wrong by, in pixels.
constexpr double mostInexactPicture = 0.1;

/// The line of what is counted: it holds until it changes.
QList<QPointF> stepped(const QList<QPointF> &points)
{
    QList<QPointF> steps;
    steps.reserve(2 * points.size());
    for (const QPointF &point : points) {
        if (!steps.isEmpty() && steps.constLast().y() != point.y())
            steps.append({point.x(), steps.constLast().y()});
        steps.append(point);
    }
    return steps;
}

/// The others are in the lane alone.
bool isBehindLines(const TimelineMark &mark)
{
    return mark.kind == TimelineMark::Kind::Outage || mark.kind == TimelineMark::Kind::Restart;
}

} // namespace

QPen TimeChart::linePen(int line, qsizetype points) const
{
    if (points <= 1)
        return QPen(lineColor(line), 4, Qt::SolidLine, Qt::RoundCap);
    // Wider than 1 each segment is outlined and filled, which takes many times as long.
    const bool thin = lineDetail(m_lines.at(line).points.size()) == LineDetail::Thin;
    return QPen(lineColor(line), thin ? 1.0 : 1.5);
}

void TimeChart::setParts(int index, const QList<QList<QPointF>> &parts)
{
    Line &line = m_lines[index];
    while (line.parts.size() < parts.size()) {
        auto *series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(m_timeAxis);
        series->attachAxis(m_valueAxis);
        line.parts.append(series);
    }
    // So many points are closer together than steps could be seen.
    const bool steps = line.shape == LineShape::Steps && lineDetail(line.points.size()) != LineDetail::Thin;
    const QRectF plot = plotRect();
    for (qsizetype i = 0; i < line.parts.size(); ++i) {
        QList<QPointF> points;
        if (line.visible && line.shape != LineShape::Bars)
            points = steps ? stepped(parts.value(i)) : parts.value(i);
        QLineSeries *series = line.parts.at(i);
        if (points.isEmpty() && series->points().isEmpty())
            continue;
        series->setPen(linePen(index, points.size()));
        for (QPointF &point : points)
            point = {xOf(plot, point.x()) - plot.left(), plot.bottom() - yOf(plot, point.y())};
        // A line needs two points that differ; this one becomes a dot.
        if (points.size() == 1)
            points.append(points.constFirst() + QPointF(0.001, 0));
        series->replace(points);
        series->setVisible(!points.isEmpty());
    }
}

void TimeChart::setPartsFrom(double fromMs)
{
    for (int i = 0; i < lineCount(); ++i) {
        QList<QPointF> seen = points(i);
        const auto first =
            std::lower_bound(seen.cbegin(), seen.cend(), fromMs,
                             [](const QPointF &point, double timeMs) { return point.x() < timeMs; });
        // The line to it enters there.
        seen = seen.mid(std::max<qsizetype>(0, first - seen.cbegin() - 1));
        QList<QList<QPointF>> parts = splitAtGaps(seen, m_gaps);
        // But not where it has ended before.
        parts.removeIf(
            [fromMs](const QList<QPointF> &part) { return part.isEmpty() || part.constLast().x() < fromMs; });
        setParts(i, parts);
    }
}

ChartDrawing TimeChart::drawing() const
{
    ChartDrawing drawing{viewport()->size(),
                         viewport()->devicePixelRatioF(),
                         font(),
                         palette().cacheKey(),
                         m_fromMs,
                         m_toMs,
                         m_timeTicks,
                         m_valueTicks,
                         {},
                         m_bands,
                         m_gaps,
                         m_bucketMs,
                         {},
                         m_empty};
    std::copy_if(m_marks.cbegin(), m_marks.cend(), std::back_inserter(drawing.marks), isBehindLines);
    drawing.lines.reserve(m_lines.size());
    for (const Line &line : m_lines)
        drawing.lines.append(static_cast<const ChartDrawing::Line &>(line));
    return drawing;
}

void TimeChart::keepPicture()
{
    ChartDrawing now = drawing();
    const QRectF plot = plotRect();
    std::optional<KeptPicture> kept;
    if (!m_picture.isNull())
        kept = keptPicture(m_drawn, now, plot.width());
    m_drawn = std::move(now);
    if (!kept || std::abs(m_inexactBy + kept->inexactBy) > mostInexactPicture) {
        m_inexactBy = 0;
        m_picture = QPixmap(m_drawn.size * m_drawn.ratio);
        m_picture.setDevicePixelRatio(m_drawn.ratio);
        setPartsFrom(double(m_fromMs));
        renewPicture(rect());
        return;
    }
    if (kept->isAll)
        return;
    m_inexactBy += kept->inexactBy;
    // The lines reach over the right and the lower edge of their area by a pixel.
    const QRect moving = plot.toRect().adjusted(0, 0, 1, 1);
    const double ratio = m_drawn.ratio;
    m_picture.scroll(
        -int(std::lround(kept->movedBy * ratio)), 0,
        QRect((QPointF(moving.topLeft()) * ratio).toPoint(), (QSizeF(moving.size()) * ratio).toSize()));
    const int fresh = std::clamp(int(std::floor(xOf(plot, kept->fromMs))) - reachOfPoint, moving.left(),
                                 moving.right() - kept->movedBy);
    // What ends a little before it reaches over the edge, too.
    setPartsFrom(double(m_fromMs) +
                 (fresh - cutPixels - reachOfPoint - plot.left()) * double(m_toMs - m_fromMs) / plot.width());
    renewPicture({QPoint(fresh, moving.top()), moving.bottomRight()});
    if (kept->timesMoved)
        renewTimes();
}

void TimeChart::renewPicture(const QRect &area)
{
    const QRect drawn = area.adjusted(-cutPixels, 0, 0, 0) & rect();
    QPixmap part(drawn.size() * m_drawn.ratio);
    part.setDevicePixelRatio(m_drawn.ratio);
    m_renewed = drawn;
    QPainter partPainter(&part);
    render(&partPainter, QRectF(QPointF(), drawn.size()), drawn, Qt::IgnoreAspectRatio);
    partPainter.end();
    m_renewed.reset();
    QPainter painter(&m_picture);
    painter.setClipRect(area);
    painter.drawPixmap(drawn.topLeft(), part);
}

void TimeChart::renewTimes()
{
    const QRectF plot = plotRect();
    QPainter painter(&m_picture);
    const QRectF below(0, plot.bottom() + 1, width(), height() - plot.bottom() - 1);
    painter.setClipRect(below);
    painter.fillRect(below, palette().color(QPalette::Base));
    drawLabels(&painter, plot);
}

void TimeChart::paintEvent(QPaintEvent *)
{
    keepPicture();
    QPainter painter(viewport());
    painter.drawPixmap(QPointF(), m_picture);
    drawForeground(&painter, rect());
}

void TimeChart::drawGrid(QPainter *painter, const QRectF &plot) const
{
    const ThemeColors &colors = themeColors(palette());
    for (const Tick &tick : m_valueTicks) {
        const double y = std::round(yOf(plot, tick.position));
        painter->setPen(tick.position == 0 ? colors.border : colors.grid);
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter->setPen(colors.grid);
    for (const Tick &tick : m_timeTicks) {
        const double x = std::round(xOf(plot, tick.position));
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() - 1));
    }
}

void TimeChart::drawLabels(QPainter *painter, const QRectF &plot)
{
    painter->setFont(font());
    painter->setPen(themeColors(palette()).muted);
    const double height = QFontMetricsF(font()).height();
    for (const Tick &tick : std::as_const(m_valueTicks)) {
        const double y = std::round(yOf(plot, tick.position));
        m_labels.draw(painter, QRectF(0, y - height / 2, plot.left() - labelGap, height),
                      Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    for (const Tick &tick : std::as_const(m_timeTicks)) {
        const double x = std::round(xOf(plot, tick.position));
        m_labels.draw(painter, QRectF(x - 60, plot.bottom() + labelGap - 1, 120, height),
                      Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
}

void TimeChart::drawBackground(QPainter *painter, const QRectF &)
{
    const QRectF plot = plotRect();
    // Without the frame of a pixel that Qt draws around what it is asked for.
    const QRectF area = m_renewed.value_or(rect());
    const QRectF clip = area & plot.adjusted(0, 0, 1, 1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->fillRect(area, palette().color(QPalette::Base));
    drawGrid(painter, plot);
    if (area != clip)
        drawLabels(painter, plot);
    m_bands.paint(
        painter, plot, clip & plot,
        [this, &plot](const QPointF &point) { return QPointF(xOf(plot, point.x()), yOf(plot, point.y())); },
        [this](int line) { return lineColor(line); });
    drawMarks(painter, plot);
    drawFill(painter, plot, clip & plot);
    drawBars(painter, plot);
    if (m_empty) {
        painter->setFont(font());
        painter->setPen(themeColors(palette()).muted);
        painter->drawText(plot, Qt::AlignCenter, tr("There are no values in this time range yet."));
    }
    painter->restore();
}

void TimeChart::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_renewed)
        return;
    const QRectF plot = plotRect();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setFont(font());
    drawThresholds(painter, plot);
    ChartLane::draw(painter, laneItems(), palette());
    painter->setRenderHint(QPainter::Antialiasing);
    if (hasFocus() && m_shared) {
        painter->setPen(palette().color(QPalette::Highlight));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1.5, -1.5));
    }
    if (m_brushed) {
        QColor ground = palette().color(QPalette::Highlight);
        ground.setAlpha(50);
        const double left = xOf(plot, double(m_brushed->fromMs));
        painter->fillRect(QRectF(left, plot.top(), xOf(plot, double(m_brushed->toMs)) - left, plot.height()),
                          ground);
    }
    drawCursor(painter, plot);
    painter->restore();
}

void TimeChart::drawCursor(QPainter *painter, const QRectF &plot) const
{
    if (!m_shared || !m_shared->cursorMs() || m_empty)
        return;
    const qint64 cursor = *m_shared->cursorMs();
    if (cursor < m_fromMs || cursor > m_toMs)
        return;
    painter->setPen(themeColors(palette()).muted);
    const double x = std::round(xOf(plot, double(cursor)));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    for (int i = 0; i < lineCount(); ++i) {
        const std::optional<QPointF> point = pointAt(i, cursor);
        if (!point || point->x() < double(m_fromMs))
            continue;
        painter->setPen(QPen(palette().color(QPalette::Base), 1.5));
        painter->setBrush(lineColor(i));
        painter->drawEllipse(QPointF(xOf(plot, point->x()), yOf(plot, point->y())), 4, 4);
    }
}

} // namespace syspulse
