// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientrecords.h"

#include "core/base/boundedtext.h"
#include "core/base/json.h"
#include "core/base/recordfields.h"

#include <algorithm>
#include <limits>

namespace syspulse {

namespace {

constexpr size_t maxSubscriptions = 1000;

QList<ClientSubscription> subscriptionsOf(const Json &record)
{
    QList<ClientSubscription> list;
    const Json *subscriptions = member(record, "subscriptions");
    if (!subscriptions || !subscriptions->is_array())
        return list;
    for (size_t i = 0; i < std::min(subscriptions->size(), maxSubscriptions); ++i) {
        const Json &subscription = (*subscriptions)[i];
        list.append({shortTextAt(subscription, "topic"), clampedCountAt(subscription, "qos", 2)});
    }
    return list;
}

} // namespace

std::optional<ClientSession> decodeClient(const Json &record)
{
    ClientSession client;
    client.id = shortTextAt(record, "id");
    if (client.id.isEmpty())
        return std::nullopt;
    client.clientId = shortTextAt(record, "client");
    client.user = shortTextAt(record, "user");
    client.address = shortTextAt(record, "address");
    client.port = clampedCountAt(record, "port", 65535);
    client.transport = shortTextAt(record, "transport");
    client.sinceMs = timeAt(record, "since");
    client.persistent = boolAt(record, "persistent").value_or(false);
    client.keepAliveSeconds = clampedCountAt(record, "keepalive", 65535);
    if (const auto version = wholeAt(record, "protocol_version"); version && *version <= 255)
        client.protocolVersion = int(*version);
    client.will = boolAt(record, "will");
    client.own = boolAt(record, "own");
    client.subscriptions = ClientSubscriptions(subscriptionsOf(record));
    client.subscriptionCount = numberAt(record, "subscription_count")
                                   ? clampedCountAt(record, "subscription_count")
                                   : int(client.subscriptions.size());
    client.node = shortTextAt(record, "node");
    client.thread = clampedCountAt(record, "thread");
    client.boot = shortTextAt(record, "boot");
    return client;
}

RefusedLogins decodeRefusedLogins(const Json &threads)
{
    RefusedLogins logins;
    for (const Json &thread : threads) {
        const qint64 refused = std::max<qint64>(0, integerAt(thread, "refused").value_or(0));
        if (qAddOverflow(logins.total, refused, &logins.total))
            logins.total = std::numeric_limits<qint64>::max();
        const qint64 since = timeAt(thread, "since");
        if (since > 0)
            logins.sinceMs = logins.sinceMs == 0 ? since : std::min(logins.sinceMs, since);
        const Json *refusals = member(thread, "refusals");
        if (!refusals || !refusals->is_array())
            continue;
        for (const Json &refusal : *refusals)
            logins.list.append({timeAt(refusal, "time"), shortTextAt(refusal, "user"),
                                shortTextAt(refusal, "client"), shortTextAt(refusal, "address"),
                                shortTextAt(refusal, "transport")});
    }
    std::stable_sort(logins.list.begin(), logins.list.end(),
                     [](const RefusedLogin &a, const RefusedLogin &b) { return a.timeMs > b.timeMs; });
    return logins;
}

OrphanedSessions decodeOrphanedSessions(const Json &records, const QSet<QString> &connected)
{
    OrphanedSessions sessions;
    for (const Json &record : records) {
        OrphanedSession session;
        // In full: it is what a removal names.
        session.clientId = textOr(record, "id");
        if (session.clientId.isEmpty() || connected.contains(boundedText(session.clientId)))
            continue;
        session.subscriptions = subscriptionsOf(record);
        if (const Json *subscriptions = member(record, "subscriptions");
            subscriptions && subscriptions->is_array()) {
            for (const Json &subscription : *subscriptions) {
                const qint64 start = timeAt(subscription, "startTime");
                if (start > 0 && (session.waitingSinceMs == 0 || start < session.waitingSinceMs))
                    session.waitingSinceMs = start;
            }
        }
        sessions.list.append(session);
    }
    return sessions;
}

} // namespace syspulse
