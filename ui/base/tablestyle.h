// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStyledItemDelegate>

class QTableView;

namespace syspulse {

/// Room at both sides of the text of a cell, in pixels.
inline constexpr int cellPadding = 6;

/// Draws cells with room at both sides, so that a right-aligned column does not touch the next one.
class PaddedDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit PaddedDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// Gives @p table the look of all tables of the program: dense rows, no grid. @p widths are those of the
/// first columns in average characters; the last column takes the rest.
void styleTable(QTableView *table, const QList<int> &widths);

} // namespace syspulse
