// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/treestyle.h"

#include <QTreeView>

#include "ui/base/tableheader.h"
#include "ui/base/tablestyle.h"

namespace syspulse {

namespace {

/// A tree asks the delegate for the height of its rows, a table does not.
class TreeDelegate final : public PaddedDelegate
{
public:
    using PaddedDelegate::PaddedDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize hint = PaddedDelegate::sizeHint(option, index);
        return {hint.width() + 2 * cellPadding, option.fontMetrics.height() + 7};
    }
};

} // namespace

void styleTree(QTreeView *tree, const QList<int> &widths)
{
    tree->setItemDelegate(new TreeDelegate(tree));
    tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    tree->setSelectionMode(QAbstractItemView::SingleSelection);
    tree->setAlternatingRowColors(true);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree->setHeader(new TableHeader(tree));
    const int em = tree->fontMetrics().averageCharWidth();
    for (int column = 0; column < int(widths.size()); ++column)
        tree->setColumnWidth(column, widths.at(column) * em + 2 * cellPadding);
}

} // namespace syspulse
