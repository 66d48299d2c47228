// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/support/testregistry.h"
#include "tests/unit/wireserver.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// Totals while the component comes, goes, and is told not to count.
class TestWireChanges : public QObject
{
    Q_OBJECT

private slots:
    void threadThatNobodySaw();
    void workersRestart();
    void componentIsUpgraded();
    void componentIsUpgradedWhileNobodyLooked();
    void updaterIsUpgraded();
    void whatWasPublishedIsKept();
    void switchedOffAndOn();
    void whatOnlyTheWireTellsIsUnknownWithoutIt_data();
    void whatOnlyTheWireTellsIsUnknownWithoutIt();
    void switchedOffWhileNobodyLooked();
    void componentIsAway();
    void componentIsInstalledAgain();
    void emptiedTable();
};

void TestWireChanges::componentIsUpgraded()
{
    for (const bool longBefore : {false, true}) {
        WireServer server;
        server.start(1, false);
        server.start(2, false);
        server.receive(1, 1000);
        server.cycle();
        if (longBefore) {
            for (int i = 0; i < 30; ++i)
                server.cycle(10000);
        }
        server.receive(2, 100);
        server.die(1);
        server.die(2);
        server.start(4);
        server.receive(4, 30);
        server.cycle(500); // analytics of the first messages on the new worker have come, its record too
        server.start(3);
        server.receive(3, 7);
        server.receive(4, 3);
        server.cycle(500);
        server.rows.append({double(server.now), double(server.now - 1), 2, {received(5)}}); // late
        server.cycle();
        QCOMPARE(server.value(), 1000 + 100 + 5 + 40);
        QCOMPARE(server.how(), wireEstimated);
        server.now += 20000;
        server.adopt(4, 1);
        server.adopt(4, 2);
        server.receive(3, 60, 30); // analytics are not asked any more
        server.cycle();
        QCOMPARE(server.value(), 1000 + 100 + 5 + 100);
        QVERIFY(!server.fell);
    }
}

void TestWireChanges::componentIsUpgradedWhileNobodyLooked()
{
    WireServer server;
    server.start(1, false);
    server.receive(1, 1000);
    server.cycle();
    server.receive(1, 100);
    server.die(1);
    server.start(2);
    server.receive(2, 30);
    server.die(2);
    server.start(3);
    server.receive(3, 4);
    server.now += 40000;
    server.adopt(3, 1);
    server.adopt(3, 2);
    server.cycle();
    QCOMPARE(server.value(), 1134);
    QVERIFY(!server.fell);
    // An updater that begins now knows the same from analytics and the wire.
    WireServer other = server;
    other.metrics = Metrics();
    other.rows = {{double(wireBoot + 2100), double(wireBoot + 2099), 1, {received(1000)}},
                  {double(wireBoot + 3200), double(wireBoot + 3199), 1, {received(100)}},
                  {double(wireBoot + 3300), double(wireBoot + 3299), 2, {received(30)}},
                  {double(wireBoot + 3400), double(wireBoot + 3399), 3, {received(4)}}};
    other.last = -1;
    other.cycle();
    QCOMPARE(other.value(), 1134);
}

void TestWireChanges::updaterIsUpgraded()
{
    for (const bool whole : {true, false}) {
        WireServer server;
        server.start(1, whole);
        server.receive(1, 1000);
        if (!whole) {
            server.die(1);
            server.now += 100000;
            server.start(2);
            server.receive(2, 30);
        }
        // As an updater of before 2.0 has left it: analytics only, which have lost some.
        server.cycle(1000, false);
        Json state = server.metrics.toJson();
        state.erase("wire");
        server.resume(state);
        const int thread = whole ? 1 : 2;
        server.receive(thread, 500);
        server.cycle();
        QCOMPARE(server.value(), whole ? 1500 : 1530);
        server.receive(thread, 7, 3);
        server.cycle();
        QCOMPARE(server.value(), whole ? 1507 : 1537);
        QCOMPARE(server.how(), whole ? wireMeasured : wireEstimated);
        QVERIFY(!server.fell);
    }
}

