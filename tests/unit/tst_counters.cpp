// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/counterset.h"
#include "core/metrics/loadaverage.h"
#include "core/metrics/metrics.h"
#include "core/metrics/reportledger.h"
#include "tests/support/testregistry.h"
#include "tests/unit/analyticsentries.h"

#include <cmath>

#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

AnalyticsEntry logins(qint64 attempts, qint64 succeeded)
{
    AnalyticsEntry entry;
    entry.name =
        AnalyticsName(QStringLiteral("connection"), QStringLiteral("mqtt"), QStringLiteral("connect"));
    entry.count = attempts;
    entry.total = succeeded;
    return entry;
}

} // namespace

class TestCounters : public QObject
{
    Q_OBJECT

private slots:
    void countsPackets();
    void ignoresOtherProtocols();
    void tablesAreBounded();
    void badTableNamesAreCollected();
    void loadsFollowMosquitto();
    void loadsDoNotDependOnTheSampling();
    void reportsOfOneSetAreCountedOnce();
    void threeReportsOfOneSet();
    void aNewSetIsCountedInFull();
    void lateIdsDoNotHideNewPackets();
    void otherThreadsHaveTheirOwnSets();
    void ledgerSurvivesACheckpoint();
    void loadOfAConstantRate();
    void decodersSurviveNonsense();
    void totalsBeyondTheType();
    void theGreatestTotalsSurviveACheckpoint();
    void rowsOfNoTimeAreSkipped();
    void aCursorIsATime();
    void rowsOfAfterTheClockWasSetBack();
};

void TestCounters::countsPackets()
{
    CounterSet set;
    set.add(received(3));
    set.add(received(2, QStringLiteral("publish,qos=1")));
    set.add(packets("bytes-sent", QStringLiteral("puback"), QStringLiteral("orders/1"), 2, 4));
    set.add(packets("bytes-sent", QStringLiteral("publish,qos=2"), QStringLiteral("orders"), 4, 12.5));
    set.add(logins(5, 3));
    QCOMPARE(set.value(QStringLiteral("messages/received")), 5);
    QCOMPARE(set.value(QStringLiteral("messages/sent")), 6);
    QCOMPARE(set.value(QStringLiteral("publish/messages/received")), 5);
    QCOMPARE(set.value(QStringLiteral("publish/messages/sent")), 4);
    QCOMPARE(set.value(QStringLiteral("publish/bytes/sent")), 50);
    QCOMPARE(set.value(QStringLiteral("bytes/received")), 50);
    QCOMPARE(set.value(QStringLiteral("bytes/sent")), 58);
    QCOMPARE(set.value(QStringLiteral("messages/qos0/received")), 3);
    QCOMPARE(set.value(QStringLiteral("messages/qos1/received")), 2);
    QCOMPARE(set.value(QStringLiteral("messages/qos2/sent")), 4);
    QCOMPARE(set.value(QStringLiteral("mqtt/puback/sent")), 2);
    QCOMPARE(set.value(QStringLiteral("topics/orders/messages/received")), 5);
    QCOMPARE(set.value(QStringLiteral("topics/orders/bytes/sent")), 50);
    QCOMPARE(set.value(QStringLiteral("connections/failed")), 2);
    QCOMPARE(set.value(CounterSet::connectAttemptsKey()), 5);
    QCOMPARE(CounterSet::fromJson(set.toJson()), set);
}

void TestCounters::ignoresOtherProtocols()
{
    CounterSet set;
    AnalyticsEntry rest = received(7);
    rest.name =
        AnalyticsName(rest.name.metric(), rest.name.path(), rest.name.method(), QStringLiteral("operation"));
    set.add(rest);
    AnalyticsEntry login = logins(1, 1);
    login.name = AnalyticsName(login.name.metric(), QStringLiteral("ws"), login.name.method());
    set.add(login);
    AnalyticsEntry left = logins(1, 1);
    left.name = AnalyticsName(left.name.metric(), left.name.path(), QStringLiteral("disconnect"));
    set.add(left);
    set.add(received(0));
    set.add(received(-5));
    QVERIFY(set.isEmpty());
}

void TestCounters::tablesAreBounded()
{
    CounterSet set;
    for (int i = 0; i < 1000; ++i)
        set.add(packets("bytes-received", QStringLiteral("publish"), QStringLiteral("t%1").arg(i), 1, 1));
    int tables = 0;
    for (auto it = set.values().cbegin(); it != set.values().cend(); ++it)
        tables += it.key().startsWith(QLatin1String("topics/")) &&
                  it.key().endsWith(QLatin1String("messages/received"));
    QCOMPARE(tables, CounterSet::maxTables + 1);
    QCOMPARE(set.value(QStringLiteral("topics/_other/messages/received")), 1000 - CounterSet::maxTables);
    // A table that has its counters keeps them.
    set.add(packets("bytes-received", QStringLiteral("publish"), QStringLiteral("t0"), 4, 1));
    QCOMPARE(set.value(QStringLiteral("topics/t0/messages/received")), 5);
}

