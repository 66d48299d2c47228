// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/workerload.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/recordfields.h"

#include <algorithm>
#include <tuple>

namespace syspulse {

namespace {

constexpr double fullShare = 0.8;
constexpr double emptyHeap = 64.0 * 1024 * 1024;
constexpr double leastHeapOfClient = 4096;
constexpr double leastLoopOfClient = 0.00001;
constexpr qint64 fewestClients = 20;

WorkerLoad decodeWorker(const Json &record)
{
    WorkerLoad worker;
    worker.id = shortTextAt(record, "id");
    worker.node = shortTextAt(record, "node");
    worker.thread = clampedCountAt(record, "thread");
    worker.version = shortTextAt(record, "version");
    worker.sinceMs = timeAt(record, "since");
    worker.updatedMs = timeAt(record, "updated");
    worker.clients = wholeAt(record, "connected");
    worker.sockets = wholeAt(record, "open");
    worker.heapUsed = wholeAt(record, "heap_used");
    worker.heapLimit = wholeAt(record, "heap_limit");
    const auto utilization = amountAt(record, "utilization");
    worker.utilization = utilization ? std::optional(std::min(*utilization, 1.0)) : std::nullopt;
    const Json *wire = member(record, "wire");
    if (!wire)
        return worker;
    worker.counting = boolAt(*wire, "counting");
    worker.inexactSinceMs = timeAt(*wire, "inexact_since");
    worker.inexactReason = shortTextAt(*wire, "inexact_reason");
    // What is not counted has rates of 0, which would be taken for silence.
    if (worker.counting == false)
        return worker;
    worker.packetsInRate = amountAt(record, "packets_in_rate");
    worker.packetsOutRate = amountAt(record, "packets_out_rate");
    worker.bytesInRate = amountAt(record, "bytes_in_rate");
    worker.bytesOutRate = amountAt(record, "bytes_out_rate");
    return worker;
}

void setShares(WorkersReport &report)
{
    qint64 total = 0;
    for (const WorkerLoad &worker : std::as_const(report.workers)) {
        if (!worker.clients)
            return;
        total = boundedSum(total, *worker.clients);
    }
    if (report.workers.isEmpty())
        return;
    report.clients = total;
    if (total == 0)
        return;
    for (qsizetype i = 0; i < report.workers.size(); ++i) {
        WorkerLoad &worker = report.workers[i];
        worker.share = double(*worker.clients) / double(total);
        worker.room = roomOfWorker(worker);
        if (report.busiest < 0 || *worker.clients > *report.workers.at(report.busiest).clients)
            report.busiest = int(i);
        if (!worker.room)
            continue;
        const qint64 room = boundedInteger(double(*worker.room) / *worker.share);
        report.room = std::min(report.room.value_or(room), room);
    }
    report.imbalance = *report.workers.at(report.busiest).share * double(report.workers.size());
}

} // namespace

QStringList workerAttributes()
{
    return LiveWorkers::attributes() + QStringList{QStringLiteral("node"),
                                                   QStringLiteral("version"),
                                                   QStringLiteral("since"),
                                                   QStringLiteral("connected"),
                                                   QStringLiteral("open"),
                                                   QStringLiteral("heap_used"),
                                                   QStringLiteral("heap_limit"),
                                                   QStringLiteral("utilization"),
                                                   QStringLiteral("packets_in_rate"),
                                                   QStringLiteral("packets_out_rate"),
                                                   QStringLiteral("bytes_in_rate"),
                                                   QStringLiteral("bytes_out_rate")};
}

std::optional<qint64> roomOfWorker(const WorkerLoad &worker)
{
    if (!worker.clients || *worker.clients < fewestClients || !worker.heapUsed || !worker.heapLimit ||
        !worker.utilization)
        return std::nullopt;
    const double clients = double(*worker.clients);
    const double used = double(*worker.heapUsed);
    const double heapOfClient = std::max((used - emptyHeap) / clients, leastHeapOfClient);
    const double byHeap = (fullShare * double(*worker.heapLimit) - used) / heapOfClient;
    const double loopOfClient = std::max(*worker.utilization / clients, leastLoopOfClient);
    const double byLoop = (fullShare - *worker.utilization) / loopOfClient;
    return boundedInteger(std::max(0.0, std::min(byHeap, byLoop)));
}

WorkersReport foldWorkers(const Json &threads, const LiveWorkers &live)
{
    WorkersReport report;
    report.source = live.sourceOf(threads);
    if (!threads.is_array())
        return report;
    for (const Json &record : threads) {
        if (live.contains(record))
            report.workers.append(decodeWorker(record));
    }
    std::sort(report.workers.begin(), report.workers.end(), [](const WorkerLoad &a, const WorkerLoad &b) {
        return std::tie(a.node, a.thread, a.id) < std::tie(b.node, b.thread, b.id);
    });
    setShares(report);
    return report;
}

} // namespace syspulse
