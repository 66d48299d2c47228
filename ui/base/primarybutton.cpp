// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/primarybutton.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

#include "ui/base/theme.h"

namespace syspulse {

PrimaryButton::PrimaryButton(QWidget *parent)
    : PrimaryButton(QString(), parent)
{}

PrimaryButton::PrimaryButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setAttribute(Qt::WA_Hover);
}

QSize PrimaryButton::sizeHint() const
{
    return QPushButton::sizeHint() + QSize(16, 4);
}

void PrimaryButton::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    const QPalette &colors = option.palette;
    QColor ground = colors.color(QPalette::Active, QPalette::Highlight);
    QColor text = colors.color(QPalette::Active, QPalette::HighlightedText);
    if (!isEnabled()) {
        ground = blended(colors.color(QPalette::Active, QPalette::WindowText), colors.color(QPalette::Window),
                         0.1);
        text = colors.color(QPalette::Disabled, QPalette::ButtonText);
    } else if (isDown()) {
        ground = ground.darker(125);
    } else if (underMouse()) {
        ground = ground.darker(110);
    }

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter.setPen(text);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 2, 2);
    }
    painter.setPen(text);
    const bool underlined = style()->styleHint(QStyle::SH_UnderlineShortcut, &option, this) != 0;
    painter.drawText(rect(), Qt::AlignCenter | (underlined ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     option.text);
}

} // namespace syspulse
