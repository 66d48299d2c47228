// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>

#include <QtGlobal>

namespace syspulse {

/// When the next frame of values is due: soon after a rest, and on a flood so many times a second that nobody
/// is drowned. All times are of a monotonic clock, in ms.
class FramePace
{
public:
    /// The shortest time between two frames.
    static constexpr qint64 frameMs = 100;
    /// After a rest a frame waits until nothing has come for so long, so that the records of one update stay
    /// together ...
    static constexpr qint64 gatherMs = 2;
    /// ... but no longer than this.
    static constexpr qint64 longestGatherMs = 10;

    /// Something has come at @p nowMs: how long to wait from then on, unless more comes.
    qint64 waitMs(qint64 nowMs)
    {
        const qint64 firstMs = m_firstMs.value_or(nowMs);
        m_firstMs = firstMs;
        const qint64 gatheredMs = std::min(nowMs + gatherMs, firstMs + longestGatherMs);
        const qint64 dueMs = m_framedMs ? std::max(gatheredMs, *m_framedMs + frameMs) : gatheredMs;
        return std::max<qint64>(0, dueMs - nowMs);
    }
    /// A frame was made at @p nowMs.
    void framed(qint64 nowMs)
    {
        m_framedMs = nowMs;
        m_firstMs.reset();
    }

private:
    std::optional<qint64> m_framedMs; ///< the last time
    std::optional<qint64> m_firstMs;  ///< when the first came of what waits
};

} // namespace syspulse
