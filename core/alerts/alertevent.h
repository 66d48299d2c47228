// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"

namespace syspulse {

enum class AlertEventKind {
    Fired,
    Cleared,      ///< the condition is over
    Ended,        ///< it is no longer watched: the rule was changed or removed
    Acknowledged, ///< somebody knows of it
    Snoozed,      ///< somebody wants silence for a while
};

/// A moment in the life of an alert.
struct AlertEvent
{
    AlertEventKind kind = AlertEventKind::Fired;
    qint64 timeMs = 0; ///< this machine's clock
    AlertRule rule;    ///< as it was then
    std::optional<double> value = std::nullopt;
    QString reason = {};      ///< of Acknowledged and Snoozed, as the user wrote it; may be empty
    qint64 untilMs = 0;       ///< of Snoozed, this machine's clock
    bool maintenance = false; ///< the instance was worked on
    std::optional<qint64> awaySinceMs = std::nullopt; ///< see AlertStatus

    bool operator==(const AlertEvent &) const = default;
};

/// Stable name for files: fired, cleared, ended, acknowledged, snoozed.
QString alertEventName(AlertEventKind kind);

Json alertEventToJson(const AlertEvent &event);
/// Names the invalid member.
Result<AlertEvent> alertEventFromJson(const Json &json);

} // namespace syspulse
