// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <array>
#include <optional>

#include <QtGlobal>

namespace syspulse {

/// Smoothed events per minute over 1, 5 and 15 minutes, by mosquitto's rule (its src/sys_tree.c):
/// rate = delta * 60 / dt; value = rate + exp(-dt / W) * (value - rate), with W = 60, 300, 900 s.
/// mosquitto starts from 0 together with the broker; we may start in the middle of the broker's life and
/// take the first rate as it is.
class LoadAverage
{
public:
    static constexpr std::array<int, 3> minutes{1, 5, 15};

    /// @p total: the counter now; @p nowMs: when, by a clock that nobody can set. The first call only sets
    /// the starting point, and so does a total below the one before (the broker restarted).
    void update(qint64 total, qint64 nowMs);

    /// Events per minute for minutes[@p window]; nothing before the second update.
    std::optional<double> value(int window) const;

    Json toJson() const;
    /// Nothing where @p json is not an average.
    static std::optional<LoadAverage> fromJson(const Json &json);

private:
    struct State
    {
        qint64 total = 0;
        qint64 timeMs = -1; ///< negative: never updated
        bool valid = false;
        std::array<double, 3> values{};
    };

    State m_state;
};

} // namespace syspulse
