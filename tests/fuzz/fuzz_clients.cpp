// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/clientchoice.h"
#include "core/base/json.h"
#include "core/clients/clientnumbers.h"
#include "core/clients/clientpresence.h"
#include "core/clients/clientrecords.h"
#include "core/clients/diarysummary.h"
#include "core/clients/traceexport.h"
#include "core/clients/tracerecords.h"
#include "core/metrics/eventcounts.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/referencemqtt.h"

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

void checkClient(const ClientSession &client)
{
    FUZZ_REQUIRE(!client.id.isEmpty());
    FUZZ_REQUIRE(client.port >= 0 && client.port <= 65535);
    FUZZ_REQUIRE(client.keepAliveSeconds >= 0 && client.subscriptionCount >= 0 && client.sinceMs >= 0);
    for (const QString &text : {client.id, client.clientId, client.user, client.address})
        FUZZ_REQUIRE(text.isValidUtf16());
    const QList<ClientSubscription> subscriptions = client.subscriptions.list();
    FUZZ_REQUIRE(subscriptions.size() == client.subscriptions.size());
    FUZZ_REQUIRE(ClientSubscriptions(subscriptions) == client.subscriptions);
    for (const ClientSubscription &subscription : subscriptions) {
        FUZZ_REQUIRE(subscription.qos >= 0 && subscription.qos <= 2);
        FUZZ_REQUIRE(client.subscriptions.contain(subscription.filter));
    }
    // One that is alone is found by its session; by its client ID where it has one.
    const ConnectedClients alone{{client}, 0};
    FUZZ_REQUIRE(chooseClient(alone, client.id, TargetKind::Session).has_value());
    if (!client.clientId.isEmpty())
        FUZZ_REQUIRE(chooseClient(alone, client.clientId, TargetKind::ClientId).has_value());
}

void checkTrace(const Json &record)
{
    const TraceHead head = decodeTraceHead(record);
    FUZZ_REQUIRE(head.chunks >= 0 && head.chunks <= TraceLimits::maxPackets);
    const QList<TracedPacket> packets = decodeTracedPackets(record);
    FUZZ_REQUIRE(packets.size() <= TraceLimits::maxPackets);
    for (const TracedPacket &packet : packets)
        FUZZ_REQUIRE(packet.qos() >= 0 && packet.size >= 0 && packet.moreFilters >= 0);
    const QByteArray csv = traceCsv(head.info, packets);
    FUZZ_REQUIRE(csv.count("\r\n") >= packets.size() + 1);
    FUZZ_REQUIRE(parseJson(traceJson(head.info, packets, head.end)).has_value());
}

void checkDiary(const QList<ClientSession> &clients)
{
    DiaryPage page;
    for (const ClientSession &client : clients)
        page.visits.append({client.id, client.clientId, client.user, client.address, client.node,
                            client.thread, client.sinceMs, client.sinceMs, client.sinceMs, VisitEnd::Left});
    summaryOf(page, 0, 1'800'000'000'000);
    diaryCsv(page);
    FUZZ_REQUIRE(parseJson(diaryJson(page)).has_value());
}

} // namespace

/// A pattern for client IDs, and on the next line an array of records of the tables that are about clients.
SYSPULSE_FUZZ_TARGET(clients)
{
    Input parts(input);
    const QString pattern = QString::fromUtf8(parts.until('\n')).left(100);
    const Result<Json> json = parseJson(parts.rest());
    if (!json || !json->is_array())
        return;
    QList<ClientSession> clients;
    QStringList ids;
    for (const Json &record : *json) {
        if (const std::optional<ClientSession> client = decodeClient(record)) {
            checkClient(*client);
            clients.append(*client);
            ids.append(client->clientId);
            FUZZ_REQUIRE(matchesClient(pattern, client->clientId) ==
                         referenceGlob(pattern.toStdU16String(), client->clientId.toStdU16String()));
        }
        const ClientNumbers numbers = decodeClientNumbers(record);
        FUZZ_REQUIRE(numbers.messageRate().value_or(0) >= 0 && numbers.lag() >= 0);
        FUZZ_REQUIRE(numbers.port >= 0 && numbers.port <= 65535);
        checkTrace(record);
    }
    const RefusedLogins logins = decodeRefusedLogins(*json);
    FUZZ_REQUIRE(logins.total >= 0);
    const OrphanedSessions orphans = decodeOrphanedSessions(*json, QSet<QString>(ids.cbegin(), ids.cend()));
    for (const OrphanedSession &orphan : orphans.list)
        FUZZ_REQUIRE(!ids.contains(orphan.clientId));
    FUZZ_REQUIRE(sessionsWithoutClient(ids, ids) == 0);
    checkDiary(clients);
}
