// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmessage.h"

#include "core/alerts/alerttexts.h"
#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/base/version.h"
#include "core/session/valuesframe.h"

#include <QDateTime>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct AlertMessageTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::AlertMessage)
};

constexpr auto messageStates = enumTable<AlertMessage::State>({{AlertMessage::State::Fired, "fired"},
                                                               {AlertMessage::State::Resolved, "resolved"},
                                                               {AlertMessage::State::Test, "test"}});

/// Version of the JSON text; only a change that breaks its readers raises it.
constexpr int messageFormat = 1;

OrderedJson timeText(qint64 timeMs)
{
    if (timeMs <= 0)
        return nullptr;
    return toUtf8String(QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODateWithMs));
}

OrderedJson textOrNull(const QString &text)
{
    return text.isEmpty() ? OrderedJson(nullptr) : OrderedJson(toUtf8String(text));
}

} // namespace

QString AlertMessage::title() const
{
    QString title;
    switch (state) {
    case State::Fired:
        //: %1 is the name of an alert, %2 of an instance or its address
        title = AlertMessageTexts::tr("Alert: %1 (%2)").arg(ruleName, instance);
        break;
    case State::Resolved:
        //: %1 is the name of an alert, %2 of an instance or its address
        title = AlertMessageTexts::tr("Over: %1 (%2)").arg(ruleName, instance);
        break;
    case State::Test:
        title = AlertMessageTexts::tr("Test of SysPulse's alerts");
        break;
    }
    constexpr qsizetype longest = 200;
    return oneLine(title, longest);
}

AlertMessage alertMessage(const AlertEvent &event, const AlertOrigin &origin, const AlertTexts &texts,
                          const TopicValue *value, std::optional<qint64> ageMs, qint64 sinceMs)
{
    AlertMessage message;
    message.state =
        event.kind == AlertEventKind::Fired ? AlertMessage::State::Fired : AlertMessage::State::Resolved;
    message.unwatched = event.kind == AlertEventKind::Ended;
    message.instance = origin.instance;
    message.address = origin.address;
    message.rule = event.rule;
    message.ruleName = texts.name(event.rule);
    message.value = event.value;
    if (event.rule.condition == AlertCondition::CertificateEnds)
        message.unit = QStringLiteral("days");
    else if (const auto description = describeTopic(event.rule.topic))
        message.unit = unitName(description->unit);
    else if (value != nullptr)
        message.unit = oneLine(value->unit, 40);
    if (isRate(event.rule.condition))
        message.unit += QLatin1String("/s");
    if (value != nullptr) {
        message.source = oneLine(value->source, 40);
        message.quality = oneLine(value->quality, 40);
    }
    message.ageMs = ageMs;
    message.sinceMs = sinceMs;
    message.timeMs = event.timeMs;
    message.awaySinceMs = event.awaySinceMs.value_or(0);
    message.text = event.kind == AlertEventKind::Fired ? texts.fired(event) : texts.ended(event);
    if (event.kind == AlertEventKind::Fired)
        message.advice = AlertTexts::advice(event.rule);
    return message;
}

AlertMessage alertTestMessage(qint64 timeMs)
{
    AlertMessage message;
    message.state = AlertMessage::State::Test;
    message.timeMs = timeMs;
    message.text = AlertMessageTexts::tr("If you can read this, alerts of SysPulse arrive here.");
    return message;
}

QString alertMessageStateName(AlertMessage::State state)
{
    return messageStates.name(state);
}

QByteArray alertMessageJson(const AlertMessage &message)
{
    const AlertRule &rule = message.rule;
    const bool test = message.state == AlertMessage::State::Test;
    OrderedJson json{{"format", messageFormat},
                     {"program", "SysPulse"},
                     {"version", toUtf8String(versionText())},
                     {"state", toUtf8String(alertMessageStateName(message.state))},
                     {"time", timeText(message.timeMs)},
                     {"since", timeText(message.sinceMs)},
                     {"title", toUtf8String(message.title())},
                     {"text", toUtf8String(message.text)},
                     {"advice", textOrNull(message.advice)},
                     {"unwatched", message.unwatched},
                     {"severity", test ? OrderedJson(nullptr)
                                       : OrderedJson(toUtf8String(alertSeverityName(rule.severity)))}};
    json["instance"] = {{"name", textOrNull(message.instance)}, {"address", textOrNull(message.address)}};
    if (test) {
        json["rule"] = nullptr;
        json["metric"] = nullptr;
        json["value"] = nullptr;
        json["threshold"] = nullptr;
        return dumpJson(json);
    }
    json["rule"] = {{"id", toUtf8String(rule.id)},
                    {"name", toUtf8String(message.ruleName)},
                    {"condition", toUtf8String(alertConditionName(rule.condition))},
                    {"forSeconds", rule.forSeconds}};
    if (hasClient(rule.condition)) {
        json["rule"]["client"] = toUtf8String(rule.client);
        json["awaySince"] = timeText(message.awaySinceMs);
    }
    json["metric"] = textOrNull(rule.topic);
    json["value"] = {{"number", numberOrNull(message.value)},
                     {"unit", textOrNull(message.unit)},
                     {"source", textOrNull(message.source)},
                     {"quality", textOrNull(message.quality)},
                     {"ageMs", numberOrNull(message.ageMs)}};
    json["threshold"] = hasThreshold(rule.condition) ? OrderedJson(rule.threshold) : OrderedJson(nullptr);
    return dumpJson(json);
}

} // namespace syspulse
