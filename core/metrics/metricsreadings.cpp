// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded.h"
#include "core/metrics/metrics.h"
#include "core/topics/systopics.h"

#include "core/base/product.h"
#include <algorithm>
#include <cmath>
#include <utility>

#include <QDateTime>

namespace syspulse {

namespace {

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

const QList<std::pair<QString, QString>> &Metrics::loadCounters()
{
    static const QList<std::pair<QString, QString>> list{
        {QStringLiteral("load/messages/received"), QStringLiteral("messages/received")},
        {QStringLiteral("load/messages/sent"), QStringLiteral("messages/sent")},
        {QStringLiteral("load/publish/received"), QStringLiteral("publish/messages/received")},
        {QStringLiteral("load/publish/sent"), QStringLiteral("publish/messages/sent")},
        {QStringLiteral("load/publish/dropped"), QStringLiteral("publish/messages/dropped")},
        {QStringLiteral("load/bytes/received"), QStringLiteral("bytes/received")},
        {QStringLiteral("load/bytes/sent"), QStringLiteral("bytes/sent")},
        {QStringLiteral("load/connections"), CounterSet::connectAttemptsKey()},
    };
    return list;
}

Quality Metrics::counterQuality(const QString &key) const
{
    return m_wire.isActive() ? m_wire.quality(key) : Quality::Estimated;
}

void Metrics::appendGauges(QList<MetricReading> &list, const ServerFacts &facts) const
{
    const auto add = [&list](const QString &topic, MetricValue value, Quality quality) {
        list.append({systopics::broker + topic, std::move(value), Source::Analytics, quality});
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
    const QString failed = QStringLiteral("connections/failed");
    add(failed, m_counters.value(failed), m_exact ? Quality::Measured : Quality::Estimated);
}

void Metrics::appendCounters(QList<MetricReading> &list) const
{
    const Source source = m_wire.isCovered() ? Source::Wire : Source::Analytics;
    const auto isKnown = [this](const QString &key) {
        return m_wire.isCovered() || !CounterSet::isOnWireOnly(key);
    };
    const auto add = [&](const QString &key) {
        list.append({systopics::broker + key, totals().value(key), source, counterQuality(key)});
    };
    for (const MetricDescription &metric : catalogue()) {
        const QString key = metric.topic.mid(systopics::broker.size());
        if (metric.kind == MetricKind::Counter && metric.source == Source::Wire && isKnown(key))
            add(key);
    }
    for (auto it = totals().values().cbegin(); it != totals().values().cend(); ++it) {
        if (it.key().startsWith(QLatin1String("topics/")) && it.value() > 0)
            add(it.key());
    }
    for (const auto &[stem, key] : loadCounters()) {
        if (!isKnown(key))
            continue;
        const LoadAverage load = m_loads.value(key);
        const Quality quality = std::max(Quality::Derived, counterQuality(key));
        for (int i = 0; i < int(LoadAverage::minutes.size()); ++i) {
            if (const auto value = load.value(i))
                list.append(
                    {systopics::broker + stem + QStringLiteral("/%1min").arg(LoadAverage::minutes[size_t(i)]),
                     std::round(*value * 100.0) / 100.0, source, quality});
        }
    }
}

std::optional<MetricReading> Metrics::uncounted(const QString &topic, bool analyticsOn) const
{
    if (!topic.startsWith(systopics::tables) || !(analyticsOn || countsOnWire()))
        return std::nullopt;
    return MetricReading{topic, qint64(0), countsOnWire() ? Source::Wire : Source::Analytics,
                         counterQuality(topic.mid(systopics::broker.size()))};
}

void Metrics::appendSessions(QList<MetricReading> &list, const ServerFacts &facts) const
{
    const auto connected = std::find_if(list.cbegin(), list.cend(), [&](const MetricReading &reading) {
        return reading.topic == systopics::clientsConnected;
    });
    // A persistent session does not tell whether its client is connected; without events only the absence of
    // sessions is certain.
    const bool none = facts.durableSessions == 0;
    const std::optional<int> disconnected = none ? 0 : facts.disconnected;
    if (connected == list.cend() || !disconnected)
        return;
    const MetricReading total{systopics::broker + QStringLiteral("clients/total"),
                              std::get<qint64>(connected->value) + *disconnected, connected->source,
                              none ? connected->quality : std::max(connected->quality, Quality::Derived)};
    for (const auto &topic : {QStringLiteral("clients/disconnected"), QStringLiteral("clients/inactive")})
        list.append({systopics::broker + topic, qint64(*disconnected), Source::System,
                     none ? Quality::Measured : Quality::Derived});
    list.append(total);
}

QList<MetricReading> Metrics::readings(const ServerFacts &facts, bool analyticsOn) const
{
    QList<MetricReading> list;
    const auto info = [&list](const QString &topic, MetricValue value, Quality quality = Quality::Measured) {
        list.append({systopics::broker + topic, std::move(value), Source::Info, quality});
    };
    if (!facts.version.isEmpty())
        info(QStringLiteral("version"), productName(facts.version));
    info(QStringLiteral("uptime"), m_runMs / 1000);
    info(QStringLiteral("timestamp"), isoTime(m_bootMs));
    info(QStringLiteral("time"), isoTime(facts.serverTimeMs));
    if (analyticsOn)
        appendGauges(list, facts);
    if (analyticsOn || countsOnWire())
        appendCounters(list);
    for (const MetricReading &reading : m_events.readings())
        put(list, reading);
    appendSessions(list, facts);
    if (const auto counted = countedMs())
        list.append({systopics::counted, double(*counted) / 1000.0, Source::Wire, Quality::Measured});
    if (analyticsOn || countsOnWire())
        list.append({systopics::countingSince, isoTime(m_wire.isComplete() ? m_bootMs : m_sinceMs),
                     Source::Local, Quality::Measured});
    return list;
}

} // namespace syspulse