void TestCounters::badTableNamesAreCollected()
{
    CounterSet set;
    for (const QString &bad : {QStringLiteral("a.b"), QStringLiteral("a#"), QStringLiteral("+"), QString(),
                               QString(100, QLatin1Char('x')), QString(QChar(7))})
        set.add(packets("bytes-received", QStringLiteral("publish"), bad, 1, 1));
    QCOMPARE(set.value(QStringLiteral("topics/_other/messages/received")), 6);
}

void TestCounters::loadsFollowMosquitto()
{
    LoadAverage load;
    QVERIFY(!load.value(0)); // no time has passed
    load.update(100, 0);
    QVERIFY(!load.value(0));
    const auto after = [](double rate, double seconds, double window, double before) {
        return rate + std::exp(-seconds / window) * (before - rate);
    };
    load.update(100, 10000); // 600 per minute, from 0 on
    QCOMPARE(*load.value(0), after(600, 10, 60, 0));
    QCOMPARE(*load.value(2), after(600, 10, 900, 0));
    load.update(100, 20000); // nothing for 10 s
    const double windows[] = {60, 300, 900};
    for (int i = 0; i < 3; ++i)
        QCOMPARE(*load.value(i), after(0, 10, windows[i], after(600, 10, windows[i], 0)));
    const double before = *load.value(0);
    load.update(100, 20000); // no time has passed: nothing changes, nothing divides by zero
    QCOMPARE(*load.value(0), before);
    load.update(5, 31000); // the counter fell
    QVERIFY(!load.value(0));

    LoadAverage late(3600000); // what counts began an hour after the broker
    late.update(10, 3660000);
    QCOMPARE(*late.value(0), after(10, 60, 60, 0));
}

void TestCounters::loadsDoNotDependOnTheSampling()
{
    // 3 per second for 40 minutes, looked at as regularly as mosquitto does, as a busy machine does, and by
    // an updater that was away for long.
    QRandomGenerator random(5);
    constexpr qint64 endMs = 40 * 60 * 1000;
    QList<LoadAverage> loads(4);
    for (qint64 ms = 10000; ms <= endMs; ms += 10000)
        loads[0].update(3 * ms / 1000, ms);
    qint64 ms = 0;
    while (ms < endMs) {
        ms = std::min(endMs, ms + 1000 * random.bounded(1, 90));
        loads[1].update(3 * ms / 1000, ms);
    }
    loads[2].update(30, 10000);
    loads[2].update(3 * endMs / 1000, endMs);
    loads[3].update(3 * endMs / 1000, endMs);
    for (const LoadAverage &load : std::as_const(loads)) {
        for (int i = 0; i < 3; ++i)
            QVERIFY(std::abs(*load.value(i) - *loads.constFirst().value(i)) < 1e-6);
    }
    QVERIFY(std::abs(*loads.constFirst().value(2) - 180 * (1 - std::exp(-40.0 / 15))) < 1e-6);
}

void TestCounters::loadOfAConstantRate()
{
    LoadAverage load;
    qint64 total = 0;
    for (qint64 time = 1000; time < 24 * 3600000LL; time += 10000, total += 20)
        load.update(total, time);
    for (int i = 0; i < 3; ++i)
        QVERIFY(std::abs(*load.value(i) - 120.0) < 1e-6);
}

void TestCounters::decodersSurviveNonsense()
{
    QVERIFY(!decodeAnalyticsRows(Json::object()));
    const auto rows = decodeAnalyticsRows(*parseJson(R"([null, 5, "x", {}, {"id": -1}, {"id": "7"},
        {"id": 8, "metrics": 5}, {"id": 9, "metrics": [null, {"count": "3"}, {"count": 1e30}]}])"));
    QCOMPARE(rows->size(), 2);
    QVERIFY(!decodeAggregateRows(Json(5)));
    QCOMPARE(decodeAggregateRows(*parseJson(R"([{"time": 5, "metric": "x"}, {"time": 0}, []])"))->size(), 1);
}

namespace {

AnalyticsRow report(double timeMs, double id, QList<AnalyticsEntry> entries, int thread = 1)
{
    AnalyticsRow row;
    row.id = id;
    row.timeMs = timeMs;
    row.threadId = thread;
    row.entries = std::move(entries);
    return row;
}

qint64 counted(const QList<AnalyticsEntry> &entries)
{
    CounterSet set;
    for (const AnalyticsEntry &entry : entries)
        set.add(entry);
    return set.value(QStringLiteral("publish/messages/received"));
}

} // namespace

void TestCounters::reportsOfOneSetAreCountedOnce()
{
    // As seen on HarperDB 4.7.29: the second was begun before the first was stored.
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(31064, 33328.3, {logins(1, 1), received(10000)}))), 10000);
    const auto second = ledger.fresh(report(32867, 33329.1, {logins(1, 1), received(10500)}));
    QCOMPARE(counted(second), 500);
    CounterSet set;
    for (const AnalyticsEntry &entry : second)
        set.add(entry);
    QCOMPARE(set.value(CounterSet::connectAttemptsKey()), 0);
    QCOMPARE(set.value(QStringLiteral("bytes/received")), 5000);
}

