// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QToolTip>

#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/charts/columnfill.h"
#include "ui/charts/timeaxis.h"

// The part of TimeChart that draws what belongs to the lines and is none.
namespace syspulse {

namespace {

constexpr int fillAlpha = 30;

} // namespace

void TimeChart::drawMarks(QPainter *painter, const QRectF &plot) const
{
    const ThemeColors &colors = themeColors(palette());
    for (const TimelineMark &mark : m_marks) {
        if (std::max(mark.toMs, mark.fromMs) < m_fromMs || mark.fromMs > m_toMs)
            continue;
        const double left = std::max(plot.left(), std::round(xOf(plot, double(mark.fromMs))));
        if (mark.kind == TimelineMark::Kind::Outage) {
            const double right = std::min(plot.right(), std::round(xOf(plot, double(mark.toMs))));
            QColor ground = colors.muted;
            ground.setAlpha(28);
            painter->fillRect(QRectF(left, plot.top(), std::max(1.0, right - left), plot.height()), ground);
        } else if (mark.kind == TimelineMark::Kind::Restart) {
            painter->setPen(QPen(colors.warning, 1, Qt::DashLine));
            painter->drawLine(QPointF(left, plot.top()), QPointF(left, plot.bottom()));
        }
    }
}

void TimeChart::drawThresholds(QPainter *painter, const QRectF &plot) const
{
    const QColor color = themeColors(palette()).error;
    for (const ChartThreshold &threshold : m_thresholds) {
        if (m_empty || threshold.value < bottom() || threshold.value > top())
            continue;
        const double y = std::round(yOf(plot, threshold.value));
        painter->setPen(QPen(color, 1, Qt::DashLine));
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        // Where no line ever is.
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        const double tip = plot.right() + 2;
        painter->drawPolygon(QPolygonF({{tip, y}, {tip + 7, y - 4}, {tip + 7, y + 4}}));
    }
}

QList<LaneItem> TimeChart::laneItems() const
{
    const QRectF plot = plotRect();
    return ChartLane::items(
        m_marks, m_fromMs, m_toMs,
        {plot.left(), plot.top() - ChartLane::height, plot.width(), double(ChartLane::height)});
}

QList<TimelineMark> TimeChart::notesAt(double x) const
{
    constexpr double reach = 4;
    QList<TimelineMark> notes;
    for (const LaneItem &item : laneItems()) {
        if (x < item.place.left() - reach || x > item.place.right() + reach)
            continue;
        std::copy_if(item.marks.cbegin(), item.marks.cend(), std::back_inserter(notes),
                     [](const TimelineMark &mark) { return isNote(mark.kind); });
    }
    return notes;
}

void TimeChart::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_shared)
        return QChartView::contextMenuEvent(event);
    const QRectF plot = plotRect();
    if (event->reason() == QContextMenuEvent::Mouse) {
        emit menuRequested(timeAt(event->pos().x()), event->pos().x(), event->globalPos());
        return;
    }
    // By the keyboard: at the crosshair.
    const qint64 timeMs = std::clamp(m_shared->cursorMs().value_or(m_toMs), m_fromMs, m_toMs);
    const double x = xOf(plot, double(timeMs));
    emit menuRequested(timeMs, x, viewport()->mapToGlobal(QPointF(x, plot.center().y()).toPoint()));
}

QString TimeChart::textAt(const QPointF &at) const
{
    constexpr double reach = 4;
    const QList<LaneItem> items = laneItems();
    for (auto item = items.crbegin(); item != items.crend(); ++item) { // points lie on spans
        if (item->place.adjusted(-reach / 2, -reach / 2, reach / 2, reach / 2).contains(at))
            return ChartLane::text(*item, m_format);
    }
    const QRectF plot = plotRect();
    QStringList names;
    for (const ChartThreshold &threshold : m_thresholds) {
        if (!m_empty && at.x() >= plot.left() && std::abs(yOf(plot, threshold.value) - at.y()) <= reach &&
            threshold.value <= top())
            //: %1 is the name of an alert rule
            names.append(tr("Alert: %1").arg(oneLine(threshold.name, 120)));
    }
    return names.join(QLatin1Char('\n'));
}

bool TimeChart::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = textAt(help->pos());
        QToolTip::showText(help->globalPos(), plainToolTip(text), viewport());
        return true;
    }
    return QChartView::viewportEvent(event);
}

void TimeChart::drawFill(QPainter *painter, const QRectF &plot, const QRectF &clip) const
{
    int shown = -1;
    for (int i = 0; i < lineCount(); ++i) {
        if (!m_lines.at(i).visible)
            continue;
        if (shown >= 0)
            return; // what lies behind what could not be told
        shown = i;
    }
    // What is usual is a ground of its own.
    if (shown < 0 || m_lines.at(shown).shape == LineShape::Bars || m_bands.hasNormal(shown))
        return;
    QColor color = lineColor(shown);
    color.setAlpha(fillAlpha);
    const double ground = yOf(plot, std::clamp(0.0, bottom(), top()));
    const qsizetype corners = m_lines.at(shown).points.size();
    painter->save();
    painter->setClipRect(clip);
    for (const QLineSeries *part : m_lines.at(shown).parts) {
        const QList<QPointF> points = part->points();
        if (points.size() < 2)
            continue;
        QPolygonF line;
        line.reserve(points.size());
        for (const QPointF &point : points)
            line.append({plot.left() + point.x(), plot.bottom() - point.y()});
        fillArea(painter, line, {{line.constFirst().x(), ground}, {line.constLast().x(), ground}}, clip,
                 color, corners);
    }
    painter->restore();
}

void TimeChart::drawBars(QPainter *painter, const QRectF &plot) const
{
    QList<int> lines;
    for (int i = 0; i < lineCount(); ++i) {
        if (m_lines.at(i).visible && m_lines.at(i).shape == LineShape::Bars)
            lines.append(i);
    }
    if (lines.isEmpty())
        return;
    const double width = plot.width() * double(m_bucketMs) / double(m_toMs - m_fromMs);
    const double each = std::max(1.0, (width - 1) / double(lines.size()));
    const double ground = yOf(plot, 0);
    for (qsizetype place = 0; place < lines.size(); ++place) {
        for (const QPointF &point : m_lines.at(lines.at(place)).points) {
            const double left = xOf(plot, point.x()) - (width - 1) / 2 + double(place) * each;
            QRectF bar(left, yOf(plot, point.y()), std::max(1.0, each - 0.5), 0);
            bar.setBottom(ground);
            bar = bar.intersected(plot);
            if (point.y() > 0 && bar.isValid())
                painter->fillRect(bar, lineColor(lines.at(place)));
        }
    }
}

} // namespace syspulse
