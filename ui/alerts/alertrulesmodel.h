// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertengine.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

class AlertMonitor;
class LiveStore;

/// The alert rules of an instance and how each is doing. What changes with time is taken over by refresh().
class AlertRulesModel : public RowsModel<AlertRule>
{
    Q_OBJECT

public:
    enum Column { Enabled, Name, Weight, State, Value, Age, Sentence };

    /// Both must outlive the model.
    AlertRulesModel(AlertMonitor &monitor, const LiveStore &store, QObject *parent = nullptr);

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void refresh();
    /// The row of the rule @p id; negative when there is none.
    int rowOf(const QString &id) const;

protected:
    QVariant cell(const AlertRule &rule, int column, int role) const override;

private:
    QString toolTip(const AlertRule &rule, int column) const;
    QString value(const AlertRule &rule) const;
    QVariant color(const AlertRule &rule, int column) const;

    AlertMonitor &m_monitor;
    const LiveStore &m_store;
};

} // namespace syspulse
