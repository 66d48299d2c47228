// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QTreeView;

namespace syspulse {

/// Gives @p tree the look that styleTable() gives to tables. @p widths are those of the first columns in
/// average characters; the last column takes the rest.
void styleTree(QTreeView *tree, const QList<int> &widths);

} // namespace syspulse
