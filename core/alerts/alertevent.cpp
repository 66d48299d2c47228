// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertevent.h"

#include "core/alerts/alertmemory.h"
#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/base/plaintext.h"

#include <algorithm>

namespace syspulse {

namespace {

constexpr auto events = enumTable<AlertEventKind>({{AlertEventKind::Fired, "fired"},
                                                   {AlertEventKind::Cleared, "cleared"},
                                                   {AlertEventKind::Ended, "ended"},
                                                   {AlertEventKind::Acknowledged, "acknowledged"},
                                                   {AlertEventKind::Snoozed, "snoozed"}});

} // namespace

QString alertEventName(AlertEventKind kind)
{
    return events.name(kind);
}

Json alertEventToJson(const AlertEvent &event)
{
    Json json{{"event", toUtf8String(alertEventName(event.kind))},
              {"timeMs", event.timeMs},
              {"rule", alertRuleToJson(event.rule)},
              {"value", event.value ? Json(*event.value) : Json()}};
    if (!event.reason.isEmpty())
        json["reason"] = toUtf8String(event.reason);
    if (event.untilMs > 0)
        json["untilMs"] = event.untilMs;
    if (event.awaySinceMs)
        json["awaySinceMs"] = *event.awaySinceMs;
    if (event.maintenance)
        json["maintenance"] = true;
    return json;
}

Result<AlertEvent> alertEventFromJson(const Json &json)
{
    AlertEvent event;
    const std::optional<AlertEventKind> kind = events.find(textOr(json, "event"));
    const std::optional<qint64> timeMs = integerAt(json, "timeMs");
    if (!kind || !timeMs || *timeMs <= 0)
        return failure(ErrorKind::Local, QStringLiteral("\"event\" or \"timeMs\" is invalid."));
    const Json *rule = member(json, "rule");
    Result<AlertRule> read = alertRuleFromJson(rule != nullptr ? *rule : Json());
    if (!read)
        return Unexpected<Error>{read.error()};
    event.kind = *kind;
    event.timeMs = *timeMs;
    event.rule = *read;
    // What a newer version keeps with its rules is not part of what happened.
    event.rule.unknown.clear();
    event.value = numberAt(json, "value");
    event.reason = cutText(textOr(json, "reason"), maxSilenceReason);
    event.maintenance = boolAt(json, "maintenance").value_or(false);
    event.awaySinceMs = integerAt(json, "awaySinceMs");
    event.untilMs = std::max<qint64>(0, integerAt(json, "untilMs").value_or(0));
    return event;
}

} // namespace syspulse
