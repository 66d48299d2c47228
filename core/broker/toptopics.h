// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/liveworkers.h"

namespace syspulse {

/// Puts the records of the table "sys_topics_top" together; those that are not of @p live workers are left
/// out.
TopTopics foldTopTopics(const Json &records, const LiveWorkers &live);

} // namespace syspulse
