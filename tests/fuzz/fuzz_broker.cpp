// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/broker/storms.h"
#include "core/broker/stormsexport.h"
#include "core/broker/talkers.h"
#include "core/broker/topclients.h"
#include "core/broker/topichistory.h"
#include "core/broker/toptopics.h"
#include "core/broker/workerload.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <cmath>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

void checkAttempts(const AttemptRate &rate)
{
    for (const auto &number : {rate.lastSecond, rate.peak, rate.minute})
        FUZZ_REQUIRE(!number || *number >= 0);
}

void checkWorkers(const Json &threads, const LiveWorkers &live)
{
    const WorkersReport report = foldWorkers(threads, live);
    FUZZ_REQUIRE(report.busiest < int(report.workers.size()));
    FUZZ_REQUIRE(report.clients.value_or(0) >= 0 && report.room.value_or(0) >= 0);
    FUZZ_REQUIRE(!report.imbalance || *report.imbalance >= 1 - 1e-9);
    for (const WorkerLoad &worker : report.workers) {
        FUZZ_REQUIRE(!worker.share || (*worker.share >= 0 && *worker.share <= 1));
        FUZZ_REQUIRE(!worker.room || *worker.room >= 0);
        FUZZ_REQUIRE(!worker.utilization || *worker.utilization >= 0);
    }
}

void checkTopics(TopTopics report)
{
    TopicHistory history;
    for (int step = 0; step < 3; ++step) {
        report.source.asOfMs += 2000;
        report.source.serverMs += 2000;
        history.add(report);
    }
    for (const TopicMeasure measure : {TopicMeasure::MessagesIn, TopicMeasure::MessagesOut,
                                       TopicMeasure::BytesIn, TopicMeasure::BytesOut}) {
        const QStringList busiest = history.busiest(measure, 10, true);
        FUZZ_REQUIRE(busiest.size() <= 10);
        FUZZ_REQUIRE(QSet<QString>(busiest.cbegin(), busiest.cend()).size() == busiest.size());
    }
    history.at(report.source.asOfMs);
    for (qsizetype i = 1; i < report.topics.size(); ++i) {
        const auto rate = [&](qsizetype at) { return report.topics.at(at).messageRate().value_or(-1); };
        FUZZ_REQUIRE(!(rate(i) > rate(i - 1)));
    }
}

} // namespace

/// An object with the records of the tables that the workers write: "threads", "top", "storms" and "topics";
/// "live" are the ids of the threads that the server tells.
SYSPULSE_FUZZ_TARGET(broker)
{
    const Result<Json> json = parseJson(input);
    if (!json || !json->is_object())
        return;
    static const Json none = Json::array();
    const auto records = [&json](const char *key) -> const Json & {
        const Json *found = member(*json, key);
        return found != nullptr ? *found : none;
    };
    std::optional<QList<int>> ids;
    if (const Json *list = member(*json, "live"); list != nullptr && list->is_array()) {
        ids.emplace();
        for (const Json &id : *list) {
            if (id.is_number_integer())
                ids->append(int(std::clamp<qint64>(id.get<qint64>(), -1, 1000)));
        }
    }
    constexpr qint64 serverMs = 1'800'000'000'000;
    const LiveWorkers live(records("threads"), serverMs, ids);
    checkWorkers(records("threads"), live);

    TalkerBook book;
    const TopClients clients = foldTopClients(records("top"), live);
    FUZZ_REQUIRE(clients.lagging >= 0);
    book.add(clients, serverMs);
    const TopTopics topics = foldTopTopics(records("topics"), live);
    book.add(topics, serverMs);
    book.near(serverMs);
    checkTopics(topics);

    const Storms storms = foldStorms(records("storms"), live);
    checkAttempts(storms.opened);
    checkAttempts(storms.closed);
    checkAttempts(storms.refused);
    for (const QList<Offender> &offenders : storms.offenders) {
        for (const Offender &offender : offenders)
            FUZZ_REQUIRE(offender.atLeast >= 0);
    }
    stormsCsv(storms);
}
