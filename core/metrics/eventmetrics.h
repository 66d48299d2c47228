// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/crosscheck.h"
#include "core/metrics/eventcounts.h"
#include "core/metrics/loadaverage.h"
#include "core/metrics/reading.h"

#include <optional>

#include <QStringList>

namespace syspulse {

/// The metrics that the component's events give exactly, and what they need from cycle to cycle: the
/// component may have begun to count later than the broker, and be away for a while, yet no counter may go
/// backwards.
class EventMetrics
{
public:
    /// The cycle as the server and its analytics tell it.
    struct Basis
    {
        qint64 runMs = 0;         ///< how long the broker has been up
        qint64 countedMs = 0;     ///< the same when what events tell was right
        qint64 sinceRunMs = 0;    ///< the same when counting of events began
        bool countsWhole = false; ///< counting of events began together with the broker
        bool analyticsOn = false;
        bool analyticsRead = true;   ///< in this cycle
        qint64 connected = 0;        ///< by analytics, sockets before login included
        bool connectedKnown = false; ///< every thread has told
        qint64 maximum = 0;          ///< by analytics
        qint64 refused = 0;          ///< by analytics
        bool refusedWhole = false;   ///< every row since the broker started was seen
    };

    /// How long a counter that only events give is shown as it was when they are away: workers restart in
    /// less.
    static constexpr qint64 holdMs = 60000;

    /// Ends a cycle.
    void finish(const std::optional<EventCounts> &events, const Basis &basis);

    /// What replaces or completes the readings from analytics.
    const QList<MetricReading> &readings() const { return m_readings; }
    /// What the user should know about the last cycle; each change is told once.
    const QStringList &notes() const { return m_notes; }

    /// The counters of analytics have a hole now: they are compared from here on only.
    void analyticsInterrupted() { m_compareOffset.reset(); }

    Json toJson() const;
    /// Missing and invalid members are as in a new object.
    static EventMetrics fromJson(const Json &json);

private:
    void begin(const EventCounts &events, const Basis &basis);
    void compare(const EventCounts &events, const Basis &basis);
    void addGauges(const EventCounts &events);
    void addLoads();
    void add(const QString &topic, MetricValue value, Quality quality, Source source = Source::Events);
    void addRising(const char *topic, qint64 &mark, qint64 value, Quality quality,
                   Source source = Source::Events);

    bool m_seen = false;        ///< since the broker started
    bool m_whole = false;       ///< counting began with the broker
    qint64 m_sinceMs = 0;       ///< as the events said last
    qint64 m_sockets = 0;       ///< as the events said last
    qint64 m_refused = 0;       ///< as the events said last
    qint64 m_completeMs = 0;    ///< how long the broker had been up when they were last complete
    qint64 m_socketsOffset = 0; ///< counted before the events began again
    qint64 m_refusedOffset = 0; ///< refused before the events began
    bool m_offsetExact = false;
    /// Refused logins by analytics less those by events when the two were first compared.
    std::optional<qint64> m_compareOffset;
    // What was published: values never fall below it.
    qint64 m_maximumMark = 0;
    qint64 m_socketsMark = 0;
    qint64 m_refusedMark = 0;
    LoadAverage m_load; ///< of sockets
    CrossCheck m_connectedCheck;
    CrossCheck m_refusedCheck;

    QList<MetricReading> m_readings;
    QStringList m_notes;
};

} // namespace syspulse
