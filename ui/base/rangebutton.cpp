// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/rangebutton.h"

#include <QPainter>
#include <QStyleOptionToolButton>

#include "ui/base/theme.h"

namespace syspulse {

RangeButton::RangeButton(const QString &text, QWidget *parent)
    : QToolButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

QSize RangeButton::sizeHint() const
{
    return {std::max(54, fontMetrics().horizontalAdvance(text()) + 20), fontMetrics().height() + 9};
}

void RangeButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const QPalette &colors = option.palette;
    QColor ground = colors.color(QPalette::Base);
    if (isChecked())
        ground = colors.color(QPalette::Active, QPalette::Highlight);
    else if (underMouse())
        ground = blended(colors.color(QPalette::Highlight), ground, 0.15);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isChecked() ? ground : themeColors(colors).border);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(colors.color(isChecked() ? QPalette::HighlightedText : QPalette::Text));
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 2, 2);
    }
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace syspulse
