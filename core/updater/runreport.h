// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QMetaType>
#include <QString>
#include <QStringList>

#include "core/base/error.h"
#include "core/updater/schedule.h"

namespace syspulse {

/// How an updater cycle ended.
enum class RunOutcome {
    Updated, ///< values read and, where they changed, written
    StoodBy, ///< another updater holds the lease
    Failed,  ///< see error; nothing that is stored was lost
    Cancelled
};

/// One line of the run journal.
struct RunReport
{
    qint64 startedMs = 0; ///< this machine's clock
    qint64 durationMs = 0;
    QString trigger; ///< "schedule", "manual", "setup"
    RunOutcome outcome = RunOutcome::Failed;
    int recordsWritten = 0;
    QString leaseHolder; ///< of StoodBy: who writes
    QStringList notes;   ///< what the user should know: "The broker restarted ...", "Analytics are off ..."
    Error error;         ///< of Failed
};

QString runOutcomeName(RunOutcome outcome);
std::optional<RunOutcome> runOutcomeFromName(const QString &name);

/// What the updater is doing between and during cycles.
enum class UpdaterState {
    Stopped,
    Paused, ///< by the user, until start() is called again
    Waiting,
    Running,
    StandingBy,
    Retrying,
    Quiet, ///< in the quiet hours; nothing is written until they end
};

QString updaterStateName(UpdaterState state);

/// What a page shows about the updater.
struct UpdaterStatus
{
    UpdaterState state = UpdaterState::Stopped;
    UpdaterSchedule schedule;
    qint64 nextRunMs = 0;    ///< this machine's clock; 0: none planned
    qint64 quietUntilMs = 0; ///< of Quiet: when the quiet hours end, this machine's clock
    RunReport lastRun;       ///< startedMs 0: none yet
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::RunReport)
Q_DECLARE_METATYPE(syspulse::UpdaterStatus)
