// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"

#include <functional>

namespace syspulse {

/// The largest number that a topic has had lately; nothing where none is known.
using RecentMaximum = std::function<std::optional<double>(const QString &topic)>;

/// Alert rules that suit most instances, none of which is added by itself. @p intervalSeconds: how often
/// values are updated. Where @p maximum knows what is usual on the instance, thresholds lie above it, so that
/// what happens every day is no alert.
QList<AlertRule> suggestedRules(int intervalSeconds, const RecentMaximum &maximum = {});

} // namespace syspulse
