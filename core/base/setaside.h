// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <optional>

namespace syspulse {

/// Something that a server has refused, for which there is another way: it is left alone for a while and then
/// tried again, as what was refused once, by a server in trouble, for a right or a table that comes later, is
/// not refused for ever.
class SetAside
{
public:
    static constexpr qint64 usualMs = 60000;

    /// @p clock must outlive the object. @p forMs: how long it is left alone after a refusal.
    explicit SetAside(const Clock *clock, qint64 forMs = usualMs)
        : m_clock(clock)
        , m_forMs(forMs)
    {}

    /// Whether it may be tried now.
    bool isDue() const { return !m_refusedMs || m_clock->monotonicMs() - *m_refusedMs >= m_forMs; }
    void refused() { m_refusedMs = m_clock->monotonicMs(); }

private:
    const Clock *m_clock;
    qint64 m_forMs;
    std::optional<qint64> m_refusedMs;
};

} // namespace syspulse
