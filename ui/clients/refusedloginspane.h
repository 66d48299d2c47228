// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTableView>
#include <QWidget>

#include "core/clients/clienttypes.h"
#include "ui/base/page.h"

namespace syspulse {

class ChartPanel;
class RefusedLoginsModel;

/// Refused logins: how many per second, and the newest ones.
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
    PageContext m_context;
    RefusedLoginsModel *m_model;
    QLabel *m_text;
    QTableView *m_table;
    ChartPanel *m_chart;
};

} // namespace syspulse
