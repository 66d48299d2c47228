// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metrics.h"

#include "core/base/json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QDateTime>

namespace syspulse {

namespace {

constexpr QLatin1String broker("$SYS/broker/");

/// The counters behind "load/...", by the topic stem.
const QList<std::pair<QString, QString>> &loadCounters()
{
    static const QList<std::pair<QString, QString>> list{
        {QStringLiteral("load/messages/received"), QStringLiteral("messages/received")},
        {QStringLiteral("load/messages/sent"), QStringLiteral("messages/sent")},
        {QStringLiteral("load/publish/received"), QStringLiteral("publish/messages/received")},
        {QStringLiteral("load/publish/sent"), QStringLiteral("publish/messages/sent")},
        {QStringLiteral("load/bytes/received"), QStringLiteral("bytes/received")},
        {QStringLiteral("load/bytes/sent"), QStringLiteral("bytes/sent")},
        {QStringLiteral("load/connections"), CounterSet::connectAttemptsKey()},
    };
    return list;
}

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

/// Puts @p reading in the place of the one with its topic, or at the end.
void put(QList<MetricReading> &list, const MetricReading &reading)
{
    const auto same = std::find_if(list.begin(), list.end(), [&reading](const MetricReading &other) {
        return other.topic == reading.topic;
    });
    if (same == list.end())
        list.append(reading);
    else
        *same = reading;
}

} // namespace

bool Metrics::isSameRun(qint64 bootMs, BootSource source) const
{
    // Within one run the process begins first and the MQTT part is loaded later, never the other way round.
    qint64 earliest = bootMs - bootToleranceMs;
    qint64 latest = bootMs + bootToleranceMs;
    if (m_bootSource == BootSource::ProcessStarted && source == BootSource::MqttLoaded)
        earliest -= loadingMs;
    if (m_bootSource == BootSource::MqttLoaded && source == BootSource::ProcessStarted)
        latest += loadingMs;
    return m_bootMs >= earliest && m_bootMs <= latest;
}

Metrics::Continuity Metrics::begin(qint64 bootMs, qint64 serverTimeMs, BootSource source)
{
    const bool first = m_bootMs == 0;
    if (!first && isSameRun(bootMs, source))
        return Continuity::Continued;

    *this = Metrics();
    m_bootMs = bootMs;
    m_bootSource = source;
    m_sinceMs = std::max(bootMs, serverTimeMs - maxBackfillMs);
    m_cursor = double(m_sinceMs);
    m_gaugesComplete = serverTimeMs - bootMs < rawRetentionMs;
    return first ? Continuity::FirstRun : Continuity::BrokerRestarted;
}

bool Metrics::needsAggregates(qint64 serverTimeMs) const
{
    return double(serverTimeMs) - m_cursor > double(rawRetentionMs);
}

void Metrics::applyAggregates(const QList<AggregateRow> &rows, qint64 serverTimeMs)
{
    constexpr double windowMs = 60000;
    const double rawFromMs = double(serverTimeMs - rawRetentionMs);
    double covered = m_cursor;
    for (const AggregateRow &row : rows) {
        if (row.timeMs - windowMs < m_cursor || row.timeMs > rawFromMs)
            continue;
        m_counters.add(row.entry);
        covered = std::max(covered, row.timeMs);
    }
    m_cursor = covered;
    m_exact = false;
    m_events.analyticsInterrupted();
    m_threads.clear();
    m_gaugesComplete = false;
}

void Metrics::skipGap(qint64 serverTimeMs)
{
    m_sinceMs = serverTimeMs - rawRetentionMs;
    m_cursor = double(m_sinceMs);
    m_counters = CounterSet();
    m_events.analyticsInterrupted();
    m_loads.clear();
    m_threads.clear();
    m_gaugesComplete = false;
}

void Metrics::applyRows(const QList<AnalyticsRow> &rows, const QList<int> &liveThreads)
{
    for (const AnalyticsRow &row : rows) {
        if (row.id <= m_cursor)
            continue;
        m_cursor = row.id;
        ThreadGauges &gauges = m_threads[row.threadId];
        gauges.connections = 0;
        for (const AnalyticsEntry &entry : m_ledger.fresh(row)) {
            m_counters.add(entry);
            if (entry.metric == QLatin1String("mqtt-connections"))
                gauges.connections = std::max<qint64>(0, entry.connections);
            else if (entry.metric == QLatin1String("memory") && entry.heapUsed > 0)
                gauges.heapUsed = entry.heapUsed;
        }
        // Only threads that live now: those that a restart ended send no last report, and their connections
        // must not be added to those of their successors.
        m_maxConnected = std::max(m_maxConnected, connectedOn(liveThreads));
        m_maxHeap = std::max(m_maxHeap, heapOn(liveThreads));
    }
}

void Metrics::finish(const ServerFacts &facts, bool analyticsOn)
{
    // Thread 0 is the main thread; it is not listed among the workers.
    m_threads.removeIf([&facts](QHash<int, ThreadGauges>::iterator it) {
        return it.key() != 0 && !facts.liveThreads.contains(it.key());
    });
    m_maxConnected = std::max(m_maxConnected, connectedOn(facts.liveThreads));
    m_maxHeap = std::max(m_maxHeap, heapOn(facts.liveThreads));
    for (const auto &[stem, counter] : loadCounters())
        m_loads[counter].update(m_counters.value(counter), facts.serverTimeMs);

    EventMetrics::Basis basis;
    basis.serverTimeMs = facts.serverTimeMs;
    basis.countsWhole = facts.events && facts.events->sinceMs <= m_bootMs + loadingMs;
    basis.analyticsOn = analyticsOn;
    basis.connected = connectedOn(facts.liveThreads);
    basis.connectedKnown = gaugesKnown(facts.liveThreads);
    basis.maximum = m_maxConnected;
    basis.refused = m_counters.value(QStringLiteral("connections/failed"));
    basis.refusedWhole = m_exact && m_sinceMs == m_bootMs;
    m_events.finish(facts.events, basis);
}

qint64 Metrics::connectedOn(const QList<int> &threads) const
{
    qint64 sum = 0;
    for (const int id : threads)
        sum += m_threads.value(id).connections;
    return sum;
}

qint64 Metrics::heapOn(const QList<int> &threads) const
{
    qint64 sum = m_threads.value(0).heapUsed;
    for (const int id : threads)
        sum += m_threads.value(id).heapUsed;
    return sum;
}

bool Metrics::gaugesKnown(const QList<int> &threads) const
{
    return m_gaugesComplete ||
           std::all_of(threads.cbegin(), threads.cend(), [this](int id) { return m_threads.contains(id); });
}

void Metrics::appendAnalytics(QList<MetricReading> &list, const ServerFacts &facts) const
{
    const auto add = [&list](const QString &topic, MetricValue value, Quality quality) {
        list.append({broker + topic, std::move(value), Source::Analytics, quality});
    };

    const Quality gauge = gaugesKnown(facts.liveThreads) ? Quality::Measured : Quality::Estimated;
    const qint64 connected = connectedOn(facts.liveThreads);
    add(QStringLiteral("clients/connected"), connected, gauge);
    add(QStringLiteral("clients/active"), connected, gauge);
    add(QStringLiteral("clients/maximum"), m_maxConnected,
        m_sinceMs == m_bootMs && m_gaugesComplete ? Quality::Measured : Quality::Estimated);
    if (const qint64 heap = heapOn(facts.liveThreads); heap > 0) {
        add(QStringLiteral("heap/current"), heap, gauge);
        add(QStringLiteral("heap/maximum"), m_maxHeap, Quality::Estimated);
    }

    const Quality counter = m_exact ? Quality::Measured : Quality::Estimated;
    for (const MetricDescription &metric : catalogue()) {
        if (metric.kind == MetricKind::Counter && metric.source == Source::Analytics && metric.publishable())
            list.append({metric.topic, m_counters.value(metric.topic.mid(broker.size())), Source::Analytics,
                         counter});
    }
    for (auto it = m_counters.values().cbegin(); it != m_counters.values().cend(); ++it) {
        if (it.key().startsWith(QLatin1String("topics/")))
            add(it.key(), it.value(), counter);
    }
    for (const auto &[stem, key] : loadCounters()) {
        const LoadAverage load = m_loads.value(key);
        for (int i = 0; i < int(LoadAverage::minutes.size()); ++i) {
            if (const auto value = load.value(i))
                add(stem + QStringLiteral("/%1min").arg(LoadAverage::minutes[size_t(i)]),
                    std::round(*value * 100.0) / 100.0, Quality::Derived);
        }
    }
}

void Metrics::appendSessions(QList<MetricReading> &list, const ServerFacts &facts) const
{
    const QString connectedTopic = broker + QStringLiteral("clients/connected");
    const auto connected = std::find_if(list.cbegin(), list.cend(), [&](const MetricReading &reading) {
        return reading.topic == connectedTopic;
    });
    // A persistent session does not tell whether its client is connected; without events only the absence of
    // sessions is certain.
    const bool none = facts.durableSessions == 0;
    const std::optional<int> disconnected = none ? 0 : facts.disconnected;
    if (connected == list.cend() || !disconnected)
        return;
    const MetricReading total{broker + QStringLiteral("clients/total"),
                              std::get<qint64>(connected->value) + *disconnected, connected->source,
                              none ? connected->quality : std::max(connected->quality, Quality::Derived)};
    for (const auto &topic : {QStringLiteral("clients/disconnected"), QStringLiteral("clients/inactive")})
        list.append({broker + topic, qint64(*disconnected), Source::System,
                     none ? Quality::Measured : Quality::Derived});
    list.append(total);
}

QList<MetricReading> Metrics::readings(const ServerFacts &facts, bool analyticsOn) const
{
    QList<MetricReading> list;
    const auto info = [&list](const QString &topic, MetricValue value, Quality quality = Quality::Measured) {
        list.append({broker + topic, std::move(value), Source::Info, quality});
    };
    if (!facts.version.isEmpty())
        info(QStringLiteral("version"), QStringLiteral("HarperDB ") + facts.version);
    info(QStringLiteral("uptime"), std::max<qint64>(0, (facts.serverTimeMs - m_bootMs) / 1000));
    info(QStringLiteral("timestamp"), isoTime(m_bootMs));
    info(QStringLiteral("time"), isoTime(facts.serverTimeMs));
    if (analyticsOn)
        appendAnalytics(list, facts);
    for (const MetricReading &reading : m_events.readings())
        put(list, reading);
    appendSessions(list, facts);
    if (analyticsOn) {
        list.append({broker + QStringLiteral("syspulse/updater/counting_since"), isoTime(m_sinceMs),
                     Source::Local, Quality::Measured});
    }
    return list;
}

Json Metrics::toJson() const
{
    Json threads = Json::array();
    for (auto it = m_threads.cbegin(); it != m_threads.cend(); ++it)
        threads.push_back({{"id", it.key()}, {"connections", it->connections}, {"heap", it->heapUsed}});
    Json loads = Json::object();
    for (auto it = m_loads.cbegin(); it != m_loads.cend(); ++it)
        loads[toUtf8String(it.key())] = it->toJson();
    return {{"version", 1},
            {"boot", m_bootMs},
            {"bootFromProcess", m_bootSource == BootSource::ProcessStarted},
            {"since", m_sinceMs},
            {"cursor", m_cursor},
            {"counters", m_counters.toJson()},
            {"exact", m_exact},
            {"threads", threads},
            {"reports", m_ledger.toJson()},
            {"gaugesComplete", m_gaugesComplete},
            {"maxConnected", m_maxConnected},
            {"maxHeap", m_maxHeap},
            {"loads", loads},
            {"events", m_events.toJson()}};
}

std::optional<Metrics> Metrics::fromJson(const Json &json)
{
    if (integerAt(json, "version") != 1)
        return std::nullopt;
    Metrics metrics;
    metrics.m_bootMs = integerAt(json, "boot").value_or(0);
    if (boolAt(json, "bootFromProcess").value_or(false))
        metrics.m_bootSource = BootSource::ProcessStarted;
    metrics.m_sinceMs = integerAt(json, "since").value_or(0);
    metrics.m_cursor = numberAt(json, "cursor").value_or(0);
    metrics.m_exact = boolAt(json, "exact").value_or(false);
    const bool plausible = metrics.m_bootMs > 0 && metrics.m_sinceMs >= metrics.m_bootMs &&
                           metrics.m_cursor >= double(metrics.m_bootMs);
    const Json *counters = member(json, "counters");
    if (!plausible || !counters)
        return std::nullopt;
    metrics.m_counters = CounterSet::fromJson(*counters);
    metrics.m_gaugesComplete = boolAt(json, "gaugesComplete").value_or(false);
    metrics.m_maxConnected = integerAt(json, "maxConnected").value_or(0);
    metrics.m_maxHeap = integerAt(json, "maxHeap").value_or(0);
    if (const Json *threads = member(json, "threads")) {
        for (const Json &thread : *threads) {
            if (const auto id = integerAt(thread, "id"))
                metrics.m_threads.insert(int(*id), {integerAt(thread, "connections").value_or(0),
                                                    integerAt(thread, "heap").value_or(0)});
        }
    }
    if (const Json *reports = member(json, "reports"))
        metrics.m_ledger = ReportLedger::fromJson(*reports);
    if (const Json *loads = member(json, "loads"); loads && loads->is_object()) {
        for (const auto &[key, value] : loads->items()) {
            if (const auto load = LoadAverage::fromJson(value))
                metrics.m_loads[QString::fromStdString(key)] = *load;
        }
    }
    if (const Json *events = member(json, "events"))
        metrics.m_events = EventMetrics::fromJson(*events);
    return metrics;
}

} // namespace syspulse
