// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syspulse {

/// Where code that depends on the time gets it from, so that tests can move it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since the epoch, UTC. May be set forward or back at any moment: good for what is shown or
    /// stored, never for a duration.
    virtual qint64 nowMs() const = 0;
    /// Milliseconds since some moment in the past. Nobody can set it, and it counts on while the machine is
    /// suspended: for ages, intervals and deadlines. As long as a clock for tests does not say otherwise, its
    /// nowMs() is never set.
    virtual qint64 monotonicMs() const { return nowMs(); }
};

/// The clock of this machine.
class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override;
    qint64 monotonicMs() const override;
};

} // namespace syspulse
