// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>

#include <QtGlobal>

namespace syspulse {

/// When the next frame is due: soon after a rest, and in a flood so many times a second that nobody is
/// drowned. All times are of a monotonic clock, in ms.
class FramePace
{
public:
    /// A little more than a tenth of a second: whichever second one looks at has ten frames at most, those at
    /// its ends and late ones included.
    static constexpr qint64 tenASecond = 105;

    /// The shortest time between two frames is @p frameMs. After a rest a frame waits until nothing has come
    /// for @p gatherMs, so that what belongs together stays together, but no longer than @p longestGatherMs.
    explicit FramePace(qint64 frameMs = tenASecond, qint64 gatherMs = 0, qint64 longestGatherMs = 0)
        : m_frameMs(frameMs)
        , m_gatherMs(gatherMs)
        , m_longestGatherMs(longestGatherMs)
    {}

    /// Something has come at @p nowMs: how long to wait from then on, unless more comes.
    qint64 waitMs(qint64 nowMs)
    {
        const qint64 firstMs = m_firstMs.value_or(nowMs);
        m_firstMs = firstMs;
        const qint64 gatheredMs = std::min(nowMs + m_gatherMs, firstMs + m_longestGatherMs);
        const qint64 dueMs = m_framedMs ? std::max(gatheredMs, *m_framedMs + m_frameMs) : gatheredMs;
        return std::max<qint64>(0, dueMs - nowMs);
    }
    /// A frame was made at @p nowMs.
    void framed(qint64 nowMs)
    {
        m_framedMs = nowMs;
        m_firstMs.reset();
    }

private:
    qint64 m_frameMs;
    qint64 m_gatherMs;
    qint64 m_longestGatherMs;
    std::optional<qint64> m_framedMs; ///< the last time
    std::optional<qint64> m_firstMs;  ///< when the first came of what waits
};

} // namespace syspulse
