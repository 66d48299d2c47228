// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigation.h"

#include <algorithm>

#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

constexpr int instancesRow = 0;
constexpr int firstPageRow = 1;
constexpr int margin = 8;
constexpr int iconPixels = 20;

/// Draws roomy entries, and the current page as a rounded bar.
class NavigationDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 22};
    }
};

void paintCount(QPainter *painter, const QRectF &bar, const QPalette &palette, int count)
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
    const QRect icon(int(bar.left()) + 10, int(bar.center().y()) - iconPixels / 2, iconPixels, iconPixels);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, icon, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::WindowText));
    painter->drawText(bar.adjusted(iconPixels + 20, 0, -6, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      index.data(Qt::DisplayRole).toString());
    if (const int count = index.data(Navigation::countRole).toInt(); count > 0)
        paintCount(painter, bar, option.palette, count);
    painter->restore();
}

} // namespace

Navigation::Navigation(QWidget *parent)
    : QListWidget(parent)
{
    struct Entry
    {
        QString icon;
        QString text;
    };
    const Entry entries[] = {
        {QStringLiteral("instances"), tr("Instances")}, {QStringLiteral("overview"), tr("Overview")},
        {QStringLiteral("topics"), tr("Topics")},       {QStringLiteral("clients"), tr("Clients")},
        {QStringLiteral("broker"), tr("Broker")},       {QStringLiteral("updater"), tr("Updater")},
        {QStringLiteral("setup"), tr("Setup")},         {QStringLiteral("log"), tr("Log")},
        {QStringLiteral("alerts"), tr("Alerts")}};
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Pages"));
    setItemDelegate(new NavigationDelegate(this));
    setFixedWidth(172);
    setFrameShape(QFrame::NoFrame);
    setIconSize(QSize(iconPixels, iconPixels));
    viewport()->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const Entry &entry : entries)
        addItem(new QListWidgetItem(themedIcon(entry.icon), entry.text));
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row == instancesRow)
            emit instancesChosen();
        else if (row >= firstPageRow)
            emit pageChosen(row - firstPageRow);
    });
}

void Navigation::setInstancesCurrent()
{
    setCurrentRow(instancesRow);
}

void Navigation::setCount(int page, int count)
{
    QListWidgetItem *entry = item(firstPageRow + page);
    entry->setData(countRole, count);
    //: text of an entry and the number beside it
    entry->setData(Qt::AccessibleTextRole,
                   count == 0 ? entry->text() : tr("%1: %2").arg(entry->text()).arg(count));
}

void Navigation::setPageCurrent(int page)
{
    setCurrentRow(firstPageRow + page);
}

} // namespace syspulse
