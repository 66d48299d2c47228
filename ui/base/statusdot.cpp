// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/statusdot.h"

#include <QPainter>

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
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(severityColor(m_severity, palette()));
    painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
}

} // namespace syspulse
