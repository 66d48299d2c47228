// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"

namespace syspulse {

enum class AlertEventKind {
    Fired,
    Cleared, ///< the condition is over
    Ended,   ///< it is no longer watched: the rule was changed or removed, or the instance disconnected
};

/// A moment in the life of an alert.
struct AlertEvent
{
    AlertEventKind kind = AlertEventKind::Fired;
    qint64 timeMs = 0; ///< this machine's clock
    AlertRule rule;    ///< as it was then
    std::optional<double> value;

    bool operator==(const AlertEvent &) const = default;
};

/// Stable name for files: fired, cleared, ended.
QString alertEventName(AlertEventKind kind);

Json alertEventToJson(const AlertEvent &event);
/// Names the invalid member.
Result<AlertEvent> alertEventFromJson(const Json &json);

} // namespace syspulse
