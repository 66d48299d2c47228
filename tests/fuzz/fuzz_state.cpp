// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/metrics.h"
#include "core/setup/setupnote.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

/// What an updater has stored in the table of its state: anybody who may write there can have changed it.
SYSPULSE_FUZZ_TARGET(state)
{
    const SetupNote note = SetupNote::fromJson(input);
    FUZZ_REQUIRE(SetupNote::fromJson(note.toJson()).database == note.database);

    const Result<Json> json = parseJson(input);
    if (!json)
        return;
    std::optional<Metrics> metrics = Metrics::fromJson(*json);
    if (!metrics)
        return;
    // What was read once is read the same way ever after.
    const QByteArray stored = dumpJson(metrics->toJson());
    std::optional<Metrics> again = Metrics::fromJson(*parseJson(stored));
    FUZZ_REQUIRE(again.has_value());
    FUZZ_REQUIRE(dumpJson(again->toJson()) == stored);

    const CounterSet before = metrics->totals();
    ServerFacts facts;
    facts.serverTimeMs = 1'800'000'000'000;
    facts.steadyMs = 3'600'000;
    facts.liveThreads = {1, 2};
    const auto continuity = metrics->begin(metrics->bootMs(), facts);
    metrics->needsAggregates(facts);
    metrics->rowBound();
    metrics->advance(facts);
    metrics->restartCursor();
    metrics->applyRows({}, facts.liveThreads);
    metrics->finish(facts);
    metrics->readings(facts, true);
    metrics->notes();
    metrics->countedMs();
    if (continuity == Metrics::Continuity::Continued) {
        for (auto it = before.values().cbegin(); it != before.values().cend(); ++it)
            FUZZ_REQUIRE(metrics->totals().value(it.key()) >= it.value());
    }
}
