// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/cycles.h"

#include "core/base/json.h"
#include "core/metrics/metrics.h"
#include "core/updater/sysrecord.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <optional>

namespace syspulse::fuzz {

namespace {

/// What the server tells in one cycle.
struct Cycle
{
    ServerFacts facts;
    qint64 bootMs = 0;
    Metrics::BootSource source = Metrics::BootSource::MqttLoaded;
    bool analyticsOn = true;
    QList<AnalyticsRow> rows;
    std::optional<QList<AggregateRow>> sums; ///< nothing: a server that has none, as those before 4.5
    QList<ThreadRecord> threads;
};

const Json &memberOrNone(const Json &json, const char *key)
{
    static const Json none;
    const Json *found = member(json, key);
    return found != nullptr ? *found : none;
}

Cycle cycleOf(const Json &json, const Cycle &before)
{
    // As the answers that it would come from are decoded, see operationtypes.cpp.
    constexpr qint64 cycleMs = 10'000;
    Cycle cycle;
    cycle.facts.serverTimeMs =
        qMax<qint64>(0, integerAt(json, "at").value_or(before.facts.serverTimeMs + cycleMs));
    const double up = numberAt(json, "up").value_or(0);
    if (up > 0 && up < 1e14)
        cycle.facts.steadyMs = qint64(up);
    else if (before.facts.steadyMs)
        cycle.facts.steadyMs = *before.facts.steadyMs + cycleMs;
    const std::optional<qint64> boot = integerAt(json, "boot");
    const std::optional<qint64> started = integerAt(json, "started");
    cycle.facts.processStartedMs = started;
    cycle.bootMs = boot ? *boot : started ? *started : before.bootMs;
    cycle.source = !boot && started ? Metrics::BootSource::ProcessStarted : before.source;
    cycle.analyticsOn = !boolAt(json, "off").value_or(false);
    cycle.rows = decodeAnalyticsRows(memberOrNone(json, "rows")).value_or({});
    if (const auto sums = decodeAggregateRows(memberOrNone(json, "sums")))
        cycle.sums = *sums;
    cycle.threads = decodeThreadRecords(memberOrNone(json, "threads"));
    for (const Json &id : memberOrNone(json, "live")) {
        if (id.is_number_integer())
            cycle.facts.liveThreads.append(int(std::clamp<qint64>(id.get<qint64>(), -1, 1000)));
    }
    if (const auto durable = integerAt(json, "durable"); durable && *durable >= 0 && *durable < 1'000'000)
        cycle.facts.durableSessions = int(*durable);
    return cycle;
}

/// In the order of SampleCollector. Whether counting went on from where it was: it starts again with the
/// broker, and where a server has no sums to fill a gap with.
bool run(Metrics &metrics, Cycle cycle)
{
    const Metrics::Continuity continuity = metrics.begin(cycle.bootMs, cycle.facts, cycle.source);
    bool continued = continuity == Metrics::Continuity::Continued;
    if (cycle.analyticsOn && metrics.needsAggregates(cycle.facts)) {
        if (cycle.sums)
            metrics.applyAggregates(*cycle.sums, cycle.facts);
        else
            metrics.skipGap(cycle.facts);
        continued = continued && cycle.sums;
    }
    // The server is asked for those above the cursor, in the order of their ids.
    const double cursor = metrics.cursor();
    const std::optional<double> bound = metrics.rowBound();
    cycle.rows.removeIf(
        [&](const AnalyticsRow &row) { return row.id <= cursor || (bound && row.id >= *bound); });
    std::stable_sort(cycle.rows.begin(), cycle.rows.end(),
                     [](const AnalyticsRow &a, const AnalyticsRow &b) { return a.id < b.id; });
    metrics.advance(cycle.facts);
    if (cycle.analyticsOn && cycle.rows.isEmpty() && metrics.restartCursor())
        metrics.ignore({});
    cycle.facts.events = foldThreadRecords(cycle.threads, metrics.startedMs(), cycle.facts.serverTimeMs,
                                           cycle.facts.liveThreads);
    metrics.applyRows(cycle.analyticsOn ? cycle.rows : QList<AnalyticsRow>(), cycle.facts.liveThreads);
    metrics.finish(cycle.facts, cycle.analyticsOn);
    return continued;
}

void checkReadings(const Metrics &metrics, const Cycle &cycle)
{
    static const TopicMapper mapper;
    for (const MetricReading &reading : metrics.readings(cycle.facts, cycle.analyticsOn)) {
        const auto topic = TopicName::parse(reading.topic);
        FUZZ_REQUIRE(topic.has_value());
        if (const auto *whole = std::get_if<qint64>(&reading.value))
            FUZZ_REQUIRE(*whole >= 0);
        const auto id = mapper.recordId(*topic);
        FUZZ_REQUIRE(id.has_value());
        const Result<SysRecord> record =
            decodeRecord(*parseJson(dumpJson(toRecord(reading, *id, cycle.facts.serverTimeMs))));
        FUZZ_REQUIRE(record && record->id == *id && record->topic == reading.topic);
    }
    metrics.notes();
    metrics.countedMs();
}

} // namespace

void runCycles(const QByteArray &input)
{
    constexpr int mostCycles = 20;
    Metrics metrics;
    Cycle before;
    before.facts.serverTimeMs = 1'800'000'000'000;
    before.facts.steadyMs = 3'600'000;
    before.bootMs = before.facts.serverTimeMs - 60'000;
    Input lines(input);
    for (int i = 0; i < mostCycles && !lines.isAtEnd(); ++i) {
        const Result<Json> json = parseJson(lines.until('\n'));
        if (!json)
            continue;
        const Cycle cycle = cycleOf(*json, before);
        const QByteArray checkpoint = dumpJson(metrics.toJson());
        const CounterSet totals = metrics.totals();
        const bool fresh = metrics.bootMs() == 0;
        if (run(metrics, cycle)) {
            for (auto it = totals.values().cbegin(); it != totals.values().cend(); ++it)
                FUZZ_REQUIRE(metrics.totals().value(it.key()) >= it.value());
        }
        for (const qint64 number : metrics.totals().values())
            FUZZ_REQUIRE(number >= 0);
        checkReadings(metrics, cycle);
        // Whoever takes over counts on as this one would have done.
        if (std::optional<Metrics> other = Metrics::fromJson(*parseJson(checkpoint)); other && !fresh) {
            run(*other, cycle);
            FUZZ_REQUIRE(other->totals().values() == metrics.totals().values());
        }
        before = cycle;
    }
}

} // namespace syspulse::fuzz
