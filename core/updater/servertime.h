// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QtGlobal>

namespace syspulse {

/// One look at the clocks of the server's machine.
struct ServerTime
{
    /// The wall clock, in ms since the epoch. It may be set at any moment.
    qint64 wallMs = 0;
    /// Time in ms since the machine was started, suspended time included; nobody can set it. Nothing where
    /// the server does not tell it.
    std::optional<qint64> upMs;
    /// When the server's process started, by the wall clock as it is now; 1 s resolution.
    std::optional<qint64> startedMs;
    /// When this was so, on our monotonic clock.
    qint64 atMs = 0;
    /// How late it is at most: what was read arrived later.
    qint64 lateMs = 0;

    /// What the clocks show @p ms later, if nobody sets them.
    ServerTime after(qint64 ms) const
    {
        ServerTime later = *this;
        later.wallMs += ms;
        later.atMs += ms;
        if (later.upMs)
            *later.upMs += ms;
        return later;
    }
};

} // namespace syspulse
