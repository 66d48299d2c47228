// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/brokerhealth.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

namespace {

std::optional<qint64> healthCount(const Json &json, const char *key)
{
    const auto number = integerAt(json, key);
    return number && *number >= 0 ? number : std::nullopt;
}

std::optional<double> healthAmount(const Json &json, const char *key)
{
    const auto number = numberAt(json, key);
    return number && std::isfinite(*number) && *number >= 0 ? number : std::nullopt;
}

/// What @p fold makes of the values of all workers, or nothing where one of them does not know.
template <typename T, typename Fold>
std::optional<T> foldHealth(const QList<WorkerHealth> &live, std::optional<T> WorkerHealth::*value, Fold fold)
{
    T all = 0;
    for (const WorkerHealth &worker : live) {
        if (!(worker.*value))
            return std::nullopt;
        all = fold(all, *(worker.*value));
    }
    return live.isEmpty() ? std::nullopt : std::optional<T>(all);
}

template <typename T>
std::optional<T> highest(const QList<WorkerHealth> &live, std::optional<T> WorkerHealth::*value)
{
    return foldHealth(live, value, [](T a, T b) { return std::max(a, b); });
}

std::optional<qint64> healthSum(const QList<WorkerHealth> &live, std::optional<qint64> WorkerHealth::*value)
{
    return foldHealth(live, value, boundedSum);
}

std::optional<qint64> inSteps(const std::optional<double> &share)
{
    if (!share)
        return std::nullopt;
    return qint64(std::round(100 * std::min(1.0, *share) / healthStepPercent)) * healthStepPercent;
}

std::optional<double> imbalanceOf(const QList<WorkerHealth> &live)
{
    const auto total = healthSum(live, &WorkerHealth::connected);
    const auto most = highest(live, &WorkerHealth::connected);
    if (!total || *total < fewestForImbalance * live.size())
        return std::nullopt;
    return std::round(100.0 * double(*most) * double(live.size()) / double(*total)) / 100.0;
}

} // namespace

WorkerHealth WorkerHealth::of(const Json &record)
{
    WorkerHealth health;
    health.connected = healthCount(record, "connected");
    health.utilization = healthAmount(record, "utilization");
    const auto used = healthAmount(record, "heap_used");
    const auto limit = healthAmount(record, "heap_limit");
    if (used && limit && *limit > 0)
        health.heapShare = *used / *limit;
    const Json *wire = member(record, "wire");
    const Json *told = wire ? member(*wire, "health") : nullptr;
    if (!told)
        return health;
    health.lagging = healthCount(*told, "lagging");
    health.longestQueue = healthCount(*told, "longest_queue");
    health.openedPeak = healthCount(*told, "opened_peak");
    health.flapping = healthCount(*told, "flapping");
    health.duplicates = healthCount(*told, "duplicates");
    return health;
}

QList<MetricReading> healthReadings(const QList<WorkerHealth> &live)
{
    QList<MetricReading> list;
    const auto add = [&list](const char *topic, const auto &value, Quality quality = Quality::Measured) {
        if (value)
            list.append({systopics::ours + QLatin1String(topic), *value, Source::Events, quality});
    };
    // Several workers may tell of the same client, or have their busiest seconds at different times.
    const Quality atMost = live.size() > 1 ? Quality::Estimated : Quality::Measured;
    add("workers/imbalance", imbalanceOf(live), Quality::Derived);
    add("workers/utilization", inSteps(highest(live, &WorkerHealth::utilization)));
    add("workers/heap", inSteps(highest(live, &WorkerHealth::heapShare)));
    add("clients/lagging", healthSum(live, &WorkerHealth::lagging));
    add("clients/queue", highest(live, &WorkerHealth::longestQueue));
    add("clients/flapping", healthSum(live, &WorkerHealth::flapping), atMost);
    add("clients/duplicates", healthSum(live, &WorkerHealth::duplicates));
    add("connections/peak", healthSum(live, &WorkerHealth::openedPeak), atMost);
    return list;
}

} // namespace syspulse
