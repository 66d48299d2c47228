// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metrics.h"
#include "tests/unit/analyticsentries.h"
#include "tests/unit/threadrecords.h"

#include <QMap>

namespace syspulse::test {

/// Source and quality of totals from the wire, as WireServer::how() tells them.
inline const QString wireMeasured = QStringLiteral("wire measured");
inline const QString wireEstimated = QStringLiteral("wire estimated");
/// When its broker started.
inline constexpr qint64 wireBoot = 1795000000000;

/// A server with worker threads of which each counts on the wire and reports analytics, and the updater that
/// reads both.
struct WireServer
{
    qint64 now = wireBoot + 2000;
    QMap<int, Thread> threads; ///< by id, as their records are; dead ones stay until they are taken over
    QList<int> live;
    QList<AnalyticsRow> rows; ///< not read yet
    QStringList notes;
    Metrics metrics;
    bool analyticsOn = true;
    qint64 last = -1;  ///< publish/messages/received as published last
    bool fell = false; ///< whether it ever went back

    void start(int id, bool wire = true)
    {
        Thread thread;
        thread.thread = id;
        thread.sinceMs = now;
        thread.updatedMs = now;
        thread.wire = wire;
        threads.insert(id, thread);
        live.append(id);
    }

    /// @p count messages reach a thread; analytics tell of @p told of them.
    void receive(int id, qint64 count, qint64 told = -1)
    {
        now += 100;
        if (threads[id].wire && threads[id].counting && threads[id].blind == 0)
            threads[id].received += count;
        rows.append({double(now), double(now - 1), id, {received(told < 0 ? count : told)}});
    }

    void die(int id) { live.removeAll(id); }

    /// What a living thread does with the record of a dead one.
    void adopt(int by, int dead)
    {
        Thread &heir = threads[by];
        const Thread left = threads.take(dead);
        heir.received += left.wire ? left.received : 0;
        heir.sent += left.wire ? left.sent : 0;
        heir.sinceMs = std::min(heir.sinceMs, left.sinceMs);
        if (left.wire) {
            heir.wireSinceMs = std::min(heir.wireSinceMs ? heir.wireSinceMs : heir.sinceMs,
                                        left.wireSinceMs ? left.wireSinceMs : left.sinceMs);
            heir.firstThread = std::min(heir.firstThread ? heir.firstThread : by,
                                        left.firstThread ? left.firstThread : dead);
        } else if (heir.inexactSinceMs == 0) {
            heir.wireSinceMs = heir.wireSinceMs ? heir.wireSinceMs : heir.sinceMs;
            heir.inexactSinceMs = now;
            heir.reason = "a worker thread ended without leaving its last counts";
        }
    }

    ServerFacts facts(bool component) const
    {
        ServerFacts facts;
        facts.serverTimeMs = now;
        facts.version = QStringLiteral("4.7.29");
        facts.liveThreads = live;
        facts.durableSessions = 0;
        if (component) {
            Json records = Json::array();
            for (Thread thread : threads) {
                if (live.contains(thread.thread))
                    thread.updatedMs = now - 300;
                records.push_back(thread.record());
            }
            facts.events = foldThreadRecords(decodeThreadRecords(records), wireBoot, now, live);
        }
        return facts;
    }

    /// One cycle of the updater, with @p component false where the component's records cannot be read.
    void cycle(qint64 afterMs = 1000, bool component = true)
    {
        now += afterMs;
        const ServerFacts known = facts(component);
        metrics.begin(wireBoot, known);
        metrics.advance(known);
        if (analyticsOn)
            metrics.applyRows(std::exchange(rows, {}), live);
        metrics.finish(known, analyticsOn);
        notes += metrics.notes();
        fell = fell || value() < last;
        last = value();
    }

    /// The updater is killed after @p state was its last checkpoint; another one goes on from there.
    void resume(const Json &state) { metrics = *Metrics::fromJson(*parseJson(dumpJson(state))); }

    std::optional<MetricReading> reading(const char *topic) const
    {
        for (const MetricReading &reading : metrics.readings(facts(true), analyticsOn)) {
            if (reading.topic == QLatin1String("$SYS/broker/") + QLatin1String(topic))
                return reading;
        }
        return std::nullopt;
    }

    qint64 value(const char *topic = "publish/messages/received") const
    {
        const auto found = reading(topic);
        return found ? std::get<qint64>(found->value) : -1;
    }

    QString how(const char *topic = "publish/messages/received") const
    {
        const auto found = reading(topic);
        return found ? sourceName(found->source) + QLatin1Char(' ') + qualityName(found->quality)
                     : QStringLiteral("unknown");
    }
};

} // namespace syspulse::test
