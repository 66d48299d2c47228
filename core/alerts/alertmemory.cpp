// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmemory.h"

#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace syspulse {

namespace {

constexpr auto kinds =
    enumTable<SilenceKind>({{SilenceKind::Acknowledged, "acknowledged"}, {SilenceKind::Snoozed, "snoozed"}});

Json openToJson(const OpenAlert &alert)
{
    return {{"rule", alertRuleToJson(alert.rule)},
            {"sinceMs", alert.sinceMs},
            {"told", alert.told},
            {"due", alert.due}};
}

std::optional<OpenAlert> openFromJson(const Json &json)
{
    OpenAlert alert;
    const Json *rule = member(json, "rule");
    Result<AlertRule> read = alertRuleFromJson(rule != nullptr ? *rule : Json());
    const std::optional<qint64> sinceMs = integerAt(json, "sinceMs");
    if (!read || read->id.isEmpty() || !sinceMs || *sinceMs <= 0 || !takeBool(json, "told", alert.told) ||
        !takeBool(json, "due", alert.due))
        return std::nullopt;
    alert.rule = *read;
    alert.rule.unknown.clear();
    alert.sinceMs = *sinceMs;
    return alert;
}

Json silenceToJson(const AlertSilence &silence)
{
    Json json{{"rule", toUtf8String(silence.ruleId)},
              {"kind", toUtf8String(kinds.name(silence.kind))},
              {"sinceMs", silence.sinceMs},
              {"reason", toUtf8String(silence.reason)}};
    if (silence.kind == SilenceKind::Snoozed)
        json["untilMs"] = silence.untilMs;
    return json;
}

/// Silence must not come of something that is not understood.
std::optional<AlertSilence> silenceFromJson(const Json &json)
{
    AlertSilence silence;
    silence.ruleId = textOr(json, "rule");
    silence.reason = cutText(textOr(json, "reason"), maxSilenceReason);
    const std::optional<SilenceKind> kind = kinds.find(textOr(json, "kind"));
    const std::optional<qint64> sinceMs = integerAt(json, "sinceMs");
    if (!kind || silence.ruleId.isEmpty() || silence.ruleId.size() > maxAlertName || !sinceMs ||
        *sinceMs <= 0)
        return std::nullopt;
    silence.kind = *kind;
    silence.sinceMs = *sinceMs;
    if (*kind == SilenceKind::Acknowledged)
        return silence;
    silence.untilMs = integerAt(json, "untilMs").value_or(0);
    const bool sound = silence.untilMs > *sinceMs && silence.untilMs - *sinceMs <= maxSnoozeMs;
    return sound ? std::optional(silence) : std::nullopt;
}

/// Has @p take look at each entry of the list @p key; false: it is no list, or some entries were not taken.
template <typename Take>
bool readList(const Json &json, const char *key, Take take)
{
    const Json *list = member(json, key);
    if (list == nullptr)
        return true;
    if (!list->is_array())
        return false;
    bool good = true;
    for (const Json &entry : *list)
        good = take(entry) && good;
    return good;
}

} // namespace

const AlertSilence *AlertMemory::silence(const QString &ruleId) const
{
    const AlertSilence *newest = nullptr;
    for (const AlertSilence &silence : silences) {
        if (silence.ruleId == ruleId && (newest == nullptr || silence.sinceMs >= newest->sinceMs))
            newest = &silence;
    }
    return newest;
}

const OpenAlert *AlertMemory::openAlert(const QString &ruleId) const
{
    const auto it = std::find_if(open.cbegin(), open.cend(),
                                 [&](const OpenAlert &alert) { return alert.rule.id == ruleId; });
    return it == open.cend() ? nullptr : &*it;
}

const OpenAlert *AlertMemory::openAlert(const AlertRule &rule) const
{
    const OpenAlert *alert = openAlert(rule.id);
    return alert != nullptr && watchesTheSame(alert->rule, rule) ? alert : nullptr;
}

void AlertMemory::put(const AlertSilence &silence)
{
    removeSilence(silence.ruleId);
    silences.append(silence);
}

bool AlertMemory::removeSilence(const QString &ruleId)
{
    return silences.removeIf([&](const AlertSilence &silence) { return silence.ruleId == ruleId; }) > 0;
}

Json alertMemoryToJson(const AlertMemory &memory)
{
    Json json = keptMembers(memory.unknown);
    Json open = Json::array();
    for (const OpenAlert &alert : memory.open)
        open.push_back(openToJson(alert));
    Json shown = Json::array();
    for (const QString &id : memory.shown)
        shown.push_back(toUtf8String(id));
    Json silences = Json::array();
    for (const AlertSilence &silence : memory.silences)
        silences.push_back(silenceToJson(silence));
    json["open"] = std::move(open);
    json["shown"] = std::move(shown);
    json["silences"] = std::move(silences);
    json["maintenance"] = maintenanceToJson(memory.maintenance);
    return json;
}

AlertMemory alertMemoryFromJson(const Json &json, QString &damage)
{
    AlertMemory memory;
    const auto read = [&](const char *key, auto take) {
        if (!readList(json, key, take) && damage.isEmpty())
            damage = QStringLiteral("\"%1\" is not understood.").arg(QLatin1String(key));
    };
    read("open", [&memory](const Json &entry) {
        const std::optional<OpenAlert> alert = openFromJson(entry);
        if (!alert || memory.openAlert(alert->rule.id) != nullptr || memory.open.size() >= maxAlertRules)
            return false;
        memory.open.append(*alert);
        return true;
    });
    read("shown", [&memory](const Json &entry) {
        if (!entry.is_string() || memory.shown.size() >= maxAlertRules)
            return false;
        memory.shown.append(textFromUtf8(entry.get<std::string>()));
        return true;
    });
    read("silences", [&memory](const Json &entry) {
        const std::optional<AlertSilence> silence = silenceFromJson(entry);
        if (!silence || memory.silences.size() >= maxAlertRules)
            return false;
        memory.silences.append(*silence);
        return true;
    });
    if (const Json *maintenance = member(json, "maintenance")) {
        bool damaged = false;
        memory.maintenance = maintenanceFromJson(*maintenance, damaged);
        if (damaged && damage.isEmpty())
            damage = QStringLiteral("\"maintenance\" is not understood.");
    }
    memory.unknown = membersBeyond(json, [] {
        Json known = alertMemoryToJson({});
        known["version"] = nullptr;
        return known;
    }());
    return memory;
}

} // namespace syspulse
