// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/base/result.h"
#include "core/clients/clienttypes.h"

namespace syspulse {

/// The one among the connected @p clients that @p target means, by its client ID or its session. Fails where
/// it means none, or more than one.
Result<ClientSession> chooseClient(const QList<ClientSession> &clients, const QString &target,
                                   TargetKind kind);

} // namespace syspulse
