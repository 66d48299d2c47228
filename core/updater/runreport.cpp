// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/runreport.h"

#include "core/base/enumtable.h"

namespace syspulse {

namespace {

constexpr auto runOutcomes = enumTable<RunOutcome>({{RunOutcome::Updated, "updated"},
                                                    {RunOutcome::StoodBy, "standing by"},
                                                    {RunOutcome::Failed, "failed"},
                                                    {RunOutcome::Cancelled, "cancelled"}});

constexpr auto updaterStates = enumTable<UpdaterState>({{UpdaterState::Stopped, "stopped"},
                                                        {UpdaterState::Paused, "paused"},
                                                        {UpdaterState::Waiting, "waiting"},
                                                        {UpdaterState::Running, "running"},
                                                        {UpdaterState::StandingBy, "standing by"},
                                                        {UpdaterState::Retrying, "retrying"},
                                                        {UpdaterState::Quiet, "quiet hours"}});

} // namespace

QString runOutcomeName(RunOutcome outcome)
{
    return runOutcomes.name(outcome);
}

std::optional<RunOutcome> runOutcomeFromName(const QString &name)
{
    return runOutcomes.find(name);
}

QString updaterStateName(UpdaterState state)
{
    return updaterStates.name(state);
}

} // namespace syspulse
