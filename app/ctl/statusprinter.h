// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/output.h"
#include "core/base/json_fwd.h"
#include "core/session/connectionprobe.h"
#include "core/setup/setupplan.h"

namespace syspulse {

/// Prints the instance, its setup, who keeps it current, and the values of @p records, those of the table.
/// @p serverNow: the server's clock, in ms since the epoch.
void printStatus(const SetupFacts &facts, const Json &records, const InstanceInfo &info,
                 const SysLayout &layout, qint64 serverNow, Output &output);

} // namespace syspulse
