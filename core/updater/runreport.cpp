// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/runreport.h"

namespace syspulse {

QString runOutcomeName(RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Updated:
        return QStringLiteral("updated");
    case RunOutcome::StoodBy:
        return QStringLiteral("standing by");
    case RunOutcome::Failed:
        return QStringLiteral("failed");
    case RunOutcome::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

QString updaterStateName(UpdaterState state)
{
    switch (state) {
    case UpdaterState::Stopped:
        return QStringLiteral("stopped");
    case UpdaterState::Paused:
        return QStringLiteral("paused");
    case UpdaterState::Waiting:
        return QStringLiteral("waiting");
    case UpdaterState::Running:
        return QStringLiteral("running");
    case UpdaterState::StandingBy:
        return QStringLiteral("standing by");
    case UpdaterState::Retrying:
        return QStringLiteral("retrying");
    case UpdaterState::Quiet:
        return QStringLiteral("quiet hours");
    }
    return {};
}

} // namespace syspulse