void TestCounters::threeReportsOfOneSet()
{
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(1000, 4000, {received(100)}))), 100);
    QCOMPARE(counted(ledger.fresh(report(2000, 4001, {received(150)}))), 50);
    QCOMPARE(counted(ledger.fresh(report(3000, 4002, {received(150)}))), 0);
    // Begun after the first was done: the set that began then, although the other two were still at the old
    // one.
    QCOMPARE(counted(ledger.fresh(report(4000.5, 5000, {received(7)}))), 7);
}

void TestCounters::aNewSetIsCountedInFull()
{
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(1000, 1002, {received(100)}))), 100);
    QCOMPARE(counted(ledger.fresh(report(2001, 2003, {received(100)}))), 100);
}

void TestCounters::lateIdsDoNotHideNewPackets()
{
    // The main thread was slow to store the first, so the second seems to have been begun before. It lacks an
    // entry of the first, or has a smaller count: it is of a set of its own.
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(1000, 2500, {logins(1, 1), received(100)}))), 100);
    QCOMPARE(counted(ledger.fresh(report(2010, 2600, {received(120)}))), 120);
    ReportLedger other;
    QCOMPARE(counted(other.fresh(report(1000, 2500, {received(100)}))), 100);
    QCOMPARE(counted(other.fresh(report(2010, 2600, {received(99)}))), 99);
}

void TestCounters::otherThreadsHaveTheirOwnSets()
{
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(1000, 3000, {received(100)}, 1))), 100);
    QCOMPARE(counted(ledger.fresh(report(2000, 3001, {received(100)}, 2))), 100);
}

void TestCounters::ledgerSurvivesACheckpoint()
{
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(1000, 3000, {received(100)}))), 100);
    ReportLedger restored = ReportLedger::fromJson(*parseJson(dumpJson(ledger.toJson())));
    QCOMPARE(counted(restored.fresh(report(2000, 3001, {received(130)}))), 30);
    for (const char *bad :
         {"null", "5", "[5]", R"([{"thread":1,"reports":[{"id":5,"entries":{"a":[1]}},{}]}])"})
        QCOMPARE(counted(ReportLedger::fromJson(*parseJson(bad)).fresh(report(1, 2, {received(3)}))), 3);
}

void TestCounters::totalsBeyondTheType()
{
    constexpr qint64 most = 9007199254740991; // the greatest number that JSON is sure of
    CounterSet set;
    for (int i = 0; i < 1100; ++i) {
        set.add(received(most));
        set.add(logins(most, -most));
    }
    const QString publishes = QStringLiteral("publish/messages/received");
    QCOMPARE(set.value(publishes), most);
    QCOMPARE(set.value(QStringLiteral("connections/failed")), most);
}

void TestCounters::theGreatestTotalsSurviveACheckpoint()
{
    CounterSet set;
    set.add(QStringLiteral("messages/received"), std::numeric_limits<qint64>::max());
    QCOMPARE(CounterSet::fromJson(*parseJson(dumpJson(set.toJson()))), set);
    // One that another version has written is not forgotten either.
    const CounterSet read = CounterSet::fromJson(
        *parseJson(R"({"a":9223372036854775807,"b":18446744073709551615,"c":1e300,"d":-1})"));
    for (const char *key : {"a", "b", "c"})
        QVERIFY(read.value(QLatin1String(key)) > 9e15);
    QVERIFY(!read.contains(QStringLiteral("d")));
}

void TestCounters::rowsOfNoTimeAreSkipped()
{
    const auto rows = decodeAnalyticsRows(*parseJson(R"([{"id":1e300},{"id":9e15},{"id":1800000000000}])"));
    QCOMPARE(rows->size(), 1);
    const auto sums = decodeAggregateRows(*parseJson(R"([{"time":1e300},{"time":1800000000000}])"));
    QCOMPARE(sums->size(), 1);
}

void TestCounters::aCursorIsATime()
{
    Metrics metrics;
    ServerFacts facts;
    facts.serverTimeMs = 1'800'000'000'000;
    metrics.begin(facts.serverTimeMs - 60'000, facts);
    Json checkpoint = metrics.toJson();
    checkpoint["cursor"] = 1e300; // the server is asked for what is after it, as a whole number
    QVERIFY(Metrics::fromJson(checkpoint)->cursor() < 1e15);
}

void TestCounters::rowsOfAfterTheClockWasSetBack()
{
    // Ids only grow within one run of HarperDB; times are those of the clock.
    ReportLedger ledger;
    QCOMPARE(counted(ledger.fresh(report(10'000'000, 10'000'002, {received(100)}))), 100);
    QCOMPARE(counted(ledger.fresh(report(6'401'000, 10'000'002.001, {received(120)}))), 120);
    QCOMPARE(counted(ledger.fresh(report(6'402'000, 10'000'002.002, {received(130)}))), 130);
}

SYSPULSE_TEST(TestCounters)
#include "tst_counters.moc"
