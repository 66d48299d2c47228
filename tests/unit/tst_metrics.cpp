// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/metrics.h"
#include "tests/support/testregistry.h"
#include "tests/unit/analyticsentries.h"

#include <cmath>
#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr qint64 boot = 1795000000000;

AnalyticsEntry connections(qint64 open)
{
    AnalyticsEntry entry;
    entry.name = AnalyticsName(QStringLiteral("mqtt-connections"));
    entry.connections = open;
    return entry;
}

AnalyticsRow row(double id, int thread, QList<AnalyticsEntry> entries)
{
    return {id, id - 1, thread, std::move(entries)};
}

ServerFacts facts(qint64 now, QList<int> threads = {1})
{
    ServerFacts facts;
    facts.serverTimeMs = now;
    facts.version = QStringLiteral("4.7.29");
    facts.liveThreads = std::move(threads);
    facts.durableSessions = 0;
    return facts;
}

void cycle(Metrics &metrics, const QList<AnalyticsRow> &rows, const ServerFacts &serverFacts)
{
    metrics.begin(boot, serverFacts);
    metrics.advance(serverFacts);
    metrics.applyRows(rows, serverFacts.liveThreads);
    metrics.finish(serverFacts);
}

std::optional<MetricReading> find(const QList<MetricReading> &readings, const char *topic)
{
    for (const MetricReading &reading : readings) {
        if (reading.topic == QLatin1String("$SYS/broker/") + QLatin1String(topic))
            return reading;
    }
    return std::nullopt;
}

qint64 whole(const QList<MetricReading> &readings, const char *topic)
{
    const auto reading = find(readings, topic);
    return reading ? std::get<qint64>(reading->value) : -1;
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void gaugesPerThread();
    void threadsThatEndedTakeTheirConnectionsAlong();
    void noFalsePeakAcrossAWorkerRestart();
    void peakBetweenCycles();
    void rowsAreCountedOnce();
    void killedUpdaterEndsExact();
    void brokerRestartStartsAgain();
    void twoWaysToTellTheStart();
    void longGapIsFilledAndMarked();
    void gapWithoutSumsStartsAgain();
    void unknownIsNotZero();
    void loadsBeginWithCounting();
    void persistentSessionsMakeTotalUnknown();
    void damagedStateIsRefused_data();
    void damagedStateIsRefused();
};

void TestMetrics::gaugesPerThread()
{
    Metrics metrics;
    cycle(metrics, {row(boot + 1000, 1, {connections(3)}), row(boot + 1001, 2, {connections(4)})},
          facts(boot + 2000, {1, 2}));
    QCOMPARE(whole(metrics.readings(facts(boot + 2000, {1, 2}), true), "clients/connected"), 7);
    // A row without the entry means none; no row means unchanged.
    cycle(metrics, {row(boot + 3000, 1, {})}, facts(boot + 4000, {1, 2}));
    QCOMPARE(whole(metrics.readings(facts(boot + 4000, {1, 2}), true), "clients/connected"), 4);
    QCOMPARE(whole(metrics.readings(facts(boot + 4000, {1, 2}), true), "clients/maximum"), 7);
}

void TestMetrics::threadsThatEndedTakeTheirConnectionsAlong()
{
    Metrics metrics;
    cycle(metrics, {row(boot + 1000, 1, {connections(5)})}, facts(boot + 2000, {1}));
    cycle(metrics, {}, facts(boot + 9000, {2}));
    const auto readings = metrics.readings(facts(boot + 9000, {2}), true);
    QCOMPARE(whole(readings, "clients/connected"), 0);
    QCOMPARE(find(readings, "clients/connected")->quality, Quality::Measured);
}

void TestMetrics::noFalsePeakAcrossAWorkerRestart()
{
    Metrics metrics;
    cycle(metrics, {row(boot + 1000, 1, {connections(100)})}, facts(boot + 2000, {1}));
    // The clients are back on the new worker; the old one never reported that it lost them.
    cycle(metrics, {row(boot + 8000, 1, {connections(100)}), row(boot + 8500, 4, {connections(100)})},
          facts(boot + 9000, {4}));
    QCOMPARE(whole(metrics.readings(facts(boot + 9000, {4}), true), "clients/maximum"), 100);
}

