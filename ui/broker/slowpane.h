// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "ui/broker/brokertab.h"

namespace syspulse {

class SlowClientsModel;
class BusyClientsModel;

/// Subscribers that fall behind, and the clients with most traffic.
class SlowPane : public BrokerTab
{
    Q_OBJECT

public:
    explicit SlowPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const TopClients &clients);
    void clear() override;

private:
    SlowClientsModel *m_slowModel;
    BusyClientsModel *m_busyModel;
    QLabel *m_slowText;
    QLabel *m_busyText;
    QTableView *m_slow;
    QTableView *m_busy;
};

} // namespace syspulse
