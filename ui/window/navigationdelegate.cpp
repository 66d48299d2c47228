// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigationdelegate.h"

#include <algorithm>

#include <QIcon>
#include <QListWidgetItem>
#include <QLocale>
#include <QPainter>

#include "ui/base/theme.h"

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

void NavigationDelegate::setCount(QListWidgetItem *item, int count)
{
    item->setData(countRole, count);
    //: text of an entry and the number beside it
    item->setData(Qt::AccessibleTextRole,
                  count == 0 ? item->text() : tr("%1: %2").arg(item->text()).arg(count));
}

void NavigationDelegate::paintCount(QPainter *painter, const QRectF &bar, const QPalette &palette, int count)
{
    const QString text = count > 99 ? QStringLiteral("99+") : QLocale().toString(count);
    const QFontMetrics metrics = painter->fontMetrics();
    const double height = metrics.height() + 2;
    const double width = std::max(height, metrics.horizontalAdvance(text) + height * 0.6);
    const QRectF badge(bar.right() - width - 6, bar.center().y() - height / 2, width, height);
    painter->setPen(Qt::NoPen);
    painter->setBrush(themeColors(palette).error);
    painter->drawRoundedRect(badge, height / 2, height / 2);
    // The error colour has its contrast against the base colour.
    painter->setPen(palette.color(QPalette::Base));
    painter->drawText(badge, Qt::AlignCenter, text);
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
    if (const int count = index.data(countRole).toInt(); count > 0)
        paintCount(painter, bar, option.palette, count);
    painter->restore();
}

} // namespace syspulse