void TestMetrics::peakBetweenCycles()
{
    Metrics metrics;
    cycle(metrics, {}, facts(boot + 500));
    cycle(metrics, {row(boot + 1000, 1, {connections(50)}), row(boot + 3000, 1, {connections(2)})},
          facts(boot + 5000));
    const auto readings = metrics.readings(facts(boot + 5000), true);
    QCOMPARE(whole(readings, "clients/connected"), 2);
    QCOMPARE(whole(readings, "clients/maximum"), 50);
}

void TestMetrics::rowsAreCountedOnce()
{
    Metrics metrics;
    const QList<AnalyticsRow> rows{row(boot + 1000, 1, {received(10)}), row(boot + 1000.5, 2, {received(1)})};
    cycle(metrics, rows, facts(boot + 2000));
    cycle(metrics, rows, facts(boot + 3000));
    QCOMPARE(metrics.counters().value(QStringLiteral("publish/messages/received")), 11);
}

void TestMetrics::killedUpdaterEndsExact()
{
    QRandomGenerator random(42);
    QList<AnalyticsRow> rows;
    qint64 total = 0;
    for (int i = 0; i < 500; ++i) {
        const qint64 count = random.bounded(1, 1000);
        total += count;
        rows.append(row(boot + 1000 + i * 1000 + random.bounded(1.0), 1 + i % 3,
                        {received(count), connections(i % 7)}));
    }
    const ServerFacts last = facts(boot + 600000, {1, 2, 3});

    Metrics uninterrupted;
    cycle(uninterrupted, rows, last);

    // Killed at random moments: it goes on from the checkpoint of any earlier cycle.
    Metrics live;
    Json checkpoint;
    for (qsizetype done = 0; done < rows.size();) {
        if (!checkpoint.is_null() && random.bounded(3) == 0) {
            const auto restored = Metrics::fromJson(*parseJson(dumpJson(checkpoint)));
            QVERIFY(restored);
            live = *restored;
        }
        done = std::min(rows.size(), done + random.bounded(1, 40));
        const QList<AnalyticsRow> visible = rows.mid(0, done); // the server gives all above the cursor
        cycle(live, visible, facts(qint64(visible.last().id) + 1000, {1, 2, 3}));
        if (checkpoint.is_null() || random.bounded(2) == 0)
            checkpoint = live.toJson();
    }
    cycle(live, rows, last);
    QCOMPARE(live.counters(), uninterrupted.counters());
    QCOMPARE(live.counters().value(QStringLiteral("publish/messages/received")), total);
    QCOMPARE(whole(live.readings(last, true), "clients/connected"),
             whole(uninterrupted.readings(last, true), "clients/connected"));
    QCOMPARE(whole(live.readings(last, true), "clients/maximum"),
             whole(uninterrupted.readings(last, true), "clients/maximum"));
}

void TestMetrics::brokerRestartStartsAgain()
{
    Metrics metrics;
    QCOMPARE(metrics.begin(boot, facts(boot + 1000)), Metrics::Continuity::FirstRun);
    metrics.applyRows({row(boot + 500, 1, {received(10), connections(9)})}, {1});
    metrics.finish(facts(boot + 1000));
    QCOMPARE(metrics.begin(boot + 900, facts(boot + 2000)),
             Metrics::Continuity::Continued); // whole-second clocks wobble
    const qint64 newBoot = boot + 60000;
    QCOMPARE(metrics.begin(newBoot, facts(newBoot + 5000)), Metrics::Continuity::BrokerRestarted);
    QCOMPARE(metrics.cursor(), double(newBoot)); // what the old process did is not counted again
    metrics.applyRows({row(boot + 59000, 1, {received(99)}), row(newBoot + 1000, 1, {received(1)})}, {1});
    metrics.finish(facts(newBoot + 5000));
    const auto readings = metrics.readings(facts(newBoot + 5000), true);
    QCOMPARE(whole(readings, "publish/messages/received"), 1);
    QCOMPARE(whole(readings, "clients/maximum"), 0);
    QCOMPARE(whole(readings, "uptime"), 5);
}

