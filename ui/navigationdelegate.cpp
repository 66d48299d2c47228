// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigationdelegate.h"

#include <QIcon>
#include <QPainter>

#include "ui/theme.h"

namespace syspulse {

namespace {

constexpr int margin = 8;
constexpr int iconSize = 20;

} // namespace

NavigationDelegate::NavigationDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

QSize NavigationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, option.fontMetrics.height() + 22};
}

void NavigationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF bar = QRectF(option.rect).adjusted(margin, 2, -margin, -2);
    const QColor window = option.palette.color(QPalette::Window);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? option.palette.color(QPalette::Active, QPalette::Highlight)
                                   : blended(option.palette.color(QPalette::WindowText), window, 0.07));
        painter->drawRoundedRect(bar, 6, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(
            QPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(bar.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
    }
    const QRect icon(int(bar.left()) + 10, int(bar.center().y()) - iconSize / 2, iconSize, iconSize);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, icon, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::WindowText));
    painter->drawText(bar.adjusted(iconSize + 20, 0, -6, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      index.data(Qt::DisplayRole).toString());
    painter->restore();
}

} // namespace syspulse
