// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/units/unitformatter.h"
#include "core/updater/runreport.h"

namespace syspulse {

/// The newest runs of the updater, newest first.
class JournalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int maxRows = 500;

    enum Column { Time, Trigger, Result, Records, Duration, Notes, columnCountValue };

    explicit JournalModel(const UnitFormatter &format, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void add(const RunReport &report);
    void clear();

    /// The words for what started a run, and for how it ended.
    static QString triggerText(const QString &trigger);
    static QString outcomeText(RunOutcome outcome);

private:
    QString text(const RunReport &report, Column column) const;

    const UnitFormatter m_format;
    QList<RunReport> m_reports; ///< newest last; rows count from the end
};

} // namespace syspulse
