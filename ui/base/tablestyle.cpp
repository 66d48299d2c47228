// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/tablestyle.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include "ui/base/tableheader.h"

namespace syspulse {

PaddedDelegate::PaddedDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

void PaddedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle *style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        cell.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    painter->setPen(cell.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(cell.font);
    QRect area = cell.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (!cell.icon.isNull())
        area.setLeft(area.left() + cell.decorationSize.width() + cellPadding);
    painter->drawText(area, int(cell.displayAlignment) | Qt::TextSingleLine,
                      cell.fontMetrics.elidedText(text, Qt::ElideRight, area.width()));
}

void styleTable(QTableView *table, const QList<int> &widths)
{
    table->setItemDelegate(new PaddedDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalHeader(new TableHeader(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 7);
    const int em = table->fontMetrics().averageCharWidth();
    for (int column = 0; column < int(widths.size()); ++column)
        table->setColumnWidth(column, widths.at(column) * em + 2 * cellPadding);
}

} // namespace syspulse
