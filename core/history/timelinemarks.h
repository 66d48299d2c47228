// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QString>

namespace syspulse {

/// Something on the time axis that explains why a line breaks or a counter falls. Times in ms since the epoch
/// on this machine's clock.
struct TimelineMark
{
    enum class Kind {
        Restart, ///< the broker started: an instant
        Outage,  ///< nobody updated the values
        Filled,  ///< values come from the server's own analytics
        Alert,   ///< an alert fired
        Note,    ///< what somebody wrote
        Event,   ///< what SysPulse did because somebody wanted it, written down by itself
        Unusual, ///< a line had begun to be outside of what is usual; never kept
    };
    Kind kind = Kind::Restart;
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< an outage that goes on ends at the moment of asking
    QString text{};  ///< the words of a note or an event, or the name of what fired or was unusual; untrusted

    bool operator==(const TimelineMark &) const = default;
};

/// Whether marks of @p kind are notes, which NoteBook keeps: written by somebody or by SysPulse itself.
bool isNote(TimelineMark::Kind kind);

/// Stable name for files: restart, outage, filled, alert, note, event, unusual.
QString timelineMarkName(TimelineMark::Kind kind);
std::optional<TimelineMark::Kind> timelineMarkOf(const QString &name);

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

    /// Puts @p past, from an earlier run of the program, among the marks. What is there already stays.
    void load(const QList<TimelineMark> &past);
    /// The marks that have come since the last call and are over, for keeping them.
    QList<TimelineMark> takeNew();

    /// All marks, an outage that goes on at @p nowMs included.
    QList<TimelineMark> marks(qint64 nowMs, qint64 toleratedMs) const;

private:
    void add(const TimelineMark &mark);
    /// Whether there is such a mark that began at the same time.
    bool has(TimelineMark::Kind kind, qint64 fromMs) const;

    QList<TimelineMark> m_marks;
    QList<TimelineMark> m_new;
    qint64 m_heartbeatMs = 0;
    qint64 m_startMs = 0;
};

} // namespace syspulse
