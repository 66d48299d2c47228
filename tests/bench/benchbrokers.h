// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historydatabase.h"
#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

/// Brokers of which the benchmarks of the history keep the values. The same at each run.
namespace syspulse::bench {

inline constexpr qint64 brokerBeginMs = 1'799'971'200'000;

/// Hardly anything stands still: twelve counters, their changes per second, ten gauges and six load averages
/// of two decimals. What packing cannot make small shows here.
class NoisyBroker
{
public:
    static constexpr int counters = 12;
    static constexpr int gauges = 10;
    static constexpr int loads = 6;

    QList<HistorySample> at(qint64 timeMs, qint64 spanMs)
    {
        QList<HistorySample> samples;
        // The component's clock is not the one that stamps records.
        const qint64 countedMs = std::max<qint64>(1, spanMs + jitter(2));
        for (int i = 0; i < counters; ++i) {
            const double perSecond = 0.2 * std::pow(2.0, i) * (1 + 0.5 * std::sin(double(timeMs) / 1.4e7));
            double more = double(std::poisson_distribution<int>(perSecond * double(spanMs) / 1000)(m_random));
            if (i % 3 == 2) // bytes
                more *= 100 + double(m_random() % 400);
            m_counts[i] += more;
            samples.append({key("counter", i, false), {timeMs, m_counts[i]}});
            samples.append({key("counter", i, true), {timeMs, more * 1000.0 / double(countedMs)}});
        }
        for (int i = 0; i < gauges; ++i) {
            if (i < 4) // clients come and go
                m_gauges[i] = std::max(0.0, m_gauges[i] + (m_random() % 10 == 0 ? double(jitter(2)) : 0.0));
            else if (i < 6) // memory
                m_gauges[i] = 5e7 + double(m_random() % 20'000'000);
            else if (i < 8) // in flight
                m_gauges[i] = double(m_random() % 6);
            samples.append({key("gauge", i, false), {timeMs, m_gauges[i]}});
        }
        for (int i = 0; i < loads; ++i) {
            m_loads[i] += (1000.0 + double(jitter(100)) - m_loads[i]) *
                          (1 - std::exp(-double(spanMs) / (60'000.0 * (1 + 4 * i))));
            samples.append({key("load", i, false), {timeMs, std::round(m_loads[i] * 100) / 100}});
        }
        return samples;
    }

    qint64 jitter(qint64 most) { return qint64(m_random() % quint64(2 * most + 1)) - most; }
    static SeriesKey key(const char *kind, int number, bool rate)
    {
        return {QStringLiteral("$SYS/broker/%1/%2").arg(QLatin1String(kind)).arg(number), rate};
    }

private:
    std::mt19937_64 m_random{20261127};
    double m_counts[counters] = {};
    double m_gauges[gauges] = {40, 900, 17, 4, 0, 0, 0, 0, 8, 1};
    double m_loads[loads] = {};
};

/// All numbers that SysPulse itself publishes of a broker with some 900 clients, without those of the canary:
/// about 110 topics, and the changes per second of the counters. Many never change, as refused logins do not.
class TypicalBroker
{
public:
    QList<HistorySample> at(qint64 timeMs, qint64 spanMs)
    {
        m_samples.clear();
        m_timeMs = timeMs;
        m_spanMs = double(spanMs);
        m_countedMs = std::max<qint64>(1, spanMs + jitter(2));
        m_uptimeMs += m_countedMs;
        countPackets();
        for (const char *minutes : {"1", "5", "15"})
            tellLoads(minutes);
        tellGauges();
        return m_samples;
    }

    qint64 jitter(qint64 most) { return qint64(m_random() % quint64(2 * most + 1)) - most; }

private:
    double poisson(double perSecond)
    {
        return double(std::poisson_distribution<qint64>(perSecond * m_spanMs / 1000)(m_random));
    }
    bool oneIn(quint64 updates) { return m_random() % updates == 0; }

    void tell(const QString &topic, double value)
    {
        m_samples.append({{systopics::broker + topic, false}, {m_timeMs, value}});
    }
    void count(const QString &topic, double more)
    {
        m_more[topic] = more;
        tell(topic, m_counts[topic] += more);
        m_samples.append(
            {{systopics::broker + topic, true}, {m_timeMs, more * 1000.0 / double(m_countedMs)}});
    }

    void countPackets()
    {
        // Two way hills of a day, and noise.
        const double busy = 1 + 0.6 * std::sin(double(m_timeMs) / 1.375e7);
        struct Ways
        {
            double received = 0;
            double sent = 0;
        };
        const auto both = [this](double received, double sent) {
            return Ways{poisson(received), poisson(sent)};
        };
        const Ways qos[] = {both(28 * busy, 95 * busy), both(12 * busy, 30 * busy), both(0.2 * busy, 0.5)};
        const double connects = poisson(0.08);
        const double subscribes = connects * 2 + (oneIn(40) ? 1 : 0);
        const double pings = poisson(15);
        const Ways publish{qos[0].received + qos[1].received + qos[2].received,
                           qos[0].sent + qos[1].sent + qos[2].sent};
        const std::map<QString, Ways> packets{
            {QStringLiteral("connect"), {connects, 0}},
            {QStringLiteral("connack"), {0, connects}},
            {QStringLiteral("publish"), publish},
            {QStringLiteral("puback"), {qos[1].sent, qos[1].received}},
            {QStringLiteral("pubrec"), {qos[2].sent, qos[2].received}},
            {QStringLiteral("pubrel"), {qos[2].received, qos[2].sent}},
            {QStringLiteral("pubcomp"), {qos[2].sent, qos[2].received}},
            {QStringLiteral("subscribe"), {subscribes, 0}},
            {QStringLiteral("suback"), {0, subscribes}},
            {QStringLiteral("unsubscribe"), {}},
            {QStringLiteral("unsuback"), {}},
            {QStringLiteral("pingreq"), {pings, 0}},
            {QStringLiteral("pingresp"), {0, pings}},
            {QStringLiteral("disconnect"), {poisson(0.05), 0}},
            {QStringLiteral("auth"), {}},
        };
        const auto pair = [this](const QString &stem, const Ways &ways) {
            count(stem + QStringLiteral("/received"), ways.received);
            count(stem + QStringLiteral("/sent"), ways.sent);
        };
        Ways all;
        for (const auto &[name, ways] : packets) {
            pair(QStringLiteral("mqtt/") + name, ways);
            all = {all.received + ways.received, all.sent + ways.sent};
        }
        const auto bytesOf = [this](double messages) {
            return messages * 270 + double(jitter(60)) * messages / 10;
        };
        const Ways publishBytes{bytesOf(publish.received), bytesOf(publish.sent)};
        pair(QStringLiteral("messages"), all);
        pair(QStringLiteral("publish/messages"), publish);
        pair(QStringLiteral("publish/bytes"), publishBytes);
        pair(QStringLiteral("bytes"), {publishBytes.received + 4 * (all.received - publish.received),
                                       publishBytes.sent + 4 * (all.sent - publish.sent)});
        for (int i = 0; i < 3; ++i)
            pair(QStringLiteral("messages/qos%1").arg(i), qos[i]);
        pair(QStringLiteral("syspulse/own/messages"), {1 + double(oneIn(6)), 34 + double(jitter(3))});
        pair(QStringLiteral("syspulse/own/publish/messages"), {0, 34 + double(jitter(3))});
        pair(QStringLiteral("syspulse/own/bytes"), {2, 9200 + double(jitter(700))});
        pair(QStringLiteral("syspulse/own/publish/bytes"), {0, 9200 + double(jitter(700))});
        count(QStringLiteral("connections/socket/count"), connects + double(oneIn(200)));
        count(QStringLiteral("publish/messages/dropped"), double(oneIn(500)));
        for (const char *never :
             {"connections/failed", "syspulse/refused/publishes", "syspulse/refused/subscriptions"})
            count(QLatin1String(never), 0);
    }

    void tellLoads(const char *minutes)
    {
        const std::pair<const char *, const char *> loads[] = {
            {"messages/received", "messages/received"},
            {"messages/sent", "messages/sent"},
            {"publish/received", "publish/messages/received"},
            {"publish/sent", "publish/messages/sent"},
            {"publish/dropped", "publish/messages/dropped"},
            {"bytes/received", "bytes/received"},
            {"bytes/sent", "bytes/sent"},
            {"connections", "mqtt/connect/received"},
            {"sockets", "connections/socket/count"},
        };
        for (const auto &[name, of] : loads) {
            const QString topic =
                QStringLiteral("load/%1/%2min").arg(QLatin1String(name), QLatin1String(minutes));
            const double perMinute = m_more[QLatin1String(of)] * 60'000 / m_spanMs;
            double &load = m_loads[topic];
            load += (perMinute - load) * (1 - std::exp(-m_spanMs / (60'000.0 * std::atoi(minutes))));
            tell(topic, std::round(load * 100) / 100);
        }
    }

    void tellGauges()
    {
        m_clients = std::max(0.0, m_clients + (oneIn(4) ? double(jitter(2)) : 0.0));
        m_most = std::max(m_most, m_clients);
        m_records += double(oneIn(30));
        const double heap = 6.2e7 + double(m_random() % 21'000'000);
        m_mostHeap = std::max(m_mostHeap, heap);
        const std::pair<const char *, double> gauges[] = {
            {"uptime", double(m_uptimeMs / 1000)},
            {"clients/connected", m_clients},
            {"clients/active", m_clients},
            {"clients/disconnected", 40},
            {"clients/inactive", 40},
            {"clients/total", m_clients + 40},
            {"clients/maximum", m_most},
            {"subscriptions/count", 3 * m_clients},
            {"messages/inflight", double(m_random() % 6)},
            {"messages/stored", m_records},
            {"store/messages/count", m_records},
            {"store/messages/bytes", 4096 * std::floor(m_records / 8)},
            {"retained messages/count", m_records},
            {"heap/current", heap},
            {"heap/maximum", m_mostHeap},
            {"syspulse/workers/imbalance", 1.04},
            {"syspulse/workers/utilization", oneIn(15) ? 10.0 : 5.0},
            {"syspulse/workers/heap", 20},
            {"syspulse/clients/lagging", double(oneIn(100))},
            {"syspulse/clients/queue", oneIn(100) ? 12.0 : 0.0},
            {"syspulse/clients/flapping", 0},
            {"syspulse/clients/duplicates", 0},
            {"syspulse/connections/peak", oneIn(5) ? 2.0 : 1.0},
            {"syspulse/counted", double(m_uptimeMs) / 1000},
            {"syspulse/updater/interval", 10},
        };
        for (const auto &[topic, value] : gauges)
            tell(QLatin1String(topic), value);
    }

    std::mt19937_64 m_random{20261128};
    QList<HistorySample> m_samples;
    qint64 m_timeMs = 0;
    double m_spanMs = 0;
    qint64 m_countedMs = 0;
    qint64 m_uptimeMs = 0;
    QHash<QString, double> m_counts;
    QHash<QString, double> m_more;
    QHash<QString, double> m_loads;
    double m_clients = 900;
    double m_most = 900;
    double m_records = 5000;
    double m_mostHeap = 0;
};

} // namespace syspulse::bench
