// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/units/unitformatter.h"
#include "core/updater/runreport.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// The newest runs of the updater, newest first.
class JournalModel : public RowsModel<RunReport>
{
    Q_OBJECT

public:
    static constexpr int maxRows = 1000;
    /// Role of what a filter for failures matches.
    static constexpr int OutcomeRole = Qt::UserRole;

    enum Column { Time, Trigger, Result, Records, Duration, Notes };

    explicit JournalModel(const UnitFormatter &format, QObject *parent = nullptr);

    void add(const RunReport &report);
    /// Adds those of @p past, oldest first, that are older than all that are here.
    void addPast(const QList<RunReport> &past);
    void clear();
    /// How many records the newest run wrote that wrote; negative: none did.
    int recordsPerRun() const;
    /// All cells of @p row as people read them, whole.
    QStringList texts(int row) const;

    /// The words for what started a run, and for how it ended.
    static QString triggerText(const QString &trigger);
    static QString outcomeText(RunOutcome outcome);

protected:
    QVariant cell(const RunReport &report, int column, int role) const override;
};

} // namespace syspulse
