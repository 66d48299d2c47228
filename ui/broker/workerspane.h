// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "ui/broker/brokertab.h"

namespace syspulse {

class WorkersModel;

/// The load of each worker thread, how evenly the clients are spread, and how many more there is room for.
class WorkersPane : public BrokerTab
{
    Q_OBJECT

public:
    explicit WorkersPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const WorkersReport &report);
    void clear() override;

protected:
    void recolor() override;

private:
    QString spreadText(const WorkersReport &report) const;
    QString roomText(const WorkersReport &report) const;

    WorkersModel *m_model;
    QLabel *m_spread;
    QLabel *m_room;
    QTableView *m_table;
    bool m_warns = false; ///< the clients are spread so unevenly that it is worth a warning
};

} // namespace syspulse
