// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "ui/broker/brokertab.h"

namespace syspulse {

class RefusedPacketsModel;

/// Publishes and subscriptions that the broker refused lately.
class RefusedPane : public BrokerTab
{
    Q_OBJECT

public:
    explicit RefusedPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const TopTopics &topics);
    void clear() override;

protected:
    bool needsCounting() const override { return false; }

private:
    RefusedPacketsModel *m_model;
    QLabel *m_text;
    QTableView *m_table;
};

} // namespace syspulse
