// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/brokertypes.h"

#include <deque>

namespace syspulse {

/// What is drawn of a topic, per second.
enum class TopicMeasure { MessagesIn, MessagesOut, BytesIn, BytesOut };

/// What @p topic has of @p measure; nothing where it is not known.
std::optional<double> measureOf(const TopicTraffic &topic, TopicMeasure measure);

/// The busiest topics of the last minutes as they were reported, one after the other. Memory is bounded by
/// mostSamples reports of mostTopics topics each.
class TopicHistory
{
public:
    static constexpr int mostSamples = 300;
    static constexpr int mostTopics = 100;

    struct Sample
    {
        qint64 timeMs = 0; ///< server's clock
        QList<TopicTraffic> topics;
    };

    /// Workers renew what they tell at least as often; longer than this without news is a gap.
    static constexpr qint64 longestMs = 15000;

    /// Adds a report, unless its workers have been silent for too long or none of them counts. Of many topics
    /// those with most of each measure are kept. A report whose clock went back begins the history again.
    void add(const TopTopics &topics);
    void clear() { m_samples.clear(); }

    bool isEmpty() const { return m_samples.empty(); }
    const std::deque<Sample> &samples() const { return m_samples; }
    /// The sample that was the newest one at @p timeMs; null where there was none within longestMs.
    const Sample *at(qint64 timeMs) const;
    /// The topics with most of @p measure in all samples together, at most @p count, the largest first; those
    /// of SysPulse only with @p own. Where it is equal, in alphabetical order, so that rows keep their
    /// places.
    QStringList busiest(TopicMeasure measure, int count, bool own) const;

private:
    std::deque<Sample> m_samples; ///< ascending
};

} // namespace syspulse
