// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/topclients.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/recordfields.h"
#include "core/broker/brokerlimits.h"

#include <algorithm>

namespace syspulse {

namespace {

void appendClients(QList<ClientNumbers> &list, const Json &record, const char *key)
{
    const QString node = shortTextAt(record, "node");
    const int thread = clampedCountAt(record, "thread");
    qsizetype taken = 0;
    for (const Json &entry : arrayAt(record, key)) {
        if (taken++ == BrokerLimits::listed || list.size() == BrokerLimits::rows)
            return;
        if (!entry.is_object())
            continue;
        ClientNumbers client = decodeClientNumbers(entry);
        client.node = node;
        client.thread = thread;
        list.append(client);
    }
}

} // namespace

TopClients foldTopClients(const Json &records, const LiveWorkers &live)
{
    TopClients top;
    top.source = live.sourceOf(records);
    if (!records.is_array())
        return top;
    for (const Json &record : records) {
        if (!live.contains(record))
            continue;
        top.lagging = boundedSum(top.lagging, wholeAt(record, "lagging").value_or(0));
        appendClients(top.busiest, record, "busiest");
        appendClients(top.slowest, record, "slowest");
    }
    std::stable_sort(top.busiest.begin(), top.busiest.end(),
                     [](const ClientNumbers &a, const ClientNumbers &b) {
                         return a.messageRate().value_or(0) > b.messageRate().value_or(0);
                     });
    std::stable_sort(top.slowest.begin(), top.slowest.end(),
                     [](const ClientNumbers &a, const ClientNumbers &b) { return a.lag() > b.lag(); });
    return top;
}

} // namespace syspulse
