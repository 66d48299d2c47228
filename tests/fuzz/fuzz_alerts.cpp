// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannel.h"
#include "core/alerts/alertengine.h"
#include "core/alerts/alertmemory.h"
#include "core/alerts/alerttexts.h"
#include "core/base/json.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

class AlertClock : public Clock
{
public:
    qint64 now = 1'800'000'000'000;
    qint64 monotonic = 3'600'000;
    qint64 nowMs() const override { return now; }
    qint64 monotonicMs() const override { return monotonic; }
};

template <typename Entry>
Entry throughJson(const Entry &entry, Json (*write)(const Entry &), Result<Entry> (*read)(const Json &))
{
    const Result<Entry> again = read(*parseJson(dumpJson(write(entry))));
    FUZZ_REQUIRE(again && *again == entry);
    return *again;
}

/// What was read of an entry of any of the files is read the same way ever after.
void checkEntry(const Json &json)
{
    if (const Result<AlertRule> rule = alertRuleFromJson(json)) {
        throughJson(*rule, alertRuleToJson, alertRuleFromJson);
        FUZZ_REQUIRE(std::isfinite(rule->threshold) && rule->hysteresis >= 0);
        FUZZ_REQUIRE(rule->forSeconds >= 0 && rule->forSeconds <= maxAlertSeconds);
        FUZZ_REQUIRE(watchesTheSame(*rule, *rule));
        endOf(*rule);
    }
    if (const Result<AlertChannel> channel = alertChannelFromJson(json)) {
        throughJson(*channel, alertChannelToJson, alertChannelFromJson);
        const bool usable = checkAlertChannel(*channel).has_value();
        FUZZ_REQUIRE(!usable || channel->kind == AlertChannelKind::Command ||
                     alertChannelUrl(*channel).has_value());
        sendsSecretInTheClear(*channel);
        FUZZ_REQUIRE(!alertChannelTitle(*channel).contains(QLatin1Char('\n')));
        for (const char *value : {"a", "a\r\nb", ""})
            std::ignore = checkAlertSecret(*channel, Secret::fromUtf8(QByteArrayView(value)));
    }
    if (const Result<AlertEvent> event = alertEventFromJson(json))
        throughJson(*event, alertEventToJson, alertEventFromJson);
    QString damage;
    const AlertMemory memory = alertMemoryFromJson(json, damage);
    QString more;
    FUZZ_REQUIRE(alertMemoryFromJson(*parseJson(dumpJson(alertMemoryToJson(memory))), more) == memory);
    bool damaged = false;
    const Maintenance maintenance = maintenanceFromJson(json, damaged);
    FUZZ_REQUIRE(maintenanceFromJson(*parseJson(dumpJson(maintenanceToJson(maintenance))), damaged) ==
                 maintenance);
    FUZZ_REQUIRE(!damaged);
    constexpr qint64 now = 1'800'000'000'000;
    const qint64 end = maintenance.endMs(now, localUtcOffset);
    FUZZ_REQUIRE(end == 0 || end > now);
}

AlertSample sampleOf(const Json &json)
{
    AlertSample sample;
    sample.number = numberAt(json, "number");
    sample.current = boolAt(json, "current").value_or(true);
    sample.counter = boolAt(json, "counter").value_or(false);
    sample.stampMs = integerAt(json, "stamp").value_or(0);
    sample.ageMs = integerAt(json, "age");
    sample.hasRate = member(json, "rate") != nullptr;
    sample.rate = numberAt(json, "rate");
    return sample;
}

/// Of each rule beginnings and ends take turns, and the engine says itself that it fires in between.
void checkEvents(const AlertEngine &engine, const QList<AlertEvent> &events, QSet<QString> &firing)
{
    for (const AlertEvent &event : events) {
        const bool begins = event.kind == AlertEventKind::Fired;
        FUZZ_REQUIRE(begins != firing.contains(event.rule.id));
        if (begins)
            firing.insert(event.rule.id);
        else
            firing.remove(event.rule.id);
    }
    QSet<QString> said;
    for (const AlertRule &rule : engine.firing())
        said.insert(rule.id);
    FUZZ_REQUIRE(said == firing);
}

} // namespace

/// An array of entries of any of the files about alerts, and behind it what the rules among them see, an
/// object on each line: "ms" and "clock" are how far the monotonic and the other clock go.
SYSPULSE_FUZZ_TARGET(alerts)
{
    Input lines(input);
    const Result<Json> entries = parseJson(lines.until('\n'));
    if (!entries || !entries->is_array())
        return;
    QList<AlertRule> rules;
    QSet<QString> ids;
    for (const Json &entry : *entries) {
        checkEntry(entry);
        if (Result<AlertRule> rule = alertRuleFromJson(entry)) {
            rule->id = QString::number(rules.size());
            rules.append(*rule);
        }
    }
    AlertClock clock;
    AlertEngine engine(clock);
    QSet<QString> firing;
    checkEvents(engine, engine.setRules(rules), firing);
    const AlertTexts texts{UnitFormatter(QLocale(QLocale::English))};
    while (!lines.isAtEnd()) {
        const Result<Json> json = parseJson(lines.until('\n'));
        if (!json)
            continue;
        constexpr qint64 longest = 400LL * 24 * 3600 * 1000;
        const qint64 step = std::clamp<qint64>(integerAt(*json, "ms").value_or(1000), 0, longest);
        clock.monotonic += step;
        clock.now += qBound(-longest, integerAt(*json, "clock").value_or(step), longest);
        const AlertSample sample = sampleOf(*json);
        checkEvents(engine, engine.evaluate([&](const AlertRule &) { return sample; }), firing);
        for (const AlertRule &rule : engine.rules()) {
            texts.state(rule, engine.status(rule.id), nullptr, false);
            FUZZ_REQUIRE(!texts.name(rule).isEmpty() && !texts.sentence(rule).isEmpty());
            FUZZ_REQUIRE(!texts.value(rule, sample.number).isEmpty());
        }
    }
    checkEvents(engine, engine.stop(), firing);
    FUZZ_REQUIRE(firing.isEmpty());
}
