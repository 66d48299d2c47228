// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace syspulse {

/// A clock that stands still until it is moved: time passes with "now += ...", and step() sets it.
class FakeClock final : public Clock
{
public:
    qint64 nowMs() const override { return now; }
    qint64 monotonicMs() const override { return now - m_steppedMs; }
    void step(qint64 ms)
    {
        now += ms;
        m_steppedMs += ms;
    }
    qint64 now = 1'700'000'000'000;

private:
    qint64 m_steppedMs = 0;
};

} // namespace syspulse
