// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertrule.h"

#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

namespace {

constexpr auto conditions = enumTable<AlertCondition>({{AlertCondition::ValueAbove, "above"},
                                                       {AlertCondition::ValueBelow, "below"},
                                                       {AlertCondition::RateAbove, "rateAbove"},
                                                       {AlertCondition::RateBelow, "rateBelow"},
                                                       {AlertCondition::NoData, "noData"},
                                                       {AlertCondition::Unreachable, "unreachable"},
                                                       {AlertCondition::CertificateEnds, "certificateEnds"},
                                                       {AlertCondition::ClientAway, "clientAway"}});

constexpr auto severities = enumTable<AlertSeverity>({{AlertSeverity::Information, "information"},
                                                      {AlertSeverity::Warning, "warning"},
                                                      {AlertSeverity::Critical, "critical"}});

/// The number @p key, 0 where it is missing, nothing where it is something else.
std::optional<double> numberOr0(const Json &json, const char *key)
{
    return member(json, key) == nullptr ? 0 : numberAt(json, key);
}

/// Which suggestion @p rule is by its topic, condition and name: earlier versions stored the name, in the
/// language of the window.
QString suggestionByName(const AlertRule &rule)
{
    struct Stored
    {
        QLatin1String suggestion;
        QLatin1String topic;
        AlertCondition condition;
        QLatin1String english;
        QLatin1String german;
    };
    static constexpr Stored all[] = {
        {notCurrentSuggestion, systopics::heartbeat, AlertCondition::NoData,
         QLatin1String("Values are not kept current"), QLatin1String("Werte werden nicht aktuell gehalten")},
        {failedLoginsSuggestion, systopics::loginsFailed, AlertCondition::RateAbove,
         QLatin1String("Many failed logins"), QLatin1String("Viele fehlgeschlagene Anmeldungen")},
        {noClientsSuggestion, systopics::clientsConnected, AlertCondition::ValueBelow,
         QLatin1String("No client is connected"), QLatin1String("Kein Client ist verbunden")}};
    for (const Stored &stored : all) {
        if (rule.topic == stored.topic && rule.condition == stored.condition &&
            (rule.name == stored.english || rule.name == stored.german))
            return stored.suggestion;
    }
    return {};
}

Unexpected<Error> problem(const QString &text)
{
    return failure(ErrorKind::Local, text);
}

} // namespace

bool watchesTheSame(const AlertRule &a, const AlertRule &b)
{
    return a.enabled == b.enabled && a.topic == b.topic && a.client == b.client &&
           a.condition == b.condition && a.threshold == b.threshold && a.hysteresis == b.hysteresis &&
           a.forSeconds == b.forSeconds;
}

QList<AlertRule> withBuiltInRules(const QList<AlertRule> &kept)
{
    const bool there = std::any_of(kept.cbegin(), kept.cend(),
                                   [](const AlertRule &rule) { return rule.id == unreachableRuleId; });
    if (there)
        return kept;
    AlertRule rule;
    rule.id = unreachableRuleId;
    rule.suggestion = unreachableRuleId;
    rule.condition = AlertCondition::Unreachable;
    rule.severity = AlertSeverity::Critical;
    rule.forSeconds = 60; // a restart of the server takes less
    return kept + QList<AlertRule>{rule};
}

bool hasTopic(AlertCondition condition)
{
    return condition != AlertCondition::Unreachable && condition != AlertCondition::CertificateEnds &&
           condition != AlertCondition::ClientAway;
}

bool hasClient(AlertCondition condition)
{
    return condition == AlertCondition::ClientAway;
}

bool hasThreshold(AlertCondition condition)
{
    return condition != AlertCondition::NoData && condition != AlertCondition::Unreachable &&
           condition != AlertCondition::ClientAway;
}

bool hasDuration(AlertCondition condition)
{
    return condition != AlertCondition::CertificateEnds;
}

bool isRate(AlertCondition condition)
{
    return condition == AlertCondition::RateAbove || condition == AlertCondition::RateBelow;
}

bool isAbove(AlertCondition condition)
{
    return condition == AlertCondition::ValueAbove || condition == AlertCondition::RateAbove ||
           condition == AlertCondition::Unreachable || condition == AlertCondition::ClientAway;
}

double endOf(const AlertRule &rule)
{
    return isAbove(rule.condition) ? rule.threshold - rule.hysteresis : rule.threshold + rule.hysteresis;
}

QString alertConditionName(AlertCondition condition)
{
    return conditions.name(condition);
}