void TestWireChanges::whatWasPublishedIsKept()
{
    WireServer server;
    server.start(1);
    server.receive(1, 1000, 1300); // analytics report some twice
    server.cycle(1000, false);
    QCOMPARE(server.value(), 1300);
    server.cycle();
    QCOMPARE(server.value(), 1300);
    QCOMPARE(server.how(), wireEstimated);
    server.resume(server.metrics.toJson());
    server.receive(1, 200);
    server.cycle();
    QCOMPARE(server.value(), 1300);
    server.receive(1, 200);
    server.cycle();
    QCOMPARE(server.value(), 1400);
    QCOMPARE(server.how(), wireMeasured);
    QVERIFY(!server.fell);
}

void TestWireChanges::switchedOffAndOn()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    Thread &thread = server.threads[1];
    const auto switchTo = [&](bool on, qint64 blind) {
        thread.counting = on;
        thread.blind = blind;
        thread.switchedMs = server.now;
        if (thread.inexactSinceMs == 0) {
            thread.inexactSinceMs = server.now;
            thread.reason = "counting was switched off";
        }
    };
    server.receive(1, 10);
    switchTo(false, 3);
    server.receive(1, 1000);
    server.cycle();
    QCOMPARE(server.value(), 1110);
    QCOMPARE(server.how(), QStringLiteral("analytics estimated"));
    QCOMPARE(server.notes.size(), 1);
    QVERIFY2(server.notes.constFirst().contains(QLatin1String("switched off")),
             qPrintable(server.notes.constFirst()));
    server.receive(1, 100);
    server.cycle();
    QCOMPARE(server.value(), 1210);
    // On again, but the clients of before are still there: what the wire tells is a part only.
    switchTo(true, 2);
    thread.received += 6;
    server.rows.append({double(server.now + 1), double(server.now), 1, {received(50)}});
    server.cycle();
    QCOMPARE(server.value(), 1260);
    thread.received += 2;
    server.rows.append({double(server.now + 1), double(server.now), 1, {received(30)}});
    server.cycle();
    QCOMPARE(server.value(), 1290);
    thread.blind = 0;
    server.receive(1, 0);
    server.cycle();
    QCOMPARE(server.value(), 1290);
    server.receive(1, 40, 20);
    server.cycle();
    QCOMPARE(server.value(), 1330);
    QCOMPARE(server.how(), wireEstimated);
    const Json state = server.metrics.toJson();
    server.resume(state);
    server.receive(1, 1);
    server.cycle();
    QCOMPARE(server.value(), 1331);
    QVERIFY(!server.fell);
    QCOMPARE(server.notes.size(), 1);
}

void TestWireChanges::whatOnlyTheWireTellsIsUnknownWithoutIt_data()
{
    QTest::addColumn<bool>("away");
    QTest::newRow("counting is off") << false;
    QTest::newRow("the component is away") << true;
}

void TestWireChanges::whatOnlyTheWireTellsIsUnknownWithoutIt()
{
    QFETCH(bool, away);
    static constexpr const char *counters[] = {"publish/messages/dropped", "syspulse/refused/publishes",
                                               "syspulse/own/bytes/sent", "mqtt/auth/received"};
    WireServer server;
    server.start(1);
    server.threads[1].dropped = 4;
    server.receive(1, 10);
    server.cycle();
    server.cycle();
    for (const char *counter : counters)
        QCOMPARE(server.how(counter), wireMeasured);
    QVERIFY(server.reading("load/publish/dropped/1min"));
    server.threads[1].counting = away;
    for (int i = 0; i < 3; ++i)
        server.cycle(WireMetrics::holdMs, !away);
    QCOMPARE(server.how(), QStringLiteral("analytics estimated"));
    for (const char *counter : counters)
        QCOMPARE(server.how(counter), QStringLiteral("unknown"));
    QVERIFY(!server.reading("load/publish/dropped/1min"));
    // It goes on from where it was.
    server.threads[1].counting = true;
    server.threads[1].dropped = 5;
    server.cycle();
    QCOMPARE(server.value("publish/messages/dropped"), 5);
    for (const char *counter : counters)
        QVERIFY2(server.how(counter).startsWith(QLatin1String("wire")), counter);
    QVERIFY(server.reading("load/publish/dropped/1min"));
}

