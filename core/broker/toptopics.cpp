// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/toptopics.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/recordfields.h"
#include "core/broker/brokerlimits.h"

#include <algorithm>
#include <tuple>

namespace syspulse {

namespace {

void addTotal(std::optional<qint64> &sum, const std::optional<qint64> &number)
{
    if (number)
        sum = boundedSum(sum.value_or(0), *number);
}

void addPerSecond(std::optional<double> &sum, const std::optional<double> &number)
{
    if (number)
        sum = sum.value_or(0) + *number;
}

std::optional<double> both(const std::optional<double> &in, const std::optional<double> &out)
{
    return in || out ? std::optional(in.value_or(0) + out.value_or(0)) : std::nullopt;
}

void addTopics(QHash<QString, TopicTraffic> &topics, const Json &record)
{
    qsizetype taken = 0;
    for (const Json &entry : arrayAt(record, "topics")) {
        if (taken++ == BrokerLimits::listed)
            return;
        const QString name = shortTextAt(entry, "topic");
        if (name.isEmpty() || (!topics.contains(name) && topics.size() == BrokerLimits::rows))
            continue;
        TopicTraffic &topic = topics[name];
        topic.topic = name;
        topic.own = topic.own || boolAt(entry, "own").value_or(false);
        const qint64 sinceMs = timeAt(entry, "since");
        if (sinceMs > 0)
            topic.sinceMs = topic.sinceMs == 0 ? sinceMs : std::min(topic.sinceMs, sinceMs);
        addTotal(topic.messagesIn, wholeAt(entry, "in"));
        addTotal(topic.messagesOut, wholeAt(entry, "out"));
        addTotal(topic.bytesIn, wholeAt(entry, "in_bytes"));
        addTotal(topic.bytesOut, wholeAt(entry, "out_bytes"));
        addPerSecond(topic.messagesInRate, amountAt(entry, "in_rate"));
        addPerSecond(topic.messagesOutRate, amountAt(entry, "out_rate"));
        addPerSecond(topic.bytesInRate, amountAt(entry, "in_bytes_rate"));
        addPerSecond(topic.bytesOutRate, amountAt(entry, "out_bytes_rate"));
    }
}

void addRefused(QList<RefusedPacket> &list, const Json &record)
{
    qsizetype taken = 0;
    for (const Json &entry : arrayAt(record, "refused")) {
        if (taken++ == BrokerLimits::listed || list.size() == BrokerLimits::rows)
            return;
        const QString kind = textOr(entry, "kind");
        const bool subscribe = kind == QLatin1String("subscribe");
        if (!subscribe && kind != QLatin1String("publish"))
            continue;
        list.append({timeAt(entry, "time"),
                     subscribe ? RefusedPacket::Kind::Subscribe : RefusedPacket::Kind::Publish,
                     shortTextAt(entry, "topic"), shortTextAt(entry, "reason"), shortTextAt(entry, "client"),
                     shortTextAt(entry, "user"), shortTextAt(entry, "address")});
    }
}

} // namespace

std::optional<double> TopicTraffic::messageRate() const
{
    return both(messagesInRate, messagesOutRate);
}

std::optional<double> TopicTraffic::byteRate() const
{
    return both(bytesInRate, bytesOutRate);
}

TopTopics foldTopTopics(const Json &records, const LiveWorkers &live)
{
    TopTopics top;
    top.source = live.sourceOf(records);
    if (!records.is_array())
        return top;
    QHash<QString, TopicTraffic> topics;
    for (const Json &record : records) {
        if (!live.contains(record))
            continue;
        addTopics(topics, record);
        addRefused(top.refused, record);
    }
    top.topics = topics.values();
    // The rest by its totals, so that what rests now is not in a random order.
    const auto rank = [](const TopicTraffic &topic) {
        return std::pair(topic.messageRate().value_or(0),
                         boundedSum(topic.messagesIn.value_or(0), topic.messagesOut.value_or(0)));
    };
    std::sort(top.topics.begin(), top.topics.end(), [&rank](const TopicTraffic &a, const TopicTraffic &b) {
        const auto rankA = rank(a);
        const auto rankB = rank(b);
        return std::tie(rankB, a.topic) < std::tie(rankA, b.topic);
    });
    std::stable_sort(top.refused.begin(), top.refused.end(),
                     [](const RefusedPacket &a, const RefusedPacket &b) { return a.timeMs > b.timeMs; });
    return top;
}

} // namespace syspulse
