// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <utility>

#include <QList>

namespace syspulse {

/// Stretches of rows without a gap, first and last of each, ascending.
using RowRuns = QList<std::pair<int, int>>;

/// Those of @p rows, which may come in any order.
inline RowRuns rowRuns(QList<int> rows)
{
    std::sort(rows.begin(), rows.end());
    RowRuns runs;
    for (const int row : std::as_const(rows)) {
        if (!runs.isEmpty() && row <= runs.constLast().second + 1)
            runs.last().second = row;
        else
            runs.append({row, row});
    }
    return runs;
}

} // namespace syspulse
