// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/stepstate.h"

#include "core/base/enumtable.h"

namespace syspulse {

namespace {

constexpr auto setupParts = enumTable<SetupPart>({{SetupPart::Access, "access"},
                                                  {SetupPart::Component, "component"},
                                                  {SetupPart::Restart, "restart"},
                                                  {SetupPart::Tables, "tables"},
                                                  {SetupPart::Marker, "marker"},
                                                  {SetupPart::ReaderRole, "reader-role"},
                                                  {SetupPart::UpdaterRole, "updater-role"},
                                                  {SetupPart::Seed, "seed"},
                                                  {SetupPart::Proof, "proof"}});

constexpr auto stepStates = enumTable<StepState>({{StepState::Done, "done"},
                                                  {StepState::Needed, "needed"},
                                                  {StepState::Blocked, "blocked"},
                                                  {StepState::Running, "running"},
                                                  {StepState::Failed, "failed"},
                                                  {StepState::Skipped, "skipped"}});

} // namespace

QString setupPartName(SetupPart part)
{
    return setupParts.name(part);
}

QString stepStateName(StepState state)
{
    return stepStates.name(state);
}

} // namespace syspulse
