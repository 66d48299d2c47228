// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace syspulse {

/// Gives one column of a table, such as that of client IDs, the room that the others leave, and cuts its
/// texts in the middle where even that is too little: names of one kind begin alike. Once the user has chosen
/// a width it stays.
class RoomyColumn final : public QObject
{
public:
    /// In average characters: more room than for @p most is the last column's, as ever, which needs @p last.
    /// The present width is the least. The column must not be the last one.
    RoomyColumn(QTableView *table, int column, int most, int last);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    /// The room that the other columns need.
    int others() const;

    QTableView *m_table;
    int m_column;
    int m_leastWidth;
    int m_mostWidth;
    int m_lastWidth;
    bool m_fitting = false;
    bool m_chosen = false; ///< by the user
};

} // namespace syspulse
