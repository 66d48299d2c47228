// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/serverclock.h"

namespace syspulse {

void ServerClock::set(qint64 serverMs)
{
    m_known = true;
    m_serverMs = serverMs;
    m_monotonicMs = m_clock.monotonicMs();
}

void ServerClock::observe(qint64 dateMs, qint64 tookMs)
{
    // The header was written while the answer was under way, and leaves out the fraction of its second.
    constexpr qint64 secondMs = 1000;
    constexpr qint64 slackMs = 250;
    const qint64 latestMs = dateMs + secondMs + tookMs;
    if (m_known && nowMs() >= dateMs - slackMs && nowMs() <= latestMs + slackMs)
        return;
    set((dateMs + latestMs) / 2);
}

qint64 ServerClock::nowMs() const
{
    return m_known ? m_serverMs + m_clock.monotonicMs() - m_monotonicMs : m_clock.nowMs();
}

} // namespace syspulse
