// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

class QAction;
class QTableView;
class QTreeView;

namespace syspulse {

/// Room at both sides of the text of a cell, in pixels.
inline constexpr int cellPadding = 6;

/// Gives @p table the look of all tables of the program: dense rows, a flat header, no grid. @p widths are
/// those of the first columns in average characters; the last column takes the rest.
void styleTable(QTableView *table, const QList<int> &widths);

/// The widths of the first columns of @p table, for another model.
void setColumnWidths(QTableView *table, const QList<int> &widths);

/// Texts of @p column that are too long for it lose their middle instead of their end.
void elideInTheMiddle(QTableView *table, int column);

/// Adds an action to @p table and its context menu, whose keys work while the table has the focus.
QAction *addTableAction(QTableView *table, const QString &name, const QString &text,
                        const QKeySequence &keys = {});

/// The same look for @p tree.
void styleTree(QTreeView *tree, const QList<int> &widths);

} // namespace syspulse