void TestMetrics::twoWaysToTellTheStart()
{
    using Source = Metrics::BootSource;
    using Continuity = Metrics::Continuity;
    // Just after its workers restarted a server tells its process start only: 5 s before its MQTT part was
    // loaded.
    Metrics metrics;
    metrics.begin(boot, facts(boot + 1000), Source::MqttLoaded);
    QCOMPARE(metrics.begin(boot - 5000, facts(boot + 2000), Source::ProcessStarted), Continuity::Continued);
    QCOMPARE(metrics.begin(boot, facts(boot + 3000), Source::MqttLoaded), Continuity::Continued);
    QCOMPARE(metrics.begin(boot + 10000, facts(boot + 20000), Source::ProcessStarted),
             Continuity::BrokerRestarted);

    Metrics other;
    other.begin(boot - 5000, facts(boot + 1000), Source::ProcessStarted);
    const auto restored = Metrics::fromJson(other.toJson());
    QVERIFY(restored);
    other = *restored;
    QCOMPARE(other.begin(boot, facts(boot + 2000), Source::MqttLoaded), Continuity::Continued);
    QCOMPARE(other.begin(boot - 4000, facts(boot + 3000), Source::ProcessStarted), Continuity::Continued);
    QCOMPARE(other.begin(boot + 10000, facts(boot + 20000), Source::ProcessStarted),
             Continuity::BrokerRestarted);
}

void TestMetrics::longGapIsFilledAndMarked()
{
    constexpr qint64 hour = 3600 * 1000;
    Metrics metrics;
    cycle(metrics, {row(boot + 1000, 1, {received(10)})}, facts(boot + 2000));
    const qint64 now = boot + 5 * hour;
    metrics.begin(boot, facts(now));
    QVERIFY(metrics.needsAggregates(facts(now)));
    QList<AggregateRow> sums;
    sums.append({double(boot + 30000), 0, 0, 0, received(10)}); // began before the cursor
    sums.append({double(boot + hour), 0, 0, 0, received(100)}); // in the gap
    sums.append(
        {double(now - 10 * 60 * 1000), 0, 0, 0, received(7)}); // raw rows of this time are still there
    metrics.applyAggregates(sums, facts(now));
    metrics.advance(facts(now));
    metrics.applyRows({row(double(now - 10 * 60 * 1000), 1, {received(7)})}, {1});
    metrics.finish(facts(now));
    const auto readings = metrics.readings(facts(now), true);
    QCOMPARE(whole(readings, "publish/messages/received"), 117);
    QCOMPARE(find(readings, "publish/messages/received")->quality, Quality::Estimated);
    QVERIFY(!metrics.needsAggregates(facts(now)));
}

void TestMetrics::gapWithoutSumsStartsAgain()
{
    Metrics metrics;
    cycle(metrics, {row(boot + 1000, 1, {received(10)})}, facts(boot + 2000));
    const qint64 now = boot + 5 * 3600 * 1000LL;
    metrics.begin(boot, facts(now));
    metrics.skipGap(facts(now));
    metrics.finish(facts(now));
    QCOMPARE(whole(metrics.readings(facts(now), true), "publish/messages/received"), 0);
    QCOMPARE(metrics.countingSinceMs(), now - usualRawAnalyticsMs);
}

