// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"

namespace syspulse {

/// Alert rules that suit most instances, none of which is added by itself. @p intervalSeconds: how often
/// values are updated.
QList<AlertRule> suggestedRules(int intervalSeconds);

} // namespace syspulse
