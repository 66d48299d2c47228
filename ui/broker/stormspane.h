// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QTableView>

#include "ui/broker/brokertab.h"

namespace syspulse {

class AttemptsModel;
class OffendersModel;

/// How many connections are opened, closed and refused, and who is behind them.
class StormsPane : public BrokerTab
{
    Q_OBJECT

public:
    explicit StormsPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const Storms &storms);
    void clear() override;

protected:
    bool needsCounting() const override { return false; }

private:
    void show(const Storms &storms);
    void exportAll();

    AttemptsModel *m_attemptsModel;
    OffendersModel *m_offendersModel;
    QTableView *m_attempts;
    QTableView *m_offenders;
    QComboBox *m_kind;
    QLabel *m_empty;
    QPushButton *m_export;
    Storms m_storms;
};

} // namespace syspulse
