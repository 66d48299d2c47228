// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/clients/tracerecords.h"
#include "core/harper/notthere.h"
#include "core/harper/operationtypes.h"
#include "core/harper/recordandothers.h"
#include "core/harper/recordlist.h"
#include "core/updater/lease.h"
#include "core/updater/recordids.h"
#include "core/updater/sysrecord.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <tuple>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

void checkConfiguration(const Json &answer)
{
    const Result<ServerConfiguration> configuration = decodeConfiguration(answer);
    if (!configuration)
        return;
    FUZZ_REQUIRE(configuration->threads >= 1);
    FUZZ_REQUIRE(configuration->reliableRawMs() > 0);
    storageEngineOf(*configuration, QStringLiteral("5.0.1"));
}

void checkStatus(const Json &answer)
{
    const Result<ServerStatus> status = decodeStatus(answer);
    if (!status)
        return;
    status->bootMs();
    const bool loadedByTwo = componentLoaded(*status, QStringLiteral("syspulse"), 1000, 2);
    FUZZ_REQUIRE(!loadedByTwo || componentLoaded(*status, QStringLiteral("syspulse"), 1000, 1));
    FUZZ_REQUIRE(
        !loadedByTwo || status->find(QStringLiteral("syspulse")) != nullptr ||
        std::any_of(status->components.cbegin(), status->components.cend(), [](const ComponentStatus &part) {
            return part.name.startsWith(QLatin1String("syspulse."));
        }));
}

void checkLog(const Json &answer)
{
    const Result<QList<ServerLogEntry>> log = decodeLog(answer);
    if (!log)
        return;
    for (const ServerLogEntry &entry : *log) {
        logLevelOf(entry.level);
        concernsMqttOrLogins(entry);
        FUZZ_REQUIRE(entry.message.size() <= 4000 && entry.message.isValidUtf16());
        FUZZ_REQUIRE(entry.thread.isValidUtf16() && entry.level.isValidUtf16());
    }
    FUZZ_REQUIRE(goesOnAt(*log, *log) <= log->size());
    FUZZ_REQUIRE(goesOnAt({}, *log) == 0);
    if (!log->isEmpty())
        FUZZ_REQUIRE(goesOnAt(*log, {log->constLast()}) < log->size());
}

void checkRecords(const Json &answer)
{
    static const RecordAndOthers wanted{QStringLiteral("data"),        QStringLiteral("sys_control"),
                                        QStringLiteral("lease"),       Lease::attributes(),
                                        QStringLiteral("sys_threads"), {QStringLiteral("thread")}};
    const Json both = wanted.decode(answer);
    FUZZ_REQUIRE(member(both, "record") != nullptr && member(both, "others")->is_array());
    if (!answer.is_array())
        return;
    const Result<QStringList> ids = textsOf(answer, "id");
    if (ids)
        styleOfRecords(*ids);
    QHash<QString, QString> stored;
    for (const Json &record : answer) {
        stored.insert(textOr(record, "id"), textOr(record, "topic"));
        std::ignore = decodeRecord(record);
        decodeTraceHead(record);
        decodeTraceStart(record);
        decodeTracedPackets(record);
    }
    for (const IdStyle style : {IdStyle::Flat, IdStyle::Hierarchical}) {
        const RecordIds in = recordIdsIn(style, stored);
        for (auto it = in.topics.cbegin(); it != in.topics.cend(); ++it)
            FUZZ_REQUIRE(!in.outdated.contains(it.key()));
    }
}

void checkLease(const Json &record)
{
    static const Lease us = Lease::ours();
    const std::optional<Lease> lease = Lease::fromRecord(record);
    if (!lease)
        return;
    const ServerTime now{1'800'000'000'000, 3'600'000, 1'799'996'400'000};
    lease->isOver(now);
    FUZZ_REQUIRE(lease->holder().contains(lease->host));
    FUZZ_REQUIRE(us.allows(us, now));
    // A lease that is valid now is one that has not run out, whoever reads it.
    FUZZ_REQUIRE(lease->allows(us, now) || !lease->isOver(now));
    const std::optional<Lease> again = Lease::fromRecord(*parseJson(dumpJson(lease->toRecord())));
    FUZZ_REQUIRE(again && again->owner == lease->owner && again->expiresMs == lease->expiresMs &&
                 again->pid == lease->pid && again->isOver(now) == lease->isOver(now));
}

} // namespace

/// The body of an answer of HarperDB's operations API, to whatever was asked.
SYSPULSE_FUZZ_TARGET(answers)
{
    const Error error{ErrorKind::Server, {}, QString::fromUtf8(input), 404};
    FUZZ_REQUIRE(!saysNotThere(error) || !saysUnknownOperation(error));
    FUZZ_REQUIRE(!saysNotThere({ErrorKind::Network, {}, error.detail, 404}));
    describe(error);

    const Result<Json> answer = parseJson(input);
    if (!answer)
        return;
    std::ignore = decodeUserInfo(*answer);
    std::ignore = decodeSystemInformation(*answer);
    std::ignore = decodeComponents(*answer);
    std::ignore = decodeRoles(*answer);
    std::ignore = decodeRoleHolders(*answer);
    std::ignore = decodeTable(*answer);
    checkConfiguration(*answer);
    checkStatus(*answer);
    checkLog(*answer);
    checkRecords(*answer);
    checkLease(*answer);
}
