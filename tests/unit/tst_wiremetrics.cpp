// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/metrics.h"
#include "tests/support/testregistry.h"
#include "tests/unit/wireserver.h"

#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

class TestWireMetrics : public QObject
{
    Q_OBJECT

private slots:
    void whatARecordTells();
    void nonsenseIsNotCounted_data();
    void nonsenseIsNotCounted();
    void wireIsPreferred();
    void withoutAWireAnalyticsAreEstimated();
    void knownWithoutAnalytics();
    void newUpdaterKnowsAllAtOnce();
    void killedUpdater();
    void halfReadRecords();
    void inexactIsEstimatedAndSaysWhy();
    void lastingDifferenceIsNoted();
    void manyTables();
    void damagedState_data();
    void damagedState();
    void randomRuns();
};

void TestWireMetrics::whatARecordTells()
{
    const QList<ThreadRecord> records = decodeThreadRecords(Json::array({Json::parse(recordedThread)}));
    QCOMPARE(records.size(), 1);
    const ThreadRecord &record = records.constFirst();
    QVERIFY(record.monotonicMs > 0);
    QVERIFY(record.wire);
    QVERIFY(record.wire->isWhole());
    QCOMPARE(record.wire->sinceMs, record.sinceMs);
    QCOMPARE(record.wire->firstThread, record.thread);
    QCOMPARE(record.wire->inexactSinceMs, 0);
    QMap<QString, qint64> expected{{QStringLiteral("bytes/received"), 1627},
                                   {QStringLiteral("bytes/sent"), 404},
                                   {QStringLiteral("connections/attempts"), 1},
                                   {QStringLiteral("messages/qos1/received"), 100},
                                   {QStringLiteral("messages/received"), 102},
                                   {QStringLiteral("messages/sent"), 101},
                                   {QStringLiteral("mqtt/connack/sent"), 1},
                                   {QStringLiteral("mqtt/connect/received"), 1},
                                   {QStringLiteral("mqtt/disconnect/received"), 1},
                                   {QStringLiteral("mqtt/puback/sent"), 100},
                                   {QStringLiteral("mqtt/publish/received"), 100},
                                   {QStringLiteral("publish/bytes/received"), 1590},
                                   {QStringLiteral("publish/messages/received"), 100},
                                   {QStringLiteral("syspulse/own/bytes/received"), 1590},
                                   {QStringLiteral("syspulse/own/messages/received"), 100},
                                   {QStringLiteral("syspulse/own/publish/bytes/received"), 1590},
                                   {QStringLiteral("syspulse/own/publish/messages/received"), 100},
                                   {QStringLiteral("topics/sys/bytes/received"), 1590},
                                   {QStringLiteral("topics/sys/messages/received"), 100}};
    QCOMPARE(record.wire->counters.values(), expected);
    // Every counter of the wire is in the catalogue.
    for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
        if (it.key() != CounterSet::connectAttemptsKey())
            QVERIFY2(describeTopic(QStringLiteral("$SYS/broker/") + it.key()), qPrintable(it.key()));
    }
}

void TestWireMetrics::nonsenseIsNotCounted_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("text") << QByteArray("\"x\"");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("no directions") << QByteArray(R"({"counting":true})");
    QTest::newRow("directions of another type") << QByteArray(R"({"counting":true,"in":1,"out":[]})");
    QTest::newRow("packets are text")
        << QByteArray(R"({"counting":true,"in":{"packets":"1"},"out":{"packets":1}})");
    QTest::newRow("counting is a number")
        << QByteArray(R"({"counting":1,"in":{"packets":1},"out":{"packets":1}})");
}

void TestWireMetrics::nonsenseIsNotCounted()
{
    QFETCH(QByteArray, wire);
    QVERIFY(!decodeWireCounts(*parseJson(wire), 1));
    const auto counts = decodeWireCounts(
        *parseJson(R"({"counting":true,"in":{"packets":-5,"bytes":1e300},"out":{"packets":1},"blind":"x",)"
                   R"("topics":[1,[],["a"],["b",1,2,3],["c",-1,1e300,"x",null],[7,1,2,3,4]],"since":{}})"),
        4);
    QVERIFY(counts);
    QCOMPARE(counts->counters.value(QStringLiteral("messages/received")), 0);
    QCOMPARE(counts->firstThread, 4);
}

