// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/base/json.h"
#include "core/metrics/eventcounts.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 boot = 1795000000000;
constexpr qint64 now = boot + 100000;

Json record(int thread, qint64 sockets = 10, qint64 refused = 1, qint64 connected = 5)
{
    return {{"thread", thread},      {"boot", "b"},         {"since", boot + 2000},  {"updated", now - 1000},
            {"sockets", sockets},    {"refused", refused},  {"open", connected + 1}, {"connected", connected},
            {"maximum", 7 + thread}, {"subscriptions", 20}, {"inflight", nullptr}};
}

Json with(Json json, const char *key, const Json &value)
{
    json[key] = value;
    return json;
}

std::optional<EventCounts> fold(const Json &records, const QList<int> &threads)
{
    return foldThreadRecords(decodeThreadRecords(records), boot, now, threads);
}

} // namespace

class TestEventCounts : public QObject
{
    Q_OBJECT

private slots:
    void addsUpThreads();
    void unknownGaugeStaysUnknown();
    void threadWithoutARecord();
    void deadThreadsKeepTheirCounters();
    void otherRunsDoNotCount();
    void nonsense_data();
    void nonsense();
    void sumsBeyondTheType();
    void sessionsWithoutClients();
};

void TestEventCounts::addsUpThreads()
{
    const auto counts = fold({record(1), with(record(2, 100, 3, 50), "since", boot + 9000)}, {1, 2});
    QVERIFY(counts);
    QVERIFY(counts->complete);
    QCOMPARE(counts->threads, 2);
    QCOMPARE(counts->sinceMs, boot + 2000);
    QCOMPARE(counts->sockets, 110);
    QCOMPARE(counts->refused, 4);
    QCOMPARE(counts->maximum, 9); // seen by one thread for all of them
    QCOMPARE(counts->open, 57);
    QCOMPARE(counts->connected, 55);
    QCOMPARE(counts->subscriptions, 40);
}

void TestEventCounts::unknownGaugeStaysUnknown()
{
    const auto counts = fold({record(1), with(record(2), "inflight", 3)}, {1, 2});
    QVERIFY(!counts->inflight);
    QCOMPARE(fold(Json::array({with(record(1), "inflight", 0)}), {1})->inflight, 0);
}

void TestEventCounts::threadWithoutARecord()
{
    const auto counts = fold(Json::array({record(1)}), {1, 2});
    QVERIFY(counts);
    QVERIFY(!counts->complete);
    QVERIFY(!fold(Json::array(), {1, 2}));
    QVERIFY(!fold(Json::array({record(3)}), {1, 2})); // of a thread that has ended
    QVERIFY(!fold(Json::array({record(1)}), {}));
}

void TestEventCounts::deadThreadsKeepTheirCounters()
{
    // Thread 1 ended 20 s ago and no other thread has taken its counters over yet.
    const Json dead = with(record(1, 1000, 50, 400), "updated", now - 20000);
    const auto counts = fold({dead, record(2)}, {2});
    QVERIFY(counts->complete);
    QCOMPARE(counts->sockets, 1010);
    QCOMPARE(counts->refused, 51);
    QCOMPARE(counts->connected, 5);
    // A thread that hangs lives, but what it said last is not current.
    QVERIFY(!fold({dead, record(2)}, {1, 2})->complete);
    QVERIFY(fold({with(record(1), "updated", now - 15000), record(2)}, {1, 2})->complete);
}

void TestEventCounts::otherRunsDoNotCount()
{
    // The server was killed and came back at once with the same thread ids.
    const Json before = with(with(record(1, 1000, 50, 400), "boot", "a"), "updated", boot - 1000);
    QVERIFY(!foldThreadRecords(decodeThreadRecords(Json::array({before})), boot, boot + 5000, {1}));
    const Json other = with(with(record(2, 1000, 50, 400), "boot", "a"), "updated", now - 2000);
    QCOMPARE(fold({record(1), other}, {1})->sockets, 10);
}

void TestEventCounts::nonsense_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const Json &json) { QTest::newRow(name) << dumpJson(json); };
    row("null", nullptr);
    row("an object", Json::object());
    row("not records", {1, "x", nullptr, Json::array()});
    row("no thread", Json::array({with(record(1), "thread", nullptr)}));
    row("thread is huge", Json::array({with(record(1), "thread", 1e15)}));
    row("negative counter", Json::array({with(record(1), "sockets", -1)}));
    row("counter is text", Json::array({with(record(1), "refused", "5")}));
    row("time is huge", Json::array({with(record(1), "updated", 1e300)}));
    row("no beginning", Json::array({with(record(1), "since", nullptr)}));
}

void TestEventCounts::nonsense()
{
    QFETCH(QByteArray, text);
    QVERIFY(decodeThreadRecords(*parseJson(text)).isEmpty());
}

void TestEventCounts::sumsBeyondTheType()
{
    constexpr qint64 most = 9007199254740992; // the greatest number that is read
    Json records = Json::array();
    QList<int> threads;
    for (int thread = 1; thread <= 1100; ++thread) {
        records.push_back(record(thread, most, most, most));
        threads.append(thread);
    }
    const auto counts = fold(records, threads);
    QVERIFY(counts);
    QCOMPARE(counts->sockets, std::numeric_limits<qint64>::max());
    QCOMPARE(counts->refused, std::numeric_limits<qint64>::max());
    QCOMPARE(counts->connected, std::numeric_limits<qint64>::max());
}

void TestEventCounts::sessionsWithoutClients()
{
    const auto list = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    QCOMPARE(sessionsWithoutClient(list("a b c"), list("b")), 2);
    QCOMPARE(sessionsWithoutClient(list("a"), list("a a")), 0); // ids are not unique
    QCOMPARE(sessionsWithoutClient(list("a"), list("x y z")), 1);
    QCOMPARE(sessionsWithoutClient({}, list("x")), 0);
    // Long ids are known to the component by their hash.
    const QString start(300, u'z');
    QCOMPARE(sessionsWithoutClient({start + u'1', start + u'2'}, {boundedText(start + u'2')}), 1);
}

SYSPULSE_TEST(TestEventCounts)
#include "tst_eventcounts.moc"
