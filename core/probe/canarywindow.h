// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/reading.h"
#include "core/probe/canaryround.h"

#include <QList>

namespace syspulse {

/// The newest rounds of the canary and what they say together.
class CanaryWindow
{
public:
    /// An hour's. The 99th percentile of fewer than a hundred would be their maximum.
    static constexpr qsizetype mostRounds = 120;

    void add(const CanaryRound &round);
    void clear() { m_rounds.clear(); }
    qsizetype size() const { return m_rounds.size(); }

    /// The time that at least @p share of the rounds with a time did not exceed, in ms (nearest rank);
    /// nothing where there is none.
    std::optional<double> percentile(CanaryPhase phase, double share) const;

    /// The topics "$SYS/broker/syspulse/canary/...": median and 99th percentile of each phase to which the
    /// newest round has given a time, how many rounds there are, in how many of them something failed, and
    /// which worker served the newest, where that was told. No rounds, no readings.
    QList<MetricReading> readings() const;

private:
    QList<CanaryRound> m_rounds;
};

} // namespace syspulse
