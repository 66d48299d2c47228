// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace syspulse {

/// The server's clock as far as it is known here: carried on by the monotonic clock from when it was last
/// told, so that setting this machine's clock does not move it.
class ServerClock
{
public:
    /// @p clock must outlive the object.
    explicit ServerClock(const Clock &clock)
        : m_clock(clock)
    {}

    /// The server's clock shows @p serverMs (ms since the epoch) now.
    void set(qint64 serverMs);
    /// An answer that took @p tookMs says in its Date header that the server's clock shows @p dateMs, in
    /// whole seconds. Changes what is known only where it cannot be true.
    void observe(qint64 dateMs, qint64 tookMs);

    /// The server's clock now; this machine's as long as nothing is known.
    qint64 nowMs() const;
    /// The server's clock minus this machine's.
    qint64 offsetMs() const { return nowMs() - m_clock.nowMs(); }

private:
    const Clock &m_clock;
    bool m_known = false;
    qint64 m_serverMs = 0;    ///< when it was told
    qint64 m_monotonicMs = 0; ///< the same moment here
};

} // namespace syspulse
