// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legendbutton.h"

#include <QPainter>
#include <QStyleOptionToolButton>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int swatch = 10;
constexpr int padding = 7;

} // namespace

LegendButton::LegendButton(const QString &text, int line, QWidget *parent)
    : QToolButton(parent)
    , m_line(line)
{
    setText(text);
    setCheckable(true);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void LegendButton::setValue(const QString &value)
{
    if (value == m_value)
        return;
    const int before = valueWidth();
    m_value = value;
    setAccessibleDescription(value);
    if (valueWidth() != before)
        updateGeometry();
    update();
}

int LegendButton::valueWidth() const
{
    if (m_value.isEmpty())
        return 0;
    // Wide enough for most values, so that the legend does not dance while the crosshair moves.
    return padding + std::max(fontMetrics().horizontalAdvance(QStringLiteral("999.9 k")),
                              fontMetrics().horizontalAdvance(m_value));
}

QSize LegendButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + swatch + 3 * padding + valueWidth(),
            fontMetrics().height() + padding};
}

void LegendButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.grid);
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
    }
    const QColor color = isChecked() ? colors.series.at(m_line % colors.series.size()) : colors.stale;
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(isChecked() ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(padding, (height() - swatch) / 2.0, swatch, swatch), 2, 2);
    painter.setPen(isChecked() ? palette().color(QPalette::WindowText) : colors.stale);
    painter.drawText(rect().adjusted(swatch + 2 * padding, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
    if (!m_value.isEmpty())
        painter.drawText(rect().adjusted(0, 0, -padding, 0), Qt::AlignVCenter | Qt::AlignRight, m_value);
}

} // namespace syspulse
