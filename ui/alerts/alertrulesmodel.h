// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/alerts/alertengine.h"

namespace syspulse {

class AlertMonitor;
class LiveStore;

/// The alert rules of an instance and how each is doing. What changes with time is taken over by refresh().
class AlertRulesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Enabled, Name, State, Value, Age, Sentence, columnCountValue };

    /// Both must outlive the model.
    AlertRulesModel(AlertMonitor &monitor, const LiveStore &store, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void refresh();
    const AlertRule &at(int row) const { return m_rules.at(row); }
    /// The row of the rule @p id; negative when there is none.
    int rowOf(const QString &id) const;

private:
    QString text(const AlertRule &rule, Column column) const;
    QVariant color(const AlertRule &rule, Column column) const;

    AlertMonitor &m_monitor;
    const LiveStore &m_store;
    QList<AlertRule> m_rules;
};

} // namespace syspulse
