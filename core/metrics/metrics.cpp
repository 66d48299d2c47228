// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metrics.h"

#include "core/base/bounded.h"
#include "core/metrics/entrysums.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QDateTime>

namespace syspulse {

bool Metrics::isComparable(const ServerFacts &facts) const
{
    return facts.steadyMs && m_steadyMs && facts.steadyOrigin == m_steadyOrigin &&
           *facts.steadyMs >= *m_steadyMs;
}

qint64 Metrics::passedMs(const ServerFacts &facts) const
{
    return isComparable(facts) ? *facts.steadyMs - *m_steadyMs
                               : std::max<qint64>(0, facts.serverTimeMs - m_wallMs);
}

bool Metrics::isSameRun(qint64 bootMs, const ServerFacts &facts, BootSource source) const
{
    // Within one run the process begins first and the MQTT part is loaded later, never the other way round.
    qint64 earliest = bootMs - bootToleranceMs;
    qint64 latest = bootMs + bootToleranceMs;
    if (m_bootSource == BootSource::ProcessStarted && source == BootSource::MqttLoaded)
        earliest -= loadingMs;
    if (m_bootSource == BootSource::MqttLoaded && source == BootSource::ProcessStarted)
        latest += loadingMs;
    // The process list tells the start by the clock of today, which may have been set since.
    const bool today = source == BootSource::ProcessStarted && isComparable(facts);
    const qint64 known = today ? facts.serverTimeMs - m_runMs - passedMs(facts) : m_bootMs;
    return known >= earliest && known <= latest;
}

Metrics::Continuity Metrics::begin(qint64 bootMs, const ServerFacts &facts, BootSource source)
{
    m_notes.clear();
    m_newRun = false;
    const bool first = m_bootMs == 0;
    if (!first && isSameRun(bootMs, facts, source))
        return Continuity::Continued;

    const qint64 now = facts.serverTimeMs;
    *this = Metrics();
    m_newRun = true;
    m_bootMs = bootMs;
    m_bootSource = source;
    m_wallMs = now;
    m_steadyMs = facts.steadyMs;
    m_steadyOrigin = facts.steadyOrigin;
    const qint64 startedMs = facts.processStartedMs.value_or(bootMs);
    m_clockSet = bootMs > now + bootToleranceMs || bootMs < startedMs - bootToleranceMs ||
                 bootMs > startedMs + loadingMs;
    m_runMs = std::max<qint64>(0, now - (m_clockSet ? startedMs : bootMs));
    m_exact = !m_clockSet;
    if (m_clockSet && bootMs > now - m_runMs)
        m_skewUntilMs = now + (bootMs - (now - m_runMs)) + loadingMs;
    m_sinceMs = std::max(bootMs, now - maxBackfillMs);
    m_cursor = double(m_sinceMs);
    m_gaugesComplete = m_runMs < facts.reliableRawMs && !m_clockSet;
    return first ? Continuity::FirstRun : Continuity::BrokerRestarted;
}

bool Metrics::advance(const ServerFacts &facts)
{
    const bool comparable = isComparable(facts);
    const qint64 passed = passedMs(facts);
    const qint64 stepMs = facts.serverTimeMs - m_wallMs - passed;
    const bool remote = !comparable || facts.steadyOrigin != 0;
    const qint64 tolerance = (remote ? remoteStepToleranceMs : stepToleranceMs) + passed / 1000;
    m_runMs += passed;
    m_wallMs = facts.serverTimeMs;
    m_steadyMs = facts.steadyMs;
    m_steadyOrigin = facts.steadyOrigin;
    if (std::abs(stepMs) <= tolerance)
        return false;
    clockStepped(stepMs);
    return true;
}

void Metrics::interruptAnalytics()
{
    m_events.analyticsInterrupted();
    m_wire.analyticsInterrupted();
}

void Metrics::clockStepped(qint64 byMs)
{
    const auto seconds = QString::number(double(std::abs(byMs)) / 1000.0, 'f', 1);
    if (m_wire.isCovered())
        m_notes.append(
            (byMs < 0 ? QCoreApplication::translate("Metrics", "The server's clock was set back by %1 s.")
                      : QCoreApplication::translate("Metrics", "The server's clock was set forward by %1 s."))
                .arg(seconds));
    else
        m_notes.append(
            (byMs < 0 ? QCoreApplication::translate("Metrics", "The server's clock was set back by %1 s: the "
                                                               "message counters are estimated until the "
                                                               "broker restarts.")
                      : QCoreApplication::translate("Metrics",
                                                    "The server's clock was set forward by %1 s: the message "
                                                    "counters are estimated until the broker restarts."))
                .arg(seconds));
    m_clockSet = true;
    m_exact = false;
    interruptAnalytics();
    // The ids of rows follow the clock again when it has caught up with them; HarperDB looks once a minute.
    if (byMs < 0)
        m_skewUntilMs = std::max(m_skewUntilMs, m_wallMs - byMs + loadingMs);
}

bool Metrics::needsAggregates(const ServerFacts &facts) const
{
    // In a run that is known, all rows up to the last cycle were read, whatever the clock said.
    const double gap = m_newRun ? double(facts.serverTimeMs) - m_cursor : double(passedMs(facts));
    return gap > double(facts.reliableRawMs);
}

std::optional<double> Metrics::rowBound() const
{
    if (m_ahead.isEmpty())
        return std::nullopt;
    return double(m_wallMs + loadingMs);
}

bool Metrics::restartCursor()
{
    if (m_cursor <= double(m_wallMs + loadingMs) || m_runMs - m_rowRunMs < lostCursorMs)
        return false;
    m_notes.append(QCoreApplication::translate(
        "Metrics", "The server's analytics go on below what was read: counting goes on from now, and the "
                   "counters are estimated until the broker restarts."));
    m_clockSet = true;
    m_exact = false;
    m_gaugesComplete = false;
    m_cursor = double(m_wallMs);
    m_rowRunMs = m_runMs;
    interruptAnalytics();
    return true;
}

void Metrics::ignore(const QList<AnalyticsRow> &rows)
{
    for (const AnalyticsRow &row : rows) {
        if (row.id <= m_cursor)
            continue;
        m_ahead.insert(row.id);
        m_aheadMax = std::max(m_aheadMax, row.id);
    }
}

bool Metrics::collectsAhead() const
{
    // Rows of a run before, when the clock was ahead of what it is now. In the first cycle of a run they can
    // be told by their times, and so can those that were known before this updater started.
    return !m_clockSet && (m_newRun || (m_aheadMax > m_cursor && m_ahead.isEmpty()));
}

void Metrics::applyAggregates(const QList<AggregateRow> &rows, const ServerFacts &facts)
{
    constexpr double windowMs = 60000;
    const double rawFromMs = double(facts.serverTimeMs - facts.reliableRawMs);
    double covered = m_cursor;
    for (const AggregateRow &row : rows) {
        if (row.timeMs - windowMs < m_cursor || row.timeMs > rawFromMs)
            continue;
        m_counters.add(row.entry);
        m_wire.count(row);
        covered = std::max(covered, row.timeMs);
    }
    m_cursor = covered;
    m_exact = false;
    interruptAnalytics();
    m_threads.clear();
    m_gaugesComplete = false;
}

void Metrics::skipGap(const ServerFacts &facts)
{
    m_sinceMs = std::max(m_bootMs, facts.serverTimeMs - facts.reliableRawMs);
    m_cursor = double(m_sinceMs);
    m_counters = CounterSet();
    interruptAnalytics();
    m_loads.clear();
    m_threads.clear();
    m_gaugesComplete = false;
}

void Metrics::applyRows(const QList<AnalyticsRow> &rows, const QList<int> &liveThreads)
{
    using What = AnalyticsName::What;
    const bool collecting = collectsAhead();
    EntrySums counted;
    bool mayRise = true; // the threads may be other ones than in the cycle before
    for (const AnalyticsRow &row : rows) {
        if (row.id <= m_cursor || m_ahead.contains(row.id))
            continue;
        if (collecting && row.timeMs > double(m_wallMs + stepToleranceMs)) {
            ignore({row});
            continue;
        }
        m_cursor = row.id;
        m_rowRunMs = m_runMs;
        ThreadGauges &gauges = m_threads[row.threadId];
        const ThreadGauges before = gauges;
        gauges.connections = 0;
        const bool skewed = row.timeMs < double(m_skewUntilMs);
        const QList<AnalyticsEntry> entries = skewed ? m_ledger.skip(row) : m_ledger.fresh(row);
        for (const AnalyticsEntry &entry : entries) {
            if (entry.name.what() == What::Connections)
                gauges.connections = std::max<qint64>(0, entry.connections);
            else if (entry.name.what() == What::Memory && entry.heapUsed > 0)
                gauges.heapUsed = entry.heapUsed;
            else
                counted.add(entry);
        }
        m_wire.count(row.threadId, row.timeMs, entries);
        mayRise = mayRise || gauges.connections > before.connections || gauges.heapUsed > before.heapUsed;
        if (!std::exchange(mayRise, false))
            continue;
        // Only threads that live now: those that a restart ended send no last report, and their connections
        // must not be added to those of their successors.
        m_maxConnected = std::max(m_maxConnected, connectedOn(liveThreads));
        m_maxHeap = std::max(m_maxHeap, heapOn(liveThreads));
    }
    m_counters.add(counted);
    m_ahead.removeIf([this](double id) { return id <= m_cursor; });
    if (m_aheadMax <= m_cursor)
        m_aheadMax = 0;
}

void Metrics::finish(const ServerFacts &facts, bool analyticsOn, bool analyticsRead)
{
    m_newRun = false;
    // Thread 0 is the main thread; it is not listed among the workers.
    m_threads.removeIf([&facts](QHash<int, ThreadGauges>::iterator it) {
        return it.key() != 0 && !facts.liveThreads.contains(it.key());
    });
    m_maxConnected = std::max(m_maxConnected, connectedOn(facts.liveThreads));
    m_maxHeap = std::max(m_maxHeap, heapOn(facts.liveThreads));
    WireMetrics::Basis wire;
    wire.runMs = m_runMs;
    wire.wallMs = m_wallMs;
    wire.bootMs = m_bootMs;
    wire.liveThreads = facts.liveThreads;
    wire.analyticsOn = analyticsOn;
    wire.analyticsRead = analyticsRead;
    wire.analytics = m_counters;
    wire.published = m_published;
    m_wire.finish(facts.events, wire);
    m_published = totals();
    if (m_wire.hasFollowed())
        m_counted.update(*facts.events->wire, m_runMs);
    else if (!m_wire.isCovered())
        m_counted.reset();
    updateLoads(analyticsOn);

    EventMetrics::Basis basis;
    basis.runMs = m_runMs;
    basis.countedMs = countedMs().value_or(m_runMs);
    if (facts.events)
        basis.sinceRunMs = runMsAt(facts.events->sinceMs);
    basis.countsWhole = facts.events && facts.events->sinceMs >= m_bootMs - loadingMs &&
                        facts.events->sinceMs <= m_bootMs + loadingMs;
    basis.analyticsOn = analyticsOn;
    basis.analyticsRead = analyticsRead;
    basis.connected = connectedOn(facts.liveThreads);
    basis.connectedKnown = gaugesKnown(facts.liveThreads);
    basis.maximum = m_maxConnected;
    basis.refused = m_counters.value(QStringLiteral("connections/failed"));
    basis.refusedWhole = m_exact && m_sinceMs == m_bootMs;
    m_events.finish(facts.events, basis);
}

std::optional<qint64> Metrics::countedMs() const
{
    return countsOnWire() ? m_counted.ms() : std::nullopt;
}

qint64 Metrics::runMsAt(qint64 wallMs) const
{
    return std::clamp<qint64>(boundedDifference(wallMs, startedMs()), 0, m_runMs);
}

qint64 Metrics::countedFromMs(const QString &key, bool analyticsOn) const
{
    const qint64 analyticsMs = m_sinceMs == m_bootMs ? 0 : runMsAt(m_sinceMs);
    if (!m_wire.isActive())
        return analyticsMs;
    const qint64 wireMs = m_wire.isComplete() ? 0 : runMsAt(m_wire.sinceMs());
    return CounterSet::isOnWireOnly(key) || !analyticsOn ? wireMs : std::min(wireMs, analyticsMs);
}

void Metrics::updateLoads(bool analyticsOn)
{
    for (const auto &[stem, key] : loadCounters()) {
        if (!countsOnWire() && (CounterSet::isOnWireOnly(key) || !analyticsOn))
            continue;
        auto load = m_loads.find(key);
        if (load == m_loads.end())
            load = m_loads.insert(key, LoadAverage(countedFromMs(key, analyticsOn)));
        load->update(m_published.value(key), countedMs().value_or(m_runMs));
    }
}

qint64 Metrics::connectedOn(const QList<int> &threads) const
{
    qint64 sum = 0;
    for (const int id : threads)
        sum = boundedSum(sum, m_threads.value(id).connections);
    return sum;
}

qint64 Metrics::heapOn(const QList<int> &threads) const
{
    qint64 sum = m_threads.value(0).heapUsed;
    for (const int id : threads)
        sum = boundedSum(sum, m_threads.value(id).heapUsed);
    return sum;
}

bool Metrics::gaugesKnown(const QList<int> &threads) const
{
    return m_gaugesComplete ||
           std::all_of(threads.cbegin(), threads.cend(), [this](int id) { return m_threads.contains(id); });
}

} // namespace syspulse
