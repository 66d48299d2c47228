// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertevent.h"

#include "core/base/json.h"

namespace syspulse {

QString alertEventName(AlertEventKind kind)
{
    switch (kind) {
    case AlertEventKind::Fired:
        return QStringLiteral("fired");
    case AlertEventKind::Cleared:
        return QStringLiteral("cleared");
    case AlertEventKind::Ended:
        return QStringLiteral("ended");
    }
    return {};
}

Json alertEventToJson(const AlertEvent &event)
{
    return {{"event", toUtf8String(alertEventName(event.kind))},
            {"timeMs", event.timeMs},
            {"rule", alertRuleToJson(event.rule)},
            {"value", event.value ? Json(*event.value) : Json()}};
}

Result<AlertEvent> alertEventFromJson(const Json &json)
{
    AlertEvent event;
    const QString name = textOr(json, "event");
    bool known = false;
    for (const AlertEventKind kind :
         {AlertEventKind::Fired, AlertEventKind::Cleared, AlertEventKind::Ended}) {
        if (name == alertEventName(kind)) {
            event.kind = kind;
            known = true;
        }
    }
    const std::optional<qint64> timeMs = integerAt(json, "timeMs");
    if (!known || !timeMs || *timeMs <= 0)
        return failure(ErrorKind::Local, QStringLiteral("\"event\" or \"timeMs\" is invalid."));
    const Json *rule = member(json, "rule");
    Result<AlertRule> read = alertRuleFromJson(rule != nullptr ? *rule : Json());
    if (!read)
        return Unexpected<Error>{read.error()};
    event.timeMs = *timeMs;
    event.rule = *read;
    // What a newer version keeps with its rules is not part of what happened.
    event.rule.unknown.clear();
    event.value = numberAt(json, "value");
    return event;
}

} // namespace syspulse
