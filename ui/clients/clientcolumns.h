// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMenu>
#include <QTableView>

namespace syspulse {

class PreferenceStore;

/// Lets the user choose which columns the list of clients has: in the menu of its header and in that of its
/// rows. The choice is kept in the preferences, for all instances. The client ID always shows.
class ClientColumns : public QObject
{
    Q_OBJECT

public:
    /// @p table shows a ClientsModel. All three must outlive the object.
    ClientColumns(QTableView *table, PreferenceStore &preferences, QObject *parent);

private:
    void apply();
    void choose(int column, bool shown);

    QTableView *m_table;
    PreferenceStore &m_preferences;
    QMenu *m_menu;
    QList<QAction *> m_actions; ///< by column; none for the first
};

} // namespace syspulse
