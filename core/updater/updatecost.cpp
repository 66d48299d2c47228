// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/updatecost.h"

#include "core/topics/catalogue.h"

#include <algorithm>

namespace syspulse {

namespace {

// Measured on HarperDB 4.7.29 as delivered (audit log on), one worker: 40 records with all fields of data.sys
// (328 bytes as JSON, a description of 94 characters) were upserted again and again in one operation, and the
// growth of database/data.mdb was read every 8,000 records. It was linear: 571, 568, 568, 568 and 568 bytes
// per record. The record itself is replaced in place, so what grows is the audit log.
constexpr double auditBytesPerRecord = 568;
// Measured on Harper 5.1.14 with RocksDB, which compresses its log.
constexpr double rocksBytesPerRecord = 247;
// The same for checkpoint and lease (3.5 KB as JSON), which are audited too: 2116, 2056, 2056 and 2059 bytes
// a pair, every 1,500 pairs. A table that is not audited did not grow. Where only the counts change they are
// written less often. On RocksDB this was not measured; taking the same is too much rather than too little.
constexpr double auditBytesPerState = 2060;
constexpr int stateRecords = 2;
// The canary's message (141 bytes), not retained, was published 20,000 times in five parts on the same
// server: 191, 187, 181, 170 and 178 bytes a message. No record was made or counted. On RocksDB this was not
// measured.
constexpr double auditBytesPerMessage = 190;

} // namespace

UpdateCost estimateCost(int recordsPerRun, const UpdaterSchedule &schedule, StorageEngine engine)
{
    const int interval = std::clamp(schedule.intervalSeconds, minIntervalSeconds, maxIntervalSeconds);
    const double runsPerDay = (86400.0 - schedule.quiet.seconds()) / interval;
    UpdateCost cost;
    cost.messagesPerDay = recordsPerRun * runsPerDay;
    cost.writesPerDay = (recordsPerRun + stateRecords) * runsPerDay;
    const double perRecord = engine == StorageEngine::RocksDb ? rocksBytesPerRecord : auditBytesPerRecord;
    cost.auditBytesPerDay = (recordsPerRun * perRecord + auditBytesPerState) * runsPerDay;
    cost.auditBytesKept = cost.auditBytesPerDay * auditRetentionDays;
    return cost;
}

CanaryCost estimateCanary(const UpdaterSchedule &schedule, StorageEngine engine)
{
    CanaryCost cost;
    cost.roundsPerDay = (86400.0 - schedule.quiet.seconds()) / canaryIntervalSeconds;
    cost.recordsPerRound =
        int(std::count_if(catalogue().cbegin(), catalogue().cend(),
                          [](const MetricDescription &metric) { return metric.source == Source::Probe; }));
    const double perRecord = engine == StorageEngine::RocksDb ? rocksBytesPerRecord : auditBytesPerRecord;
    cost.auditBytesPerDay = cost.roundsPerDay * (cost.recordsPerRound * perRecord + auditBytesPerMessage);
    return cost;
}

} // namespace syspulse
