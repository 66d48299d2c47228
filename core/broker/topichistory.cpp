// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/topichistory.h"

#include <algorithm>
#include <numeric>

#include <QHash>
#include <QSet>

namespace syspulse {

namespace {

constexpr TopicMeasure measures[] = {TopicMeasure::MessagesIn, TopicMeasure::MessagesOut,
                                     TopicMeasure::BytesIn, TopicMeasure::BytesOut};

/// Of @p topics the mostTopics ones that have most of a measure, in the order in which they were: a topic
/// with few messages may have most of the bytes.
QList<TopicTraffic> largest(const QList<TopicTraffic> &topics)
{
    constexpr qsizetype most = TopicHistory::mostTopics;
    if (topics.size() <= most)
        return topics;
    QList<qsizetype> orders[std::size(measures)];
    for (std::size_t i = 0; i < std::size(measures); ++i) {
        QList<double> values;
        values.reserve(topics.size());
        for (const TopicTraffic &topic : topics)
            values.append(measureOf(topic, measures[i]).value_or(0));
        orders[i].resize(topics.size());
        std::iota(orders[i].begin(), orders[i].end(), 0);
        std::stable_sort(orders[i].begin(), orders[i].end(),
                         [&values](qsizetype a, qsizetype b) { return values.at(a) > values.at(b); });
    }
    // The first of each measure, then the second of each, and so on.
    QSet<qsizetype> chosen;
    for (qsizetype rank = 0; chosen.size() < most; ++rank) {
        for (const QList<qsizetype> &order : orders) {
            if (chosen.size() < most)
                chosen.insert(order.at(rank));
        }
    }
    QList<TopicTraffic> kept;
    for (qsizetype i = 0; i < topics.size(); ++i) {
        if (chosen.contains(i))
            kept.append(topics.at(i));
    }
    return kept;
}

} // namespace

std::optional<double> measureOf(const TopicTraffic &topic, TopicMeasure measure)
{
    switch (measure) {
    case TopicMeasure::MessagesIn:
        return topic.messagesInRate;
    case TopicMeasure::MessagesOut:
        return topic.messagesOutRate;
    case TopicMeasure::BytesIn:
        return topic.bytesInRate;
    case TopicMeasure::BytesOut:
        return topic.bytesOutRate;
    }
    return std::nullopt;
}

void TopicHistory::add(const TopTopics &topics)
{
    const qint64 timeMs = topics.source.serverMs;
    if (topics.source.asOfMs <= 0 || timeMs - topics.source.asOfMs > longestMs ||
        topics.source.countsNothing())
        return;
    if (!m_samples.empty()) {
        if (timeMs == m_samples.back().timeMs)
            return;
        if (timeMs < m_samples.back().timeMs)
            m_samples.clear();
    }
    m_samples.push_back({timeMs, largest(topics.topics)});
    if (m_samples.size() > std::size_t(mostSamples))
        m_samples.pop_front();
}

const TopicHistory::Sample *TopicHistory::at(qint64 timeMs) const
{
    const auto after =
        std::upper_bound(m_samples.cbegin(), m_samples.cend(), timeMs,
                         [](qint64 time, const Sample &sample) { return time < sample.timeMs; });
    if (after == m_samples.cbegin())
        return nullptr;
    const Sample &sample = *std::prev(after);
    return timeMs - sample.timeMs <= longestMs ? &sample : nullptr;
}

QStringList TopicHistory::busiest(TopicMeasure measure, int count, bool own) const
{
    QHash<QString, double> sums;
    for (const Sample &sample : m_samples) {
        for (const TopicTraffic &topic : sample.topics) {
            if (own || !topic.own)
                sums[topic.topic] += measureOf(topic, measure).value_or(0);
        }
    }
    QStringList names;
    for (auto it = sums.cbegin(); it != sums.cend(); ++it) {
        if (it.value() > 0)
            names.append(it.key());
    }
    std::sort(names.begin(), names.end(), [&sums](const QString &a, const QString &b) {
        const double left = sums.value(a);
        const double right = sums.value(b);
        return left == right ? a < b : left > right;
    });
    return names.first(std::min<qsizetype>(names.size(), count));
}

} // namespace syspulse
