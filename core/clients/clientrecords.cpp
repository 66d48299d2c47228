// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientrecords.h"

#include "core/base/json.h"

#include <algorithm>

namespace syspulse {

namespace {

/// A client chooses its own texts; the component cuts them too, but is not to be relied on.
constexpr qsizetype maxText = 256;
constexpr size_t maxSubscriptions = 1000;

QString shortText(const Json &json, const char *key)
{
    return textOr(json, key).left(maxText);
}

qint64 timeAt(const Json &json, const char *key)
{
    return qint64(numberAt(json, key).value_or(0));
}

QList<ClientSubscription> subscriptionsOf(const Json &record)
{
    QList<ClientSubscription> list;
    const Json *subscriptions = member(record, "subscriptions");
    if (!subscriptions || !subscriptions->is_array())
        return list;
    for (size_t i = 0; i < std::min(subscriptions->size(), maxSubscriptions); ++i) {
        const Json &subscription = (*subscriptions)[i];
        list.append({shortText(subscription, "topic"), int(integerAt(subscription, "qos").value_or(0))});
    }
    return list;
}

} // namespace

std::optional<ClientSession> decodeClient(const Json &record)
{
    ClientSession client;
    client.id = shortText(record, "id");
    if (client.id.isEmpty())
        return std::nullopt;
    client.clientId = shortText(record, "client");
    client.user = shortText(record, "user");
    client.address = shortText(record, "address");
    client.port = int(integerAt(record, "port").value_or(0));
    client.transport = shortText(record, "transport");
    client.sinceMs = timeAt(record, "since");
    client.persistent = boolAt(record, "persistent").value_or(false);
    client.keepAliveSeconds = int(integerAt(record, "keepalive").value_or(0));
    client.subscriptions = subscriptionsOf(record);
    client.subscriptionCount =
        int(integerAt(record, "subscription_count").value_or(client.subscriptions.size()));
    client.node = shortText(record, "node");
    client.thread = int(integerAt(record, "thread").value_or(0));
    client.boot = shortText(record, "boot");
    return client;
}

RefusedLogins decodeRefusedLogins(const Json &threads)
{
    RefusedLogins logins;
    for (const Json &thread : threads) {
        logins.total += timeAt(thread, "refused");
        const qint64 since = timeAt(thread, "since");
        if (since > 0)
            logins.sinceMs = logins.sinceMs == 0 ? since : std::min(logins.sinceMs, since);
        const Json *refusals = member(thread, "refusals");
        if (!refusals || !refusals->is_array())
            continue;
        for (const Json &refusal : *refusals)
            logins.list.append({timeAt(refusal, "time"), shortText(refusal, "user"),
                                shortText(refusal, "client"), shortText(refusal, "address"),
                                shortText(refusal, "transport")});
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
        if (session.clientId.isEmpty() || connected.contains(session.clientId.left(maxText)))
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
