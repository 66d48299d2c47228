// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QtGlobal>

namespace syspulse {

/// Something on the time axis that explains why a line breaks or a counter falls. Times in ms since the epoch
/// on this machine's clock.
struct TimelineMark
{
    enum class Kind {
        Restart, ///< the broker started: an instant
        Outage,  ///< nobody updated the values
        Filled,  ///< values come from the server's own analytics
    };
    Kind kind = Kind::Restart;
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< an outage that goes on ends at the moment of asking

    bool operator==(const TimelineMark &) const = default;
};

/// Derives the marks from the updater's heartbeats and the broker's start times. Bounded.
class TimelineMarks
{
public:
    static constexpr qsizetype maxMarks = 500;
    /// Start times that differ by less are the same start, computed twice.
    static constexpr qint64 sameStartMs = 5000;

    /// Values were sampled at @p timeMs; a gap of more than @p toleratedMs to the one before is an outage.
    /// @p elapsedMs: what really went by since the one before, which differs from their times where this
    /// machine's clock was set in between.
    void heartbeat(qint64 timeMs, qint64 toleratedMs, std::optional<qint64> elapsedMs = {});
    /// The broker says that it started at @p timeMs.
    void brokerStarted(qint64 timeMs);
    void clear();

    /// All marks, an outage that goes on at @p nowMs included.
    QList<TimelineMark> marks(qint64 nowMs, qint64 toleratedMs) const;

private:
    void add(const TimelineMark &mark);

    QList<TimelineMark> m_marks;
    qint64 m_heartbeatMs = 0;
    qint64 m_startMs = 0;
};

} // namespace syspulse
