// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/topichistory.h"

#include <algorithm>

#include <QHash>

namespace syspulse {

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
    if (topics.source.asOfMs <= 0 || timeMs - topics.source.asOfMs > longestMs)
        return;
    if (!m_samples.empty()) {
        if (timeMs == m_samples.back().timeMs)
            return;
        if (timeMs < m_samples.back().timeMs)
            m_samples.clear();
    }
    m_samples.push_back({timeMs, topics.topics.first(std::min<qsizetype>(topics.topics.size(), mostTopics))});
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
