// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rawanalytics.h"
#include "core/metrics/counterset.h"
#include "core/metrics/countingclock.h"
#include "core/metrics/eventmetrics.h"
#include "core/metrics/loadaverage.h"
#include "core/metrics/reading.h"
#include "core/metrics/reportledger.h"
#include "core/metrics/wiremetrics.h"

#include <optional>
#include <utility>

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace syspulse {

/// What one updater cycle learnt beside the analytics rows.
struct ServerFacts
{
    qint64 serverTimeMs = 0; ///< the server's clock, which may be set at any moment
    /// A clock that nobody can set, for intervals; nothing where there is none. Readings of one origin can be
    /// compared until the machine is started again; 0 is the server's machine.
    std::optional<qint64> steadyMs;
    quint64 steadyOrigin = 0;
    /// When the server's process started, by its clock as it is now.
    std::optional<qint64> processStartedMs;
    qint64 reliableRawMs = usualRawAnalyticsMs; ///< how far back rows can be relied on
    QString version;                            ///< for example "4.7.29"; empty when not known
    QList<int> liveThreads;                     ///< ids of the worker threads that live now
    std::optional<int> durableSessions;         ///< persistent sessions; nothing when not readable
    std::optional<EventCounts> events;          ///< what the component counts; nothing where it does not run
    std::optional<int> disconnected; ///< persistent sessions without a client, as far as events tell them
};

/// Folds what the component and analytics tell into the metrics of the catalogue. Pure: no clock, no network.
///
/// Counters count from the start of the server process. Where the component counts on the wire they come from
/// there (see WireMetrics); else from analytics, which lose some packets and report some twice: estimated.
/// These are a function of the stored state and the rows after its cursor, so an updater that was killed, or
/// was down, ends with the same totals as one that never stopped. Raw rows are kept for an hour; a longer gap
/// is filled from the server's own one-minute sums, which HarperDB 4.7 keeps with holes.
///
/// Somebody may set the server's clock. Intervals, and how long the broker has been up, are measured with a
/// clock that cannot be set. HarperDB gives the rows of one run ids that only grow, whatever its clock does,
/// so the cursor stays good; but a row's id and its time cannot be compared any more for as long as the clock
/// was set back by, so what is reported twice is counted twice: estimated.
class Metrics
{
public:
    /// How far back the first run looks on a server that has been up for longer.
    static constexpr qint64 maxBackfillMs = 24 * 3600 * 1000LL;
    /// Boot times that differ by less are the same run; the process list tells it in whole seconds only.
    static constexpr qint64 bootToleranceMs = 3000;
    /// How much later than its process the server may have loaded its MQTT part.
    static constexpr qint64 loadingMs = 60000;
    /// Readings of the server's clocks that disagree by more say that its clock was set. Beside it a
    /// thousandth of the time between them, which is twice what adjusting a clock without setting it can
    /// make.
    static constexpr qint64 stepToleranceMs = 250;
    /// The same where the interval was measured over the network.
    static constexpr qint64 remoteStepToleranceMs = 5000;
    /// A cursor in the future is given up when no row came for as long: our own requests make rows.
    static constexpr qint64 lostCursorMs = 10000;

    /// What happened to the broker between two cycles.
    enum class Continuity { FirstRun, Continued, BrokerRestarted };

    /// How the server told when it started: when it loaded its MQTT part, or when its process began. A server
    /// that has just restarted its workers may leave out the first, so the two are comparable.
    enum class BootSource { MqttLoaded, ProcessStarted };

    /// Starts a cycle: @p bootMs is when the server started, as @p source told. Resets what a restart resets.
    Continuity begin(qint64 bootMs, const ServerFacts &facts, BootSource source = BootSource::MqttLoaded);

    /// Tells how late it is; at most once a cycle, before the rows are applied. Returns whether somebody has
    /// set the server's clock since the cycle before.
    bool advance(const ServerFacts &facts);

    /// Whether raw rows after the cursor may be gone, so that applyAggregates() is needed first.
    bool needsAggregates(const ServerFacts &facts) const;
    /// Continues from the cursor with the server's one-minute sums, up to where raw rows are still kept. A
    /// minute that began before the cursor is left out rather than counted twice.
    void applyAggregates(const QList<AggregateRow> &rows, const ServerFacts &facts);
    /// The server keeps no one-minute sums that cover the gap: counting starts over at what raw rows are
    /// left.
    void skipGap(const ServerFacts &facts);

    /// Raw rows with an id above this are wanted.
    double cursor() const { return m_cursor; }
    /// Raw rows from this id on are not: rows that a run before left behind, as it seems in the future.
    std::optional<double> rowBound() const;
    /// Gives a cursor up that lies in the future, where no row came for some time, and goes on from the
    /// present. Returns whether it did; ignore() must follow.
    bool restartCursor();
    /// @p rows, the ones above the cursor that are on the server now, are not counted, neither now nor later.
    void ignore(const QList<AnalyticsRow> &rows);
    void applyRows(const QList<AnalyticsRow> &rows, const QList<int> &liveThreads);

    /// Ends the cycle: loads, high-water marks, and what events tell. Analytics that are off count nothing.
    /// They are compared with the component in cycles that have read them.
    void finish(const ServerFacts &facts, bool analyticsOn = true, bool analyticsRead = true);
    /// What an administrator should know about the cycle that has ended.
    QStringList notes() const { return m_notes + m_events.notes() + m_wire.notes(); }
    /// Whether the counters are known without analytics.
    bool countsOnWire() const { return m_wire.isCovered(); }
    /// The reading of a topic below the family of tables that was not counted since the broker started;
    /// nothing where that is not known.
    std::optional<MetricReading> uncounted(const QString &topic, bool analyticsOn) const;

    /// All metrics whose value is known, from events where these tell it exactly; analytics that are off
    /// leave theirs out.
    QList<MetricReading> readings(const ServerFacts &facts, bool analyticsOn) const;

    /// When the broker started, by the server's clock as it was then: names the run.
    qint64 bootMs() const { return m_bootMs; }
    /// When the broker started, by the server's clock as it is now.
    qint64 startedMs() const { return m_wallMs - m_runMs; }
    qint64 countingSinceMs() const { return m_sinceMs; }
    /// How long the broker had been up when the counters were right, by the clock of what counts them on the
    /// wire; nothing where these do not come from there.
    std::optional<qint64> countedMs() const;
    /// What analytics have counted.
    const CounterSet &counters() const { return m_counters; }
    /// What is published.
    const CounterSet &totals() const { return m_wire.isActive() ? m_wire.totals() : m_counters; }

    Json toJson() const;
    /// Nothing where @p json is not a state that this version can continue from.
    static std::optional<Metrics> fromJson(const Json &json);

private:
    bool isSameRun(qint64 bootMs, const ServerFacts &facts, BootSource source) const;
    bool isComparable(const ServerFacts &facts) const;
    qint64 passedMs(const ServerFacts &facts) const;
    void clockStepped(qint64 byMs);
    bool collectsAhead() const;

    struct ThreadGauges
    {
        qint64 connections = 0;
        qint64 heapUsed = 0;
    };

    qint64 connectedOn(const QList<int> &threads) const;
    qint64 heapOn(const QList<int> &threads) const;
    bool gaugesKnown(const QList<int> &threads) const;
    void appendGauges(QList<MetricReading> &list, const ServerFacts &facts) const;
    void appendCounters(QList<MetricReading> &list) const;
    Quality counterQuality(const QString &key) const;
    /// How long the broker had been up at @p wallMs of the server's clock as it is now.
    qint64 runMsAt(qint64 wallMs) const;
    /// How long the broker had been up when the counter @p key was 0.
    qint64 countedFromMs(const QString &key, bool analyticsOn) const;
    void updateLoads(bool analyticsOn);
    void interruptAnalytics();
    /// The counters behind "load/...", by the topic stem.
    static const QList<std::pair<QString, QString>> &loadCounters();
    void appendSessions(QList<MetricReading> &list, const ServerFacts &facts) const;

    qint64 m_bootMs = 0;
    BootSource m_bootSource = BootSource::MqttLoaded;
    qint64 m_sinceMs = 0; ///< counters count from here: bootMs where the rows since then are known
    qint64 m_wallMs = 0;  ///< the server's clock in the last cycle
    std::optional<qint64> m_steadyMs; ///< the clock that cannot be set, then
    quint64 m_steadyOrigin = 0;
    qint64 m_runMs = 0;       ///< how long the broker had been up then
    bool m_clockSet = false;  ///< somebody has set the server's clock since the broker started
    qint64 m_skewUntilMs = 0; ///< rows with times before this have ids of before the clock was set back
    qint64 m_rowRunMs = 0;    ///< m_runMs when the last row was counted
    bool m_newRun = false;    ///< this is the first cycle of a run
    QSet<double> m_ahead;     ///< ids above the cursor of rows that are not ours to count
    double m_aheadMax = 0;    ///< the greatest of them; 0: there are none
    QStringList m_notes;
    double m_cursor = 0;
    CounterSet m_counters;
    CounterSet m_published; ///< the totals of the last cycle
    bool m_exact = true;    ///< no gap was filled from one-minute sums since the broker started
    ReportLedger m_ledger;
    QHash<int, ThreadGauges> m_threads;
    bool m_gaugesComplete = true; ///< every row since boot was seen: a thread without one has no connections
    qint64 m_maxConnected = 0;
    qint64 m_maxHeap = 0;
    QMap<QString, LoadAverage> m_loads; ///< by counter key
    EventMetrics m_events;
    WireMetrics m_wire;
    CountingClock m_counted; ///< of what the wire tells
};

} // namespace syspulse
