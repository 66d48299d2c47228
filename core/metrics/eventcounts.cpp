// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/eventcounts.h"

#include "core/base/bounded.h"
#include "core/base/boundedtext.h"
#include "core/base/json.h"

#include <algorithm>
#include <climits>

#include <QSet>

namespace syspulse {

namespace {

std::optional<qint64> countAt(const Json &json, const char *key)
{
    const auto number = integerAt(json, key);
    return number && *number >= 0 ? number : std::nullopt;
}

/// The sum over @p records, or nothing when one of them does not know.
std::optional<qint64> sumOf(const QList<ThreadRecord> &records, std::optional<qint64> ThreadRecord::*gauge)
{
    qint64 sum = 0;
    for (const ThreadRecord &record : records) {
        if (!(record.*gauge))
            return std::nullopt;
        sum = boundedSum(sum, *(record.*gauge));
    }
    return sum;
}

/// Whether @p record is of the same run of the server as @p newest. A run is named by the process and the
/// second in which it started, as each thread computes it: they may differ by a second, and by as much as the
/// clock was set meanwhile.
bool isOfRun(const ThreadRecord &record, const ThreadRecord &newest, qint64 bootMs)
{
    const auto process = [](const QString &boot) { return boot.section(QLatin1Char('-'), 0, 0); };
    return record.boot == newest.boot ||
           (record.updatedMs >= bootMs && process(record.boot) == process(newest.boot));
}

} // namespace

QStringList ThreadRecord::attributes(bool wire)
{
    QStringList list{QStringLiteral("thread"),   QStringLiteral("boot"),         QStringLiteral("since"),
                     QStringLiteral("updated"),  QStringLiteral("sockets"),      QStringLiteral("refused"),
                     QStringLiteral("maximum"),  QStringLiteral("open"),         QStringLiteral("connected"),
                     QStringLiteral("inflight"), QStringLiteral("subscriptions")};
    if (wire)
        list << QStringLiteral("monotonic") << QStringLiteral("heap_used") << QStringLiteral("heap_limit")
             << QStringLiteral("utilization") << QStringLiteral("wire");
    return list;
}

QList<ThreadRecord> decodeThreadRecords(const Json &json)
{
    QList<ThreadRecord> records;
    if (!json.is_array())
        return records;
    for (const Json &item : json) {
        const auto thread = countAt(item, "thread");
        const auto since = countAt(item, "since");
        const auto updated = countAt(item, "updated");
        const auto sockets = countAt(item, "sockets");
        const auto refused = countAt(item, "refused");
        if (!thread || *thread > INT_MAX || !since || !updated || !sockets || !refused)
            continue;
        ThreadRecord record;
        record.thread = int(*thread);
        record.boot = textOr(item, "boot");
        record.sinceMs = *since;
        record.updatedMs = *updated;
        record.sockets = *sockets;
        record.refused = *refused;
        record.maximum = countAt(item, "maximum").value_or(0);
        record.open = countAt(item, "open");
        record.connected = countAt(item, "connected");
        record.subscriptions = countAt(item, "subscriptions");
        record.inflight = countAt(item, "inflight");
        record.monotonicMs = countAt(item, "monotonic").value_or(0);
        record.health = WorkerHealth::of(item);
        if (const Json *wire = member(item, "wire"))
            record.wire = decodeWireCounts(*wire, record.thread);
        records.append(std::move(record));
    }
    return records;
}

std::optional<EventCounts> foldThreadRecords(const QList<ThreadRecord> &records, qint64 bootMs,
                                             qint64 serverTimeMs, const QList<int> &liveThreads)
{
    const ThreadRecord *newest = nullptr;
    const auto isLive = [&](const ThreadRecord &record) {
        // One from the future was written before the server's clock was set back.
        return record.updatedMs >= bootMs &&
               std::abs(boundedDifference(record.updatedMs, serverTimeMs)) <= threadLifeMs &&
               liveThreads.contains(record.thread);
    };
    for (const ThreadRecord &record : records) {
        if (isLive(record) && (!newest || record.updatedMs > newest->updatedMs))
            newest = &record;
    }
    if (!newest)
        return std::nullopt;

    EventCounts counts;
    counts.sinceMs = newest->sinceMs;
    WireSum wire;
    QList<ThreadRecord> live;
    QSet<int> reporting;
    for (const ThreadRecord &record : records) {
        if (!isOfRun(record, *newest, bootMs))
            continue;
        counts.sinceMs = std::min(counts.sinceMs, record.sinceMs);
        counts.sockets = boundedSum(counts.sockets, record.sockets);
        counts.refused = boundedSum(counts.refused, record.refused);
        counts.maximum = std::max(counts.maximum, record.maximum);
        if (record.wire)
            wire.add(record.thread, isLive(record), *record.wire, record.monotonicMs);
        if (isLive(record)) {
            live.append(record);
            reporting.insert(record.thread);
        }
    }
    if (!wire.threads.isEmpty())
        counts.wire = wire;
    counts.threads = int(reporting.size());
    counts.complete = std::all_of(liveThreads.cbegin(), liveThreads.cend(),
                                  [&reporting](int id) { return reporting.contains(id); });
    for (const ThreadRecord &record : std::as_const(live))
        counts.health.append(record.health);
    counts.open = sumOf(live, &ThreadRecord::open);
    counts.connected = sumOf(live, &ThreadRecord::connected);
    counts.subscriptions = sumOf(live, &ThreadRecord::subscriptions);
    counts.inflight = sumOf(live, &ThreadRecord::inflight);
    return counts;
}

int sessionsWithoutClient(const QStringList &durable, const QStringList &connected)
{
    QSet<QString> away;
    for (const QString &id : durable)
        away.insert(boundedText(id));
    return int((away - QSet<QString>(connected.cbegin(), connected.cend())).size());
}

} // namespace syspulse
