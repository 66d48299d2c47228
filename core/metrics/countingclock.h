// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/metrics/wirecounts.h"

#include <optional>

#include <QHash>

namespace syspulse {

/// The moment to which the sum of all threads' counts belongs, by the component's own clock.
///
/// Each thread tells its counts when it has news, so those of several are of different moments, and what is
/// read between two tellings is what was read before. A rate is the growth of the sum by the time that went
/// by on this clock. It goes on by as much as the threads that have told again account for: with steady
/// traffic, the rate is the true one from each reading to the next, whichever threads have told in between.
///
/// That goes by packets, and the packets of one thread may be larger than those of another, or go the other
/// way. So the clock waits until each thread that may have news has told them: of bytes, and of one
/// direction, the step would otherwise have nothing, and the next one twice as much.
class CountingClock
{
public:
    /// @p runMs: how long the broker had been up when @p wire was read.
    void update(const WireSum &wire, qint64 runMs);
    /// Nothing is known of the counts' time any more.
    void reset() { *this = CountingClock(); }

    /// How long the broker had been up when the counts were right; nothing where no thread says when it
    /// counted.
    std::optional<qint64> ms() const;

    Json toJson() const;
    /// Missing and invalid members are as in a new object.
    static CountingClock fromJson(const Json &json);

private:
    /// Whether a thread is about to tell what others have told already.
    bool awaitsNews(const WireSum &wire) const;

    struct Told
    {
        qint64 atMs = 0;
        qint64 packets = 0;
        double perMs = 0; ///< between the last two tellings
    };

    QHash<int, Told> m_threads;
    double m_atMs = -1;    ///< on the component's clock; negative: not known
    qint64 m_offsetMs = 0; ///< from there to the time of the run
};

} // namespace syspulse
