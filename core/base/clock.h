// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syspulse {

/// Where code that depends on the time gets it from, so that tests can move it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since the epoch, UTC.
    virtual qint64 nowMs() const = 0;
};

/// The clock of this machine.
class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override;
};

} // namespace syspulse
