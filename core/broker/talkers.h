// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/brokertypes.h"

#include <deque>

namespace syspulse {

/// Who had most messages at a moment.
struct Talkers
{
    struct Talker
    {
        QString name; ///< client ID or topic: from outside, not to be trusted
        double rate;  ///< messages per second, both directions, in the 2 s or so before

        bool operator==(const Talker &) const = default;
    };

    qint64 timeMs = 0;     ///< this machine's clock
    QList<Talker> clients; ///< the largest rate first; without SysPulse's own
    QList<Talker> topics;  ///< the same
};

/// Who had most messages in each minute of the last day, as far as somebody was watching. Memory is bounded
/// by mostMoments of mostNames clients and topics each.
class TalkerBook
{
public:
    static constexpr int mostNames = 3;
    static constexpr int mostMoments = 24 * 60;
    /// Reports that come closer together belong to one moment, of which the newest stays.
    static constexpr qint64 momentMs = 30'000;
    /// A moment tells of as long before and after it.
    static constexpr qint64 reachMs = 60'000;

    /// Takes what was reported at @p nowMs of this machine's clock. A report that could not be read, and one
    /// of workers that do not count, says nothing.
    void add(const TopClients &clients, qint64 nowMs);
    void add(const TopTopics &topics, qint64 nowMs);
    void clear() { m_moments.clear(); }

    /// The moment that is nearest to @p timeMs; nullptr where there is none within reachMs. Valid until the
    /// next change.
    const Talkers *near(qint64 timeMs) const;

private:
    Talkers &moment(qint64 nowMs);

    std::deque<Talkers> m_moments; ///< ascending
};

} // namespace syspulse