void TestWireMetrics::wireIsPreferred()
{
    WireServer server;
    server.start(1);
    server.receive(1, 1000, 700);
    server.cycle();
    QCOMPARE(server.value(), 1000);
    QCOMPARE(server.how(), wireMeasured);
    QCOMPARE(server.value("bytes/received"), 10000);
    QCOMPARE(server.value("topics/plant/messages/received"), 1000);
    QCOMPARE(server.value("publish/messages/dropped"), 0);
    QCOMPARE(server.how("publish/messages/dropped"), wireMeasured);
    QCOMPARE(server.value("syspulse/own/messages/received"), 0);
    server.receive(1, 1000, 2000);
    server.cycle();
    QCOMPARE(server.value(), 2000);
    QCOMPARE(server.how("load/publish/received/1min"), QStringLiteral("wire derived"));
    QVERIFY(server.notes.isEmpty());
}

void TestWireMetrics::withoutAWireAnalyticsAreEstimated()
{
    WireServer server;
    server.start(1, false);
    server.receive(1, 1000);
    server.cycle();
    QCOMPARE(server.value(), 1000);
    QCOMPARE(server.how(), QStringLiteral("analytics estimated"));
    QCOMPARE(server.how("publish/messages/dropped"), QStringLiteral("unknown"));
    QCOMPARE(server.how("syspulse/own/bytes/sent"), QStringLiteral("unknown"));
}

void TestWireMetrics::knownWithoutAnalytics()
{
    WireServer server;
    server.analyticsOn = false;
    server.start(1);
    server.receive(1, 10);
    server.cycle();
    QCOMPARE(server.value(), 10);
    QCOMPARE(server.how(), wireMeasured);
    QVERIFY(server.reading("syspulse/updater/counting_since"));
    // Without either, nothing is known.
    server.threads[1].counting = false;
    server.cycle();
    QCOMPARE(server.how(), QStringLiteral("unknown"));
}

void TestWireMetrics::newUpdaterKnowsAllAtOnce()
{
    WireServer server;
    server.start(1);
    server.start(2);
    server.receive(1, 5000);
    server.receive(2, 70);
    server.die(1);
    server.start(3);
    server.now += 5 * 3600 * 1000LL;
    server.adopt(2, 1);
    server.rows.clear(); // long gone
    server.cycle();
    QCOMPARE(server.value(), 5070);
    QCOMPARE(server.how(), wireMeasured);
    QCOMPARE(std::get<QString>(server.reading("syspulse/updater/counting_since")->value),
             std::get<QString>(server.reading("timestamp")->value));
}

void TestWireMetrics::killedUpdater()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    const Json state = server.metrics.toJson();
    server.receive(1, 50);
    server.cycle(); // its records were written, its checkpoint was not
    server.receive(1, 7);
    server.resume(state);
    server.cycle();
    QCOMPARE(server.value(), 157);
    QCOMPARE(server.how(), wireMeasured);
}

void TestWireMetrics::halfReadRecords()
{
    WireServer server;
    server.start(1);
    server.start(2);
    server.receive(1, 100);
    server.receive(2, 10);
    server.cycle();
    const Thread one = server.threads.take(1); // being taken over
    server.cycle();
    QCOMPARE(server.value(), 110);
    server.threads.insert(1, one);
    server.receive(1, 1);
    server.cycle();
    QCOMPARE(server.value(), 111);
    QCOMPARE(server.how(), wireMeasured);
}

void TestWireMetrics::inexactIsEstimatedAndSaysWhy()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    server.threads[1].inexactSinceMs = server.now;
    server.threads[1].reason = "a connection had other bytes than were counted";
    server.cycle();
    server.cycle();
    QCOMPARE(server.how(), wireEstimated);
    QCOMPARE(server.value(), 100);
    QCOMPARE(server.notes.size(), 1);
    QVERIFY(server.notes.constFirst().contains(QLatin1String("other bytes than were counted")));
    // What a record says is shown only where it is known.
    server.threads[1].reason = "<b>call 555</b>";
    server.cycle();
    QVERIFY(!server.notes.join(QString()).contains(QLatin1String("555")));
}

void TestWireMetrics::lastingDifferenceIsNoted()
{
    WireServer server;
    server.start(1);
    server.cycle();
    for (int i = 0; i < 20; ++i) {
        // Analytics come two seconds late, which is not a difference.
        server.receive(1, 10000, i < 2 ? 0 : 10000);
        server.cycle();
    }
    QCOMPARE(server.notes, QStringList());
    for (int i = 0; i < 20; ++i) {
        server.receive(1, 10000, 5000);
        server.cycle();
    }
    QCOMPARE(server.notes.size(), 1);
    QVERIFY2(server.notes.constFirst().contains(QLatin1String("on the wire")),
             qPrintable(server.notes.constFirst()));
    QCOMPARE(server.value(), 400000);
}

