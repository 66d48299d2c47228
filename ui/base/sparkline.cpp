// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/sparkline.h"

#include <algorithm>

#include <QPainter>

#include "core/report/ticks.h"
#include "ui/base/theme.h"

namespace syspulse {

void paintSparkline(QPainter &painter, const QRectF &area, const SparklineData &data, const QColor &color)
{
    if (data.points.isEmpty() || data.toMs <= data.fromMs)
        return;
    painter.setRenderHint(QPainter::Antialiasing);

    double largest = 0;
    for (const QPointF &point : data.points)
        largest = std::max(largest, point.y());
    const QRectF inner = area.adjusted(1, 2, -1, -2);
    const double perMs = inner.width() / double(data.toMs - data.fromMs);
    const double perUnit = largest > 0 ? inner.height() / largest : 0;
    const auto toPixel = [&](const QPointF &point) {
        return QPointF(inner.left() + (point.x() - double(data.fromMs)) * perMs,
                       inner.bottom() - point.y() * perUnit);
    };

    for (const QList<QPointF> &part : splitAtGaps(data.points, data.gaps)) {
        QPolygonF line;
        line.reserve(part.size() + 2);
        for (const QPointF &point : part)
            line.append(toPixel(point));
        QPolygonF ground = line;
        ground.append(QPointF(line.constLast().x(), inner.bottom()));
        ground.append(QPointF(line.constFirst().x(), inner.bottom()));
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

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Sparkline::setShown(const SparklineData &shown, bool active)
{
    if (m_shown == shown && m_active == active)
        return;
    m_shown = shown;
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
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    paintSparkline(painter, rect(), m_shown, m_active ? colors.accent : colors.stale);
}

} // namespace syspulse
