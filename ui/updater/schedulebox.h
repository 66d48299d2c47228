// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QLabel>
#include <QSpinBox>
#include <QTimeEdit>

#include "core/units/unitformatter.h"
#include "core/updater/schedule.h"

namespace syspulse {

/// Edits when the updater runs, and says what that costs before it is applied.
class ScheduleBox : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleBox(const UnitFormatter &format, QWidget *parent = nullptr);

    UpdaterSchedule schedule() const;
    void setSchedule(const UpdaterSchedule &schedule);
    void setCanary(bool canary);

    /// Says what schedule() costs. @p recordsPerRun: of the newest run that wrote; negative: none yet.
    /// @p applied: the schedule at work, when one is.
    void showCost(int recordsPerRun, const std::optional<UpdaterSchedule> &applied, StorageEngine engine);

    /// What @p recordsPerRun at @p schedule amount to, as sentences.
    static QString costText(int recordsPerRun, const UpdaterSchedule &schedule, StorageEngine engine,
                            const UnitFormatter &format);

signals:
    /// The user has changed something.
    void changed();

private:
    void refreshQuiet();
    QTimeEdit *makeTimeEdit(const QString &name, const QString &accessibleName, QTime time);

    const UnitFormatter m_format;
    QSpinBox *m_interval;
    QCheckBox *m_quiet;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QLabel *m_length;
    QCheckBox *m_canary;
    QLabel *m_cost;
};

} // namespace syspulse