void TestWireMetrics::manyTables()
{
    // Each worker tells 50 tables, others than its neighbour.
    const auto record = [](int thread, int first) {
        Thread one;
        one.thread = thread;
        one.sinceMs = one.updatedMs = wireBoot + 2000;
        Json json = one.record();
        Json topics = Json::array();
        for (int i = 0; i < 50; ++i)
            topics.push_back({"t" + std::to_string(first + i), 1, 10, 0, 0});
        json["wire"]["topics"] = topics;
        return json;
    };
    Metrics metrics;
    qint64 last = 0;
    for (const int shift : {0, 0, 7, 20}) {
        ServerFacts facts;
        facts.serverTimeMs = wireBoot + 3000;
        facts.liveThreads = {1, 2};
        facts.events =
            foldThreadRecords(decodeThreadRecords(Json::array({record(1, shift), record(2, 1000)})), wireBoot,
                              wireBoot + 3000, {1, 2});
        metrics.begin(wireBoot, facts);
        metrics.advance(facts);
        metrics.finish(facts);
        int tables = 0;
        qint64 sum = 0;
        const QMap<QString, qint64> &totals = metrics.totals().values();
        for (auto it = totals.cbegin(); it != totals.cend(); ++it) {
            if (!it.key().startsWith(QLatin1String("topics/")) ||
                !it.key().endsWith(QLatin1String("/messages/received")))
                continue;
            ++tables;
            sum += it.value();
        }
        QCOMPARE(tables, CounterSet::maxTables + 1);
        QVERIFY(sum >= last);
        if (shift == 0)
            QCOMPARE(sum, 100);
        last = sum;
    }
}

void TestWireMetrics::damagedState_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("other types") << QByteArray(
        R"({"seen":true,"mode":7,"sum":[],"offset":[1],"pending":{"a":1},"threads":"x",)"
        R"("off":[{"id":"x"}],"marks":3,"away":null,"falls":"many","since":-1})");
    QTest::newRow("huge numbers") << QByteArray(
        R"({"seen":true,"mode":"off","sum":{"messages/received":9007199254740992},)"
        R"("offset":{"messages/received":9007199254740992},"firstThread":1e300,"threads":[1e300],)"
        R"("falls":1e15,"pending":[{"id":1e15,"counts":{"messages/received":1e15}}]})");
}

void TestWireMetrics::damagedState()
{
    QFETCH(QByteArray, wire);
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    Json state = server.metrics.toJson();
    state["wire"] = *parseJson(wire);
    server.resume(state);
    for (int i = 0; i < 5; ++i) {
        server.receive(1, 1);
        server.cycle();
    }
    QVERIFY(server.value() >= 105);
}

/// Traffic, restarts of workers and killed updaters in any order: totals are exact in the end and never go
/// back.
void TestWireMetrics::randomRuns()
{
    for (quint32 seed = 1; seed <= 40; ++seed) {
        QRandomGenerator random(seed);
        WireServer server;
        server.start(1);
        server.start(2);
        int next = 3;
        qint64 total = 0;
        QMap<int, qint64> diedAt;
        server.cycle();
        QList<Json> checkpoints{server.metrics.toJson()};
        for (int step = 0; step < 150; ++step) {
            const int what = random.bounded(100);
            if (what < 50) {
                const qint64 count = random.bounded(1, 1000);
                total += count;
                const int thread = server.live.at(random.bounded(int(server.live.size())));
                server.receive(thread, count, count + random.bounded(-int(count) / 20, int(count) / 5 + 1));
            } else if (what < 80) {
                server.cycle(random.bounded(200, 3000));
                checkpoints.append(server.metrics.toJson());
            } else if (what < 87) { // killed between records and checkpoint, or before both
                const qsizetype back = random.bounded(2);
                server.resume(checkpoints.at(qMax<qsizetype>(0, checkpoints.size() - 1 - back)));
            } else if (what < 92) {
                const int thread = server.live.at(random.bounded(int(server.live.size())));
                server.die(thread);
                diedAt.insert(thread, server.now);
                server.start(next++);
            } else if (what < 95) {
                server.now += random.bounded(60000);
            }
            for (auto it = diedAt.begin(); it != diedAt.end();) {
                if (server.now - it.value() > 15000) {
                    server.adopt(server.live.constFirst(), it.key());
                    it = diedAt.erase(it);
                } else {
                    ++it;
                }
            }
        }
        server.cycle();
        server.cycle();
        QVERIFY2(
            server.value() == total,
            qPrintable(QStringLiteral("seed %1: %2 instead of %3").arg(seed).arg(server.value()).arg(total)));
        QVERIFY2(!server.fell, qPrintable(QString::number(seed)));
        QCOMPARE(server.how(), wireMeasured);
    }
}

SYSPULSE_TEST(TestWireMetrics)
#include "tst_wiremetrics.moc"
