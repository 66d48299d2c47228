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
    static constexpr int maxRows = 1000;
    /// Role of what a filter for failures matches.
    static constexpr int OutcomeRole = Qt::UserRole;

    enum Column { Time, Trigger, Result, Records, Duration, Notes, columnCountValue };

    explicit JournalModel(const UnitFormatter &format, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void add(const RunReport &report);
    /// Adds those of @p past, oldest first, that are older than all that are here.
    void addPast(const QList<RunReport> &past);
    void clear();
    const RunReport &reportAt(int row) const { return m_reports.at(m_reports.size() - 1 - row); }
    /// How many records the newest run wrote that wrote; negative: none did.
    int recordsPerRun() const;
    /// All cells of @p row as people read them, whole.
    QStringList texts(int row) const;

    /// The words for what started a run, and for how it ended.
    static QString triggerText(const QString &trigger);
    static QString outcomeText(RunOutcome outcome);

private:
    QString text(const RunReport &report, Column column) const;

    const UnitFormatter m_format;
    QList<RunReport> m_reports; ///< newest last; rows count from the end
};

} // namespace syspulse
