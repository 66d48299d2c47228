// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backfill/pastminutes.h"
#include "core/base/json.h"
#include "tests/fuzz/cycles.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

/// Each list is ascending and has a value for a whole minute of @p span only.
static void checkPast(const PastValues &values, const TimeSpan &span)
{
    for (const QList<SeriesPoint> &points : values) {
        qint64 before = span.fromMs - 1;
        for (const SeriesPoint &point : points) {
            FUZZ_REQUIRE(point.timeMs > before && point.timeMs < span.toMs);
            FUZZ_REQUIRE(point.value >= 0);
            before = point.timeMs;
        }
    }
}

/// Cycles as of runCycles(); the rows and sums of the first one are told as the past, too.
SYSPULSE_FUZZ_TARGET(analytics)
{
    runCycles(input);
    const Result<Json> first = parseJson(Input(input).until('\n'));
    if (!first)
        return;
    constexpr qint64 day = 24 * Series::hourMs;
    const TimeSpan span = wholeMinutes({1'800'000'000'000 - day, 1'800'000'000'000});
    const qint64 offset = qBound(-day, integerAt(*first, "offset").value_or(0), day);
    RawMinutes minutes(span, offset, {1, 2});
    if (const Json *json = member(*first, "rows")) {
        if (const auto rows = decodeAnalyticsRows(*json))
            minutes.add(*rows);
    }
    checkPast(minutes.values(), span);
    if (const Json *json = member(*first, "sums")) {
        if (const auto sums = decodeAggregateRows(*json))
            checkPast(pastFromAggregates(*sums, *sums, span, offset), span);
    }
}
