// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/updaterobstacle.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/session/linkstatus.h"
#include "core/session/session.h"

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct UpdaterObstacleTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::UpdaterObstacle)
};

/// Whether the tables to write to are known to be missing. A component that can be upgraded, or values that
/// were not proved yet, are no reason not to write.
bool lacksTables(const SetupPlan &plan)
{
    return std::any_of(plan.steps.cbegin(), plan.steps.cend(), [](const SetupStep &step) {
        return step.part == SetupPart::Tables && step.state != StepState::Done;
    });
}

} // namespace

std::optional<UpdaterObstacle> updaterObstacle(const Session &session)
{
    using Kind = UpdaterObstacle::Kind;
    if (!session.isConnected())
        return UpdaterObstacle{Kind::NotConnected, UpdaterObstacleTexts::tr("Connect to an instance first.")};
    if (!session.isReachable())
        return UpdaterObstacle{Kind::Away, LinkStatus::awayText(session.reach()) + QLatin1Char('.')};
    if (const QString reason = readOnlyReason(session); !reason.isEmpty())
        return UpdaterObstacle{Kind::ReadOnly, reason};
    if (!session.info().mayUpdate)
        return UpdaterObstacle{
            Kind::NoRights,
            UpdaterObstacleTexts::tr(
                "\"%1\" may not update: that takes a super user, or with Harper 5 a user with the role "
                "\"syspulse_updater\", which Setup creates. Connect as one to start the updater.")
                .arg(session.info().user)};
    if (session.plan() && lacksTables(*session.plan()))
        return UpdaterObstacle{
            Kind::NotSetUp,
            UpdaterObstacleTexts::tr(
                "This instance is not set up yet: the tables that the values go into are missing.")};
    return std::nullopt;
}

QString readOnlyReason(const Session &session)
{
    const Profile &profile = session.profile();
    //: %1 is the name of a profile
    return profile.readOnly
               ? UpdaterObstacleTexts::tr(
                     "The profile \"%1\" is read-only: SysPulse changes nothing on this instance.")
                     .arg(profile.name)
               : QString();
}

bool isResting(UpdaterState state)
{
    return state == UpdaterState::Stopped || state == UpdaterState::Paused;
}

} // namespace syspulse
