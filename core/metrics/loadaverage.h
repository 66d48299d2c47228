// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <array>
#include <optional>

#include <QtGlobal>

namespace syspulse {

/// Smoothed events per minute over 1, 5 and 15 minutes, by mosquitto's rule (its src/sys_tree.c):
/// rate = delta * 60 / dt; value = rate + exp(-dt / W) * (value - rate), with W = 60, 300, 900 s.
/// Value and counter are 0 when counting begins, as in a broker that starts, and each sample is followed from
/// the first one on. However a steady rate is sampled, the values are the same: one sample after an hour says
/// what 360 would have said.
class LoadAverage
{
public:
    static constexpr std::array<int, 3> minutes{1, 5, 15};

    /// Of a counter that was 0 at @p startMs, by the clock of update().
    explicit LoadAverage(qint64 startMs = 0) { m_state.timeMs = startMs; }

    /// @p total: the counter now; @p nowMs: when, by a clock that nobody can set. A total below the one
    /// before says nothing about a rate: the values are unknown until the next one.
    void update(qint64 total, qint64 nowMs);

    /// Events per minute for minutes[@p window]; nothing as long as no time has passed.
    std::optional<double> value(int window) const;

    Json toJson() const;
    /// Nothing where @p json is not an average.
    static std::optional<LoadAverage> fromJson(const Json &json);

private:
    struct State
    {
        qint64 total = 0;
        qint64 timeMs = 0;
        bool valid = false;
        std::array<double, 3> values{};
    };

    State m_state;
};

} // namespace syspulse
