// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/topics/parity.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// A parity report as a table, one row per topic of the convention.
class ParityModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Topic, State, Own, Value, Age, Note, columnCountValue };

    explicit ParityModel(const UnitFormatter &format, QObject *parent = nullptr);

    /// Shows @p report. Of the same convention only the values are taken over, so that selection and scroll
    /// position survive.
    void setReport(const ParityReport &report);
    const ParityReport &report() const { return m_report; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const ParityRow &row, Column column) const;

    const UnitFormatter m_format;
    ParityReport m_report;
};

} // namespace syspulse
