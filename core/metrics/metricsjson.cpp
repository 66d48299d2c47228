// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/metrics/metrics.h"

#include <algorithm>

namespace syspulse {

Json Metrics::toJson() const
{
    Json threads = Json::array();
    for (auto it = m_threads.cbegin(); it != m_threads.cend(); ++it)
        threads.push_back({{"id", it.key()}, {"connections", it->connections}, {"heap", it->heapUsed}});
    Json loads = Json::object();
    for (auto it = m_loads.cbegin(); it != m_loads.cend(); ++it)
        loads[toUtf8String(it.key())] = it->toJson();
    return {{"version", 1},
            {"boot", m_bootMs},
            {"bootFromProcess", m_bootSource == BootSource::ProcessStarted},
            {"since", m_sinceMs},
            {"cursor", m_cursor},
            {"wall", m_wallMs},
            {"steady", m_steadyMs.value_or(-1)},
            {"steadyOrigin", m_steadyOrigin},
            {"up", m_runMs},
            {"clockSet", m_clockSet},
            {"skewUntil", m_skewUntilMs},
            {"rowAt", m_rowRunMs},
            {"aheadMax", m_aheadMax},
            {"counters", m_counters.toJson()},
            {"exact", m_exact},
            {"threads", threads},
            {"reports", m_ledger.toJson()},
            {"gaugesComplete", m_gaugesComplete},
            {"maxConnected", m_maxConnected},
            {"maxHeap", m_maxHeap},
            {"loads", loads},
            {"events", m_events.toJson()},
            {"wire", m_wire.toJson()},
            {"counted", m_counted.toJson()}};
}

std::optional<Metrics> Metrics::fromJson(const Json &json)
{
    if (integerAt(json, "version") != 1)
        return std::nullopt;
    Metrics metrics;
    metrics.m_bootMs = integerAt(json, "boot").value_or(0);
    if (boolAt(json, "bootFromProcess").value_or(false))
        metrics.m_bootSource = BootSource::ProcessStarted;
    metrics.m_sinceMs = integerAt(json, "since").value_or(0);
    metrics.m_cursor = std::min(numberAt(json, "cursor").value_or(0), double(lastTimeMs));
    metrics.m_exact = boolAt(json, "exact").value_or(false);
    metrics.m_clockSet = boolAt(json, "clockSet").value_or(false);
    const bool plausible = metrics.m_bootMs > 0 && metrics.m_sinceMs >= metrics.m_bootMs &&
                           (metrics.m_cursor >= double(metrics.m_bootMs) || metrics.m_clockSet);
    const Json *counters = member(json, "counters");
    if (!plausible || !counters)
        return std::nullopt;
    metrics.m_counters = CounterSet::fromJson(*counters);
    // A checkpoint of before 1.2 has no times of its own.
    const auto wall = integerAt(json, "wall");
    metrics.m_wallMs = wall.value_or(boundedInteger(metrics.m_cursor));
    metrics.m_runMs =
        std::max<qint64>(0, integerAt(json, "up").value_or(metrics.m_wallMs - metrics.m_bootMs));
    const qint64 steadyMs = integerAt(json, "steady").value_or(-1);
    if (steadyMs >= 0)
        metrics.m_steadyMs = steadyMs;
    metrics.m_steadyOrigin = quint64(std::max<qint64>(0, integerAt(json, "steadyOrigin").value_or(0)));
    metrics.m_skewUntilMs = integerAt(json, "skewUntil").value_or(0);
    metrics.m_rowRunMs = integerAt(json, "rowAt").value_or(metrics.m_runMs);
    metrics.m_aheadMax = std::max(0.0, numberAt(json, "aheadMax").value_or(0));
    metrics.m_gaugesComplete = boolAt(json, "gaugesComplete").value_or(false);
    metrics.m_maxConnected = integerAt(json, "maxConnected").value_or(0);
    metrics.m_maxHeap = integerAt(json, "maxHeap").value_or(0);
    if (const Json *threads = member(json, "threads")) {
        for (const Json &thread : *threads) {
            if (const auto id = integerAt(thread, "id"))
                metrics.m_threads.insert(boundedInt(*id), {integerAt(thread, "connections").value_or(0),
                                                           integerAt(thread, "heap").value_or(0)});
        }
    }
    if (const Json *reports = member(json, "reports"))
        metrics.m_ledger = ReportLedger::fromJson(*reports);
    if (const Json *loads = member(json, "loads"); loads && loads->is_object()) {
        for (const auto &[key, value] : loads->items()) {
            if (const auto load = LoadAverage::fromJson(value))
                metrics.m_loads[textFromUtf8(key)] = *load;
        }
    }
    if (const Json *events = member(json, "events"))
        metrics.m_events = EventMetrics::fromJson(*events);
    // A checkpoint of before 2.0 has not kept apart what was counted of which thread.
    const Json *wire = member(json, "wire");
    metrics.m_wire = WireMetrics::fromJson(wire ? *wire : Json());
    if (const Json *counted = member(json, "counted"))
        metrics.m_counted = CountingClock::fromJson(*counted);
    metrics.m_published = metrics.totals();
    return metrics;
}

} // namespace syspulse
