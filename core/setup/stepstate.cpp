// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/stepstate.h"

namespace syspulse {

QString setupPartName(SetupPart part)
{
    switch (part) {
    case SetupPart::Access:
        return QStringLiteral("access");
    case SetupPart::Component:
        return QStringLiteral("component");
    case SetupPart::Restart:
        return QStringLiteral("restart");
    case SetupPart::Tables:
        return QStringLiteral("tables");
    case SetupPart::Marker:
        return QStringLiteral("marker");
    case SetupPart::Seed:
        return QStringLiteral("seed");
    case SetupPart::Proof:
        return QStringLiteral("proof");
    }
    return {};
}

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Done:
        return QStringLiteral("done");
    case StepState::Needed:
        return QStringLiteral("needed");
    case StepState::Blocked:
        return QStringLiteral("blocked");
    case StepState::Running:
        return QStringLiteral("running");
    case StepState::Failed:
        return QStringLiteral("failed");
    case StepState::Skipped:
        return QStringLiteral("skipped");
    }
    return {};
}

} // namespace syspulse
