// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sparkline.h"

#include <QPainter>

#include "ui/theme.h"
#include "ui/ticks.h"

namespace syspulse {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Sparkline::setPoints(const QList<QPointF> &points, qint64 fromMs, qint64 toMs, qint64 gapMs, bool active)
{
    if (m_points == points && m_fromMs == fromMs && m_toMs == toMs && m_gapMs == gapMs && m_active == active)
        return;
    m_points = points;
    m_fromMs = fromMs;
    m_toMs = toMs;
    m_gapMs = gapMs;
    m_active = active;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {90, 30};
}

QSize Sparkline::minimumSizeHint() const
{
    return {30, 20};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    if (m_points.isEmpty() || m_toMs <= m_fromMs)
        return;
    const ThemeColors &colors = themeColors(palette());
    const QColor color = m_active ? colors.accent : colors.stale;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    double largest = 0;
    for (const QPointF &point : m_points)
        largest = std::max(largest, point.y());
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    const double perMs = area.width() / double(m_toMs - m_fromMs);
    const double perUnit = largest > 0 ? area.height() / largest : 0;
    const auto toPixel = [&](const QPointF &point) {
        return QPointF(area.left() + (point.x() - double(m_fromMs)) * perMs,
                       area.bottom() - point.y() * perUnit);
    };

    for (const QList<QPointF> &part : splitAtGaps(m_points, m_gapMs)) {
        QPolygonF line;
        line.reserve(part.size() + 2);
        for (const QPointF &point : part)
            line.append(toPixel(point));
        QPolygonF ground = line;
        ground.append(QPointF(line.constLast().x(), area.bottom()));
        ground.append(QPointF(line.constFirst().x(), area.bottom()));
        QColor fill = color;
        fill.setAlphaF(0.14F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(ground);
        painter.setPen(QPen(color, 1));
        if (line.size() == 1) {
            painter.setBrush(color);
            painter.drawEllipse(line.constFirst(), 1, 1);
        } else {
            painter.drawPolyline(line);
        }
    }
}

} // namespace syspulse
