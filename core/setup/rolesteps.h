// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/setup/setupplan.h"

namespace syspulse {

SetupPart partOf(SetupRole role);
/// Nothing for a part that is not about a role.
std::optional<SetupRole> roleOf(SetupPart part);

/// The step of a plan for @p role, which is wanted if @p wanted; nothing where it is not, and there is none
/// of ours. What somebody else made, or changed, is left alone and keeps nothing else from being set up.
std::optional<SetupStep> roleStep(SetupRole role, const SetupFacts &facts, bool wanted,
                                  const SysLayout &layout);

/// Why a server of @p version cannot have the role for updaters; empty where it can.
QString updaterRoleObstacle(const QString &version);

/// How an administrator gives @p role to a user.
QString howToGive(SetupRole role);

} // namespace syspulse
