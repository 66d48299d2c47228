// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/liveworkers.h"

namespace syspulse {

/// Puts the records of the table "sys_storms" together; those that are not of @p live workers are left out.
Storms foldStorms(const Json &records, const LiveWorkers &live);

} // namespace syspulse