void TestMetrics::unknownIsNotZero()
{
    Metrics metrics;
    cycle(metrics, {}, facts(boot + 1000));
    const auto off = metrics.readings(facts(boot + 1000), false);
    for (const MetricReading &reading : off)
        QVERIFY2(reading.source != Source::Analytics, qPrintable(reading.topic));
    QVERIFY(find(off, "uptime"));

    const auto on = metrics.readings(facts(boot + 1000), true);
    for (const MetricDescription &metric : catalogue()) {
        if (metric.publishable())
            continue;
        for (const MetricReading &reading : on)
            QVERIFY2(reading.topic != metric.topic, qPrintable(metric.topic));
    }
    QCOMPARE(std::get<double>(find(on, "load/messages/received/1min")->value), 0.0); // as its counter
    QVERIFY(!find(on, "load/publish/dropped/1min"));                                 // analytics do not tell
    QVERIFY(!find(off, "load/messages/received/1min"));
    QVERIFY(!find(on, "heap/current"));

    // On a server that was up for long before we came, a thread without a row may have silent clients.
    Metrics late;
    const qint64 now = boot + 2 * 3600 * 1000LL;
    late.begin(boot, facts(now));
    late.finish(facts(now));
    QCOMPARE(find(late.readings(facts(now), true), "clients/connected")->quality, Quality::Estimated);
}

void TestMetrics::loadsBeginWithCounting()
{
    const auto load = [](const Metrics &metrics, const ServerFacts &now) {
        return std::get<double>(find(metrics.readings(now, true), "load/messages/received/1min")->value);
    };
    const auto rounded = [](double value) { return std::round(value * 100) / 100; };
    // With the broker, whenever the updater comes.
    for (const qint64 upMs : {1000, 100000}) {
        Metrics metrics;
        cycle(metrics, {row(boot + 500, 1, {received(10)})}, facts(boot + upMs));
        const double rate = 600000.0 / double(upMs);
        QCOMPARE(load(metrics, facts(boot + upMs)), rounded(rate * (1 - std::exp(-double(upMs) / 60000))));
    }
    // What the server does not know any more was not counted.
    Metrics late;
    const ServerFacts now = facts(boot + 10 * 3600 * 1000LL);
    late.begin(boot, now);
    late.advance(now);
    late.skipGap(now);
    late.applyRows({row(double(now.serverTimeMs - 1000), 1, {received(5500)})}, {1});
    late.finish(now);
    QCOMPARE(load(late, now), 100.0); // in the 55 minutes of which there are rows
}

void TestMetrics::persistentSessionsMakeTotalUnknown()
{
    Metrics metrics;
    ServerFacts some = facts(boot + 1000);
    cycle(metrics, {}, some);
    QCOMPARE(whole(metrics.readings(some, true), "clients/disconnected"), 0);
    some.durableSessions = 2;
    QVERIFY(!find(metrics.readings(some, true), "clients/disconnected"));
    QVERIFY(!find(metrics.readings(some, true), "clients/total"));
    some.durableSessions.reset();
    QVERIFY(!find(metrics.readings(some, true), "clients/total"));
}

void TestMetrics::damagedStateIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("usable");
    Metrics metrics;
    cycle(metrics, {row(boot + 1000, 1, {received(10)})}, facts(boot + 2000));
    const QByteArray good = dumpJson(metrics.toJson());
    const auto with = [&good](const char *key, const Json &value) {
        Json json = *parseJson(good);
        json[key] = value;
        return dumpJson(json);
    };
    QTest::newRow("good") << good << true;
    QTest::newRow("no object") << QByteArray("[]") << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("newer version") << with("version", 2) << false;
    QTest::newRow("no counters") << with("counters", nullptr) << true; // nothing counted
    QTest::newRow("boot missing") << with("boot", nullptr) << false;
    QTest::newRow("cursor before boot") << with("cursor", 5) << false;
    QTest::newRow("boot is text") << with("boot", "x") << false;
    QTest::newRow("boot is huge") << with("boot", 1e300) << false;
    QTest::newRow("negative counters are dropped") << with("counters", {{"messages/received", -1}}) << true;
    QTest::newRow("threads are nonsense") << with("threads", {1, "x", nullptr}) << true;
    QTest::newRow("loads are nonsense") << with("loads", {{"messages/sent", {{"values", 5}}}}) << true;
}

void TestMetrics::damagedStateIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, usable);
    QCOMPARE(Metrics::fromJson(*parseJson(text)).has_value(), usable);
}

SYSPULSE_TEST(TestMetrics)
#include "tst_metrics.moc"
