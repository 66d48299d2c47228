// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/liveworkers.h"

namespace syspulse {

/// Puts the records of the table "sys_clients_top" together; those that are not of @p live workers are left
/// out.
TopClients foldTopClients(const Json &records, const LiveWorkers &live);

} // namespace syspulse