std::optional<AlertCondition> alertConditionOf(const QString &name)
{
    return conditions.find(name);
}

QString alertSeverityName(AlertSeverity severity)
{
    return severities.name(severity);
}

std::optional<AlertSeverity> alertSeverityOf(const QString &name)
{
    return severities.find(name);
}

AlertSeverity worstSeverity(const QList<AlertRule> &rules)
{
    AlertSeverity worst = AlertSeverity::Information;
    for (const AlertRule &rule : rules)
        worst = std::max(worst, rule.severity);
    return worst;
}

Json alertRuleToJson(const AlertRule &rule)
{
    Json json = keptMembers(rule.unknown);
    json["id"] = toUtf8String(rule.id);
    json["name"] = toUtf8String(rule.name);
    json["suggestion"] = toUtf8String(rule.suggestion);
    json["enabled"] = rule.enabled;
    json["severity"] = toUtf8String(alertSeverityName(rule.severity));
    json["topic"] = toUtf8String(rule.topic);
    json["client"] = toUtf8String(rule.client);
    json["condition"] = toUtf8String(alertConditionName(rule.condition));
    json["threshold"] = rule.threshold;
    json["hysteresis"] = rule.hysteresis;
    json["forSeconds"] = rule.forSeconds;
    return json;
}

Result<AlertRule> alertRuleFromJson(const Json &json)
{
    if (!json.is_object())
        return problem(QStringLiteral("An alert rule must be a JSON object."));
    AlertRule rule;
    const std::tuple<const char *, QString *, qsizetype> texts[] = {
        {"id", &rule.id, maxAlertName},
        {"name", &rule.name, maxAlertName},
        {"suggestion", &rule.suggestion, maxAlertName},
        {"topic", &rule.topic, maxAlertTopic},
        {"client", &rule.client, maxAlertClient}};
    for (const auto &[key, text, most] : texts) {
        const Json *value = member(json, key);
        if (value != nullptr && !value->is_string() && !value->is_null())
            return problem(QStringLiteral("\"%1\" must be a string.").arg(QLatin1String(key)));
        *text = textOr(json, key);
        if (text->size() > most)
            return problem(QStringLiteral("\"%1\" is too long.").arg(QLatin1String(key)));
    }
    const std::optional<AlertCondition> condition = alertConditionOf(textOr(json, "condition"));
    if (!condition)
        return problem(QStringLiteral("\"condition\" of \"%1\" is not known.").arg(rule.topic));
    rule.condition = *condition;
    if (rule.topic.isEmpty() && hasTopic(rule.condition))
        return problem(QStringLiteral("\"topic\" is missing."));
    if (rule.client.isEmpty() && hasClient(rule.condition))
        return problem(QStringLiteral("\"client\" is missing."));
    const bool noData = rule.condition == AlertCondition::NoData;
    // A threshold that was lost must not become 0.
    const std::optional<double> threshold = numberAt(json, "threshold");
    if (hasThreshold(rule.condition) && !(threshold && std::isfinite(*threshold)))
        return problem(QStringLiteral("\"threshold\" of \"%1\" is not a number.").arg(rule.topic));
    rule.threshold = threshold.value_or(0);
    rule.hysteresis = numberOr0(json, "hysteresis").value_or(-1);
    if (!std::isfinite(rule.hysteresis) || rule.hysteresis < 0)
        return problem(QStringLiteral("\"hysteresis\" of \"%1\" must not be negative.").arg(rule.topic));
    const double seconds = numberOr0(json, "forSeconds").value_or(-1);
    if (!(seconds >= (noData ? 1 : 0) && seconds <= double(maxAlertSeconds)))
        return problem(QStringLiteral("\"forSeconds\" of \"%1\" is out of bounds.").arg(rule.topic));
    rule.forSeconds = qint64(seconds);
    if (!takeBool(json, "enabled", rule.enabled))
        return problem(QStringLiteral("\"enabled\" of \"%1\" must be true or false.").arg(rule.topic));
    if (const Json *given = member(json, "severity")) { // earlier versions had none
        const auto severity = alertSeverityOf(given->is_string() ? textOr(json, "severity") : QString());
        if (!severity)
            return problem(QStringLiteral("\"severity\" of \"%1\" is not known.").arg(rule.topic));
        rule.severity = *severity;
    }
    if (const QString suggestion = suggestionByName(rule); !suggestion.isEmpty()) {
        rule.suggestion = suggestion;
        rule.name.clear();
    }
    rule.unknown = membersBeyond(json, alertRuleToJson(AlertRule()));
    return rule;
}

} // namespace syspulse