void TestWireChanges::switchedOffWhileNobodyLooked()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    Thread &thread = server.threads[1];
    server.receive(1, 10);
    thread.counting = false;
    thread.switchedMs = server.now + 1;
    thread.inexactSinceMs = server.now + 1;
    thread.reason = "counting was switched off";
    server.now += 2;
    server.receive(1, 1000);
    server.now += 30000;
    server.cycle();
    QCOMPARE(server.value(), 1110);
    QVERIFY(!server.fell);
}

void TestWireChanges::componentIsAway()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    // Its records cannot be read for some time, yet it counts on.
    for (int i = 0; i < 20; ++i) {
        server.receive(1, 10, 9);
        server.cycle(10000, false);
        QVERIFY2(server.value() >= 100 && server.value() <= 300, qPrintable(QString::number(server.value())));
    }
    QCOMPARE(server.how(), QStringLiteral("analytics estimated"));
    QVERIFY(server.value() > 100); // analytics have taken over
    server.resume(server.metrics.toJson());
    server.receive(1, 1);
    server.cycle();
    QCOMPARE(server.value(), 301);
    QCOMPARE(server.how(), wireMeasured);
    QVERIFY(!server.fell);
}

void TestWireChanges::componentIsInstalledAgain()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    // Undo drops the tables and restarts the workers.
    server.threads.clear();
    server.live = {2};
    for (int i = 0; i < 20; ++i) {
        server.rows.append({double(server.now + 1), double(server.now), 2, {received(10)}});
        server.cycle(10000, false);
    }
    QCOMPARE(server.value(), 300);
    server.live.clear();
    server.start(3);
    for (int i = 0; i < 4; ++i) {
        server.receive(3, 5);
        server.cycle();
    }
    QCOMPARE(server.value(), 320);
    QCOMPARE(server.how(), wireEstimated);
    QVERIFY(!server.fell);
}

void TestWireChanges::emptiedTable()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    server.threads[1].received = 0; // it takes it that another thread has its counts
    for (int i = 0; i < 5; ++i) {
        server.receive(1, 10);
        server.cycle();
    }
    QCOMPARE(server.value(), 150);
    QVERIFY(!server.fell);
}

void TestWireChanges::workersRestart()
{
    WireServer server;
    server.start(1);
    server.start(2);
    server.receive(1, 100);
    server.receive(2, 200);
    server.cycle();
    for (int round = 0; round < 5; ++round) {
        const int one = 1 + 2 * round;
        server.receive(one, 10); // told by the record that is found later
        server.die(one);
        server.die(one + 1);
        server.live = {one + 2, one + 3};
        server.cycle(500); // none of the new ones has said anything yet
        server.live.clear();
        server.start(one + 2);
        server.receive(one + 2, 5);
        server.cycle(500);
        server.start(one + 3);
        server.cycle(500);
        QCOMPARE(server.value(), 300 + 15 * (round + 1));
        QCOMPARE(server.how(), wireMeasured);
        server.cycle(16000);
        server.adopt(one + 2, one);
        server.cycle();
        server.adopt(one + 3, one + 1);
        server.cycle();
        QCOMPARE(server.value(), 300 + 15 * (round + 1));
    }
    QVERIFY(!server.fell);
    QCOMPARE(server.how(), wireMeasured);
}

void TestWireChanges::threadThatNobodySaw()
{
    WireServer server;
    server.start(1);
    server.receive(1, 100);
    server.cycle();
    // While the updater is down a worker comes and goes, and another one takes its counts over.
    server.die(1);
    server.start(2);
    server.receive(2, 40);
    server.die(2);
    server.start(3);
    server.receive(3, 2);
    server.now += 30000;
    server.adopt(3, 1);
    server.adopt(3, 2);
    server.cycle();
    QCOMPARE(server.value(), 142);
    server.receive(3, 1);
    server.cycle();
    QCOMPARE(server.value(), 143);
    QCOMPARE(server.how(), wireMeasured);
}

SYSPULSE_TEST(TestWireChanges)
#include "tst_wirechanges.moc"
