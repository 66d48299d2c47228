// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/statusdot.h"

#include <algorithm>

#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>

#include "ui/base/theme.h"

namespace syspulse {

QColor severityColor(Severity severity, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (severity) {
    case Severity::Neutral:
        return colors.stale;
    case Severity::Info:
        return colors.accent;
    case Severity::Ok:
        return colors.ok;
    case Severity::Warning:
        return colors.warning;
    case Severity::Error:
        return colors.error;
    }
    return colors.stale;
}

void paintDisc(QPainter &painter, const QRectF &area, double diameter, const QColor &color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(area.center(), diameter / 2, diameter / 2);
}

QPixmap discPixmap(int size, double diameter, const QColor &color)
{
    const qreal ratio = qApp->devicePixelRatio();
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    if (color.isValid()) {
        QPainter painter(&pixmap);
        paintDisc(painter, QRectF(0, 0, size, size), diameter, color);
    }
    return pixmap;
}

QIcon discIcon(int size, double diameter, const QColor &color, const QPalette &palette)
{
    constexpr double ringWidth = 1.5;
    QIcon icon(discPixmap(size, diameter, color));
    QPixmap ringed =
        discPixmap(size, size, color.isValid() ? palette.color(QPalette::HighlightedText) : color);
    if (color.isValid()) {
        QPainter painter(&ringed);
        paintDisc(painter, QRectF(0, 0, size, size), size - 2 * ringWidth, color);
    }
    icon.addPixmap(ringed, QIcon::Selected);
    return icon;
}

StatusDot::StatusDot(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusDot::setSeverity(Severity severity)
{
    if (m_severity == severity)
        return;
    m_severity = severity;
    update();
}

QSize StatusDot::sizeHint() const
{
    return {12, 12};
}

void StatusDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintDisc(painter, rect(), std::min(width(), height()) - 2, severityColor(m_severity, palette()));
}

} // namespace syspulse
