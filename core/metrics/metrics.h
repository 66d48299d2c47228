// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/counterset.h"
#include "core/metrics/eventmetrics.h"
#include "core/metrics/loadaverage.h"
#include "core/metrics/reading.h"
#include "core/metrics/reportledger.h"

#include <optional>

#include <QHash>
#include <QMap>

namespace syspulse {

/// What one updater cycle learnt beside the analytics rows.
struct ServerFacts
{
    qint64 serverTimeMs = 0;            ///< the server's clock
    QString version;                    ///< for example "4.7.29"; empty when not known
    QList<int> liveThreads;             ///< ids of the worker threads that live now
    std::optional<int> durableSessions; ///< persistent sessions; nothing when not readable
    std::optional<EventCounts> events;  ///< what the component counts; nothing where it does not run
    std::optional<int> disconnected;    ///< persistent sessions without a client, as far as events tell them
};

/// Folds analytics rows into the metrics of the catalogue. Pure: no clock, no network.
///
/// Counters count from the start of the server process. They are a function of the stored state and the rows
/// after its cursor, so an updater that was killed, or was down, ends with the same totals as one that never
/// stopped. Raw rows are kept for an hour; a longer gap is filled from the server's own one-minute sums,
/// which HarperDB 4.7 keeps with holes: from then on the counters are marked as estimated.
class Metrics
{
public:
    /// How long raw analytics can be relied on: HarperDB keeps them for 1 h and prunes every 30 s.
    static constexpr qint64 rawRetentionMs = 55 * 60 * 1000;
    /// How far back the first run looks on a server that has been up for longer.
    static constexpr qint64 maxBackfillMs = 24 * 3600 * 1000LL;
    /// Boot times that differ by less are the same run; the process list tells it in whole seconds only.
    static constexpr qint64 bootToleranceMs = 3000;
    /// How much later than its process the server may have loaded its MQTT part.
    static constexpr qint64 loadingMs = 60000;

    /// What happened to the broker between two cycles.
    enum class Continuity { FirstRun, Continued, BrokerRestarted };

    /// How the server told when it started: when it loaded its MQTT part, or when its process began. A server
    /// that has just restarted its workers may leave out the first, so the two are comparable.
    enum class BootSource { MqttLoaded, ProcessStarted };

    /// Starts a cycle: @p bootMs is when the server started. Resets what a restart resets.
    Continuity begin(qint64 bootMs, qint64 serverTimeMs, BootSource source = BootSource::MqttLoaded);

    /// Whether raw rows after the cursor may be gone, so that applyAggregates() is needed first.
    bool needsAggregates(qint64 serverTimeMs) const;
    /// Continues from the cursor with the server's one-minute sums, up to where raw rows are still kept. A
    /// minute that began before the cursor is left out rather than counted twice.
    void applyAggregates(const QList<AggregateRow> &rows, qint64 serverTimeMs);
    /// The server keeps no one-minute sums that cover the gap: counting starts anew at what raw rows are
    /// left.
    void skipGap(qint64 serverTimeMs);

    /// Raw rows with an id above this are wanted.
    double cursor() const { return m_cursor; }
    void applyRows(const QList<AnalyticsRow> &rows, const QList<int> &liveThreads);

    /// Ends the cycle: loads, high-water marks, and what events tell. Analytics that are off count nothing.
    void finish(const ServerFacts &facts, bool analyticsOn = true);
    /// What a person should know about the cycle that has ended.
    const QStringList &notes() const { return m_events.notes(); }

    /// All metrics whose value is known, from events where these tell it exactly; analytics that are off
    /// leave theirs out.
    QList<MetricReading> readings(const ServerFacts &facts, bool analyticsOn) const;

    qint64 bootMs() const { return m_bootMs; }
    qint64 countingSinceMs() const { return m_sinceMs; }
    const CounterSet &counters() const { return m_counters; }

    Json toJson() const;
    /// Nothing where @p json is not a state that this version can continue from.
    static std::optional<Metrics> fromJson(const Json &json);

private:
    bool isSameRun(qint64 bootMs, BootSource source) const;

    struct ThreadGauges
    {
        qint64 connections = 0;
        qint64 heapUsed = 0;
    };

    qint64 connectedOn(const QList<int> &threads) const;
    qint64 heapOn(const QList<int> &threads) const;
    bool gaugesKnown(const QList<int> &threads) const;
    void appendAnalytics(QList<MetricReading> &list, const ServerFacts &facts) const;
    void appendSessions(QList<MetricReading> &list, const ServerFacts &facts) const;

    qint64 m_bootMs = 0;
    BootSource m_bootSource = BootSource::MqttLoaded;
    qint64 m_sinceMs = 0; ///< counters count from here: bootMs where the rows since then are known
    double m_cursor = 0;
    CounterSet m_counters;
    bool m_exact = true; ///< no gap was filled from one-minute sums since the broker started
    ReportLedger m_ledger;
    QHash<int, ThreadGauges> m_threads;
    bool m_gaugesComplete = true; ///< every row since boot was seen: a thread without one has no connections
    qint64 m_maxConnected = 0;
    qint64 m_maxHeap = 0;
    QMap<QString, LoadAverage> m_loads; ///< by counter key
    EventMetrics m_events;
};

} // namespace syspulse
