// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QWidget>

#include "core/clients/clienttypes.h"
#include "ui/base/page.h"

namespace syspulse {

class ChartPanel;
class RefusedGroupsModel;
class RefusedLoginsModel;

/// Refused logins: how many and when, who made them, and the newest ones.
class RefusedLoginsPane : public QWidget
{
    Q_OBJECT

public:
    explicit RefusedLoginsPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const RefusedLogins &logins);
    /// Nothing is known any more.
    void clear();
    void refreshChart();

signals:
    /// The total as text; empty while nothing is known.
    void totalChanged(const QString &total);

private:
    QAbstractItemModel *shownModel() const;
    void showModel();

    PageContext m_context;
    RefusedGroupsModel *m_groups;
    RefusedLoginsModel *m_model;
    QComboBox *m_grouping;
    QLabel *m_text;
    QTableView *m_table;
    ChartPanel *m_chart;
};

} // namespace syspulse
