// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/base/result.h"
#include "core/clients/clienttypes.h"

namespace syspulse {

/// Says that @p clients are not all; empty where they are.
QString cutText(const ConnectedClients &clients);

/// The one among the connected @p clients that @p target means, by its client ID or its session. Fails where
/// it means none, or more than one.
Result<ClientSession> chooseClient(const ConnectedClients &clients, const QString &target, TargetKind kind);

} // namespace syspulse
