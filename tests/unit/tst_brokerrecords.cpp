// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/base/json.h"
#include "core/broker/brokerlimits.h"
#include "core/broker/storms.h"
#include "core/broker/topclients.h"
#include "core/broker/toptopics.h"
#include "core/broker/workerload.h"
#include "tests/support/testregistry.h"

#include <limits>

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 nowMs = 1'800'000'000'000;

Json workerRecord(int thread, qint64 clients, qint64 updatedMs = nowMs - 1000, const char *boot = "b")
{
    const std::string number = std::to_string(thread);
    return {{"id", boot + std::string("-") + number},
            {"node", "n"},
            {"boot", boot},
            {"thread", thread},
            {"version", "2.0.0"},
            {"updated", updatedMs},
            {"connected", clients},
            {"open", clients + 1},
            {"heap_used", 64 * 1024 * 1024 + clients * 16384},
            {"heap_limit", 2'000'000'000},
            {"utilization", 0.2},
            {"packets_in_rate", 10},
            {"packets_out_rate", 20},
            {"bytes_in_rate", 1000},
            {"bytes_out_rate", 2000},
            {"wire", {{"counting", true}, {"inexact_since", nullptr}}}};
}

LiveWorkers liveOf(const Json &threads, const std::optional<QList<int>> &threadIds = {})
{
    return LiveWorkers(threads, nowMs, threadIds);
}

/// What no component writes in place of a record's fields.
QList<Json> oddValues()
{
    return {Json(),
            Json("text"),
            Json(-5),
            Json(1e300),
            Json(-1e300),
            Json(true),
            Json::array(),
            Json::array({1, nullptr, "x", Json::array({Json::object()}), Json{{"key", 7}, {"count", "x"}}}),
            Json::object(),
            Json{{"topic", Json::array()}, {"count", 1e300}, {"error", 1e301}, {"own", 3}},
            Json(std::string(100000, 'y')),
            Json(std::numeric_limits<std::uint64_t>::max())};
}

} // namespace

class TestBrokerRecords : public QObject
{
    Q_OBJECT

private slots:
    void deadWorkersAreLeftOut_data();
    void deadWorkersAreLeftOut();
    void theOldestSignOfLifeIsTheAge();
    void sharesAndImbalance();
    void nobodyConnected();
    void roomIsEstimated();
    void unknownIsNotZero();
    void countingThatIsOffTellsNoRates();
    void clientsOfAllWorkersAreSorted();
    void aClientThatIsNotCountedHasNoTraffic();
    void attemptsAddUp();
    void offendersOfAllWorkersAreOneList();
    void flappingIsNotCountedTwice();
    void topicsOfAllWorkersAreOneList();
    void refusedPacketsAreTheNewestFirst();
    void oddRecordsAreBorne();
    void oddFieldsAreBorne_data();
    void oddFieldsAreBorne();
    void listsAreBounded();
    void longTextsAreBounded();
    void sumsDoNotOverflow();
};

void TestBrokerRecords::deadWorkersAreLeftOut_data()
{
    QTest::addColumn<Json>("dead");
    QTest::addColumn<bool>("threadsKnown");
    QTest::newRow("silent for 16 s") << workerRecord(2, 500, nowMs - 16000) << false;
    QTest::newRow("of an earlier run") << workerRecord(2, 500, nowMs - 3000, "a") << false;
    QTest::newRow("restarted a moment ago") << workerRecord(2, 500, nowMs - 2000) << true;
    QTest::newRow("far in the future") << workerRecord(2, 500, nowMs + 3'600'000) << false;
}

void TestBrokerRecords::deadWorkersAreLeftOut()
{
    QFETCH(Json, dead);
    QFETCH(bool, threadsKnown);
    const Json threads = Json::array({dead, workerRecord(1, 10), workerRecord(4, 30)});
    const auto ids = threadsKnown ? std::optional(QList<int>{1, 4}) : std::nullopt;
    const WorkersReport report = foldWorkers(threads, liveOf(threads, ids));
    QCOMPARE(report.workers.size(), 2);
    QCOMPARE(report.source.workers, 2);
    QCOMPARE(report.source.leftOut, 1);
    QCOMPARE(report.clients, 40);

    const Json top = Json::array({{{"id", dead.at("id")}, {"lagging", 7}},
                                  {{"id", "b-1"}, {"lagging", 2}, {"slowest", {{{"client", "c"}}}}}});
    const TopClients clients = foldTopClients(top, liveOf(threads, ids));
    QCOMPARE(clients.lagging, 2);
    QCOMPARE(clients.slowest.size(), 1);
    QCOMPARE(clients.source.leftOut, 1);
}

void TestBrokerRecords::theOldestSignOfLifeIsTheAge()
{
    const Json threads = Json::array({workerRecord(1, 1, nowMs - 200), workerRecord(2, 1, nowMs - 4700)});
    const WorkersReport report = foldWorkers(threads, liveOf(threads));
    QCOMPARE(report.source.asOfMs, nowMs - 4700);
    QCOMPARE(report.source.serverMs, nowMs);
    // The record of what is busy is renewed only when it changes: it is as current as its worker.
    const Json top = Json::array({{{"id", "b-1"}, {"updated", nowMs - 900'000}}});
    QCOMPARE(foldTopClients(top, liveOf(threads)).source.asOfMs, nowMs - 200);
}

void TestBrokerRecords::sharesAndImbalance()
{
    Json threads = Json::array();
    for (int i = 1; i <= 16; ++i)
        threads.push_back(workerRecord(i, i == 7 ? 3900 : 740));
    const WorkersReport report = foldWorkers(threads, liveOf(threads));
    QCOMPARE(report.clients, 3900 + 15 * 740);
    QCOMPARE(report.workers.at(report.busiest).thread, 7);
    QCOMPARE(report.workers.at(report.busiest).share, 0.26);
    QCOMPARE(report.imbalance, 0.26 * 16);
    const Json all = Json::array({workerRecord(1, 0), workerRecord(2, 50)});
    QCOMPARE(foldWorkers(all, liveOf(all)).imbalance, 2.0); // one has all of two shares
}

void TestBrokerRecords::nobodyConnected()
{
    const Json threads = Json::array({workerRecord(1, 0), workerRecord(2, 0)});
    const WorkersReport report = foldWorkers(threads, liveOf(threads));
    QCOMPARE(report.clients, 0);
    QCOMPARE(report.busiest, -1);
    QVERIFY(!report.imbalance && !report.room && !report.workers.constFirst().share);
}

void TestBrokerRecords::roomIsEstimated()
{
    WorkerLoad worker;
    worker.clients = 1000;
    worker.heapUsed = 64LL * 1024 * 1024 + 1000 * 20000;
    worker.heapLimit = 1'000'000'000;
    worker.utilization = 0.1;
    // Heap: (800,000,000 - 87,108,864) / 20,000; loop: (0.8 - 0.1) / 0.0001 is less.
    QCOMPARE(roomOfWorker(worker), 7000);
    worker.utilization = 0.0;
    QCOMPARE(roomOfWorker(worker), 35644);
    worker.utilization = 0.9;
    QCOMPARE(roomOfWorker(worker), 0);
    worker.clients = 19;
    QVERIFY(!roomOfWorker(worker)); // an average of so few says little

    // They spread as now: the worker with 3/4 of the clients is full first.
    const Json threads = Json::array({workerRecord(1, 3000), workerRecord(2, 1000)});
    const WorkersReport report = foldWorkers(threads, liveOf(threads));
    QCOMPARE(report.workers.at(0).room, 9000); // by its loop: 0.6 / (0.2 / 3000)
    QCOMPARE(report.workers.at(1).room, 3000);
    QCOMPARE(report.room, 12000);
}

void TestBrokerRecords::unknownIsNotZero()
{
    Json old = workerRecord(1, 30);
    for (const char *field : {"heap_used", "utilization", "packets_in_rate", "open", "wire"})
        old.erase(field);
    const Json threads = Json::array({old, workerRecord(2, 30)});
    const WorkersReport report = foldWorkers(threads, liveOf(threads));
    const WorkerLoad &worker = report.workers.constFirst();
    QVERIFY(!worker.heapUsed && !worker.utilization && !worker.packetsInRate && !worker.sockets);
    QVERIFY(!worker.counting && !worker.room);
    QVERIFY(report.room); // of the other one

    old.erase("connected");
    const Json unsure = Json::array({old, workerRecord(2, 30)});
    const WorkersReport partly = foldWorkers(unsure, liveOf(unsure));
    QVERIFY(!partly.clients && !partly.imbalance && partly.busiest == -1);
}

void TestBrokerRecords::countingThatIsOffTellsNoRates()
{
    Json off = workerRecord(1, 3);
    off["wire"] = {{"counting", false}};
    Json inexact = workerRecord(2, 3);
    inexact["wire"] = {{"counting", true}, {"inexact_since", nowMs - 5}, {"inexact_reason", "lost"}};
    const Json threads = Json::array({off, inexact});
    const WorkersReport report = foldWorkers(threads, liveOf(threads));
    QCOMPARE(report.workers.at(0).counting, false);
    QVERIFY(!report.workers.at(0).bytesInRate && !report.workers.at(0).packetsOutRate);
    QCOMPARE(report.workers.at(1).inexactSinceMs, nowMs - 5);
    QCOMPARE(report.workers.at(1).inexactReason, QStringLiteral("lost"));
    QCOMPARE(report.workers.at(1).packetsOutRate, 20.0);
}

void TestBrokerRecords::clientsOfAllWorkersAreSorted()
{
    const Json threads = Json::array({workerRecord(1, 1), workerRecord(2, 1)});
    const auto busy = [](const char *id, double in, double out) {
        return Json{{"client", id}, {"messages_in_rate", in}, {"messages_out_rate", out}};
    };
    const auto slow = [](const char *id, const Json &queued, const Json &untaken) {
        return Json{{"client", id}, {"queued", queued}, {"untaken", untaken}};
    };
    const Json records =
        Json::array({{{"id", "b-1"},
                      {"node", "n"},
                      {"thread", 1},
                      {"lagging", 70},
                      {"busiest", Json::array({busy("a", 5, 1), busy("b", 1, 1)})},
                      {"slowest", Json::array({slow("x", 10, 0), slow("y", nullptr, 2048)})}},
                     {{"id", "b-2"},
                      {"node", "n"},
                      {"thread", 2},
                      {"lagging", 1},
                      {"busiest", Json::array({busy("c", 0, 4)})},
                      {"slowest", Json::array({slow("z", 0, 10'000'000)})}}});
    const TopClients top = foldTopClients(records, liveOf(threads));
    QStringList busiest, slowest;
    for (const ClientNumbers &client : top.busiest)
        busiest.append(client.clientId);
    for (const ClientNumbers &client : top.slowest)
        slowest.append(client.clientId);
    QCOMPARE(busiest, QStringList({QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("b")}));
    QCOMPARE(slowest, QStringList({QStringLiteral("z"), QStringLiteral("x"), QStringLiteral("y")}));
    QCOMPARE(top.lagging, 71); // more than are listed
    QVERIFY(!top.slowest.at(2).queued);
    QCOMPARE(top.slowest.at(1).untaken, 0);
    QCOMPARE(top.busiest.at(1).thread, 2);
}

void TestBrokerRecords::aClientThatIsNotCountedHasNoTraffic()
{
    const ClientNumbers client =
        decodeClientNumbers({{"client", "c"}, {"counted", false}, {"messages_in", 0}, {"queued", 4}});
    QVERIFY(!client.messagesIn && !client.messageRate());
    QCOMPARE(client.queued, 4);
    QCOMPARE(decodeClientNumbers({{"port", 70000}, {"protocol_version", 9999}}).port, 0);
    QVERIFY(!decodeClientNumbers(Json(3)).own);
}

void TestBrokerRecords::attemptsAddUp()
{
    const Json threads = Json::array({workerRecord(1, 1), workerRecord(2, 1)});
    const Json records =
        Json::array({{{"id", "b-1"}, {"opened_rate", 3}, {"opened_peak", 9}, {"opened_minute", 100}},
                     {{"id", "b-2"}, {"opened_rate", 4}, {"opened_peak", 5}, {"closed_rate", 0}}});
    const Storms storms = foldStorms(records, liveOf(threads));
    QCOMPARE(storms.opened.lastSecond, 7.0);
    QCOMPARE(storms.opened.peak, 14.0);
    QCOMPARE(storms.opened.minute, 100.0);
    QCOMPARE(storms.closed.lastSecond, 0.0);
    QVERIFY(!storms.refused.lastSecond && !storms.closed.minute);
}

void TestBrokerRecords::offendersOfAllWorkersAreOneList()
{
    const Json threads = Json::array({workerRecord(1, 1), workerRecord(2, 1)});
    const auto offender = [](const char *key, double count, double error) {
        return Json{{"key", key}, {"count", count}, {"error", error}};
    };
    const Json records = Json::array(
        {{{"id", "b-1"}, {"addresses", Json::array({offender("::1", 10, 0), offender("::2", 9, 2)})}},
         {{"id", "b-2"}, {"addresses", Json::array({offender("::2", 8, 0), offender("", 3, 9)})}}});
    const Storms storms = foldStorms(records, liveOf(threads));
    const QList<Offender> expected{{QStringLiteral("::2"), 15, false},
                                   {QStringLiteral("::1"), 10, true},
                                   {QString(), 0, false}}; // an error beyond the count is one of all of it
    QCOMPARE(storms.of(OffenderKind::Address), expected);
    QVERIFY(storms.of(OffenderKind::User).isEmpty());
}

void TestBrokerRecords::flappingIsNotCountedTwice()
{
    // Each worker tells the logins of all of them.
    const Json threads = Json::array({workerRecord(1, 1), workerRecord(2, 1)});
    const auto record = [](const char *id, int count) {
        const Json list = Json::array({{{"key", "c"}, {"count", count}}});
        return Json{{"id", id}, {"flapping", list}, {"duplicates", list}};
    };
    const Storms storms = foldStorms(Json::array({record("b-1", 11), record("b-2", 12)}), liveOf(threads));
    QCOMPARE(storms.of(OffenderKind::Flapping).constFirst().atLeast, 12);
    QCOMPARE(storms.of(OffenderKind::Duplicate).constFirst().atLeast, 23);
}

void TestBrokerRecords::topicsOfAllWorkersAreOneList()
{
    const Json threads = Json::array({workerRecord(1, 1), workerRecord(2, 1)});
    const auto topic = [](const char *name, int in, int out, double inRate, double outRate) {
        return Json{{"topic", name},       {"in", in},           {"out", out}, {"in_rate", inRate},
                    {"out_rate", outRate}, {"since", nowMs - in}};
    };
    const Json records = Json::array(
        {{{"id", "b-1"}, {"topics", Json::array({topic("a/#", 5, 0, 5, 0), topic("b", 9, 0, 0, 0)})}},
         {{"id", "b-2"}, {"topics", Json::array({topic("a/#", 1, 7, 0, 7), topic("c", 8, 0, 9, 0)})}}});
    const TopTopics top = foldTopTopics(records, liveOf(threads));
    QCOMPARE(top.topics.size(), 3);
    QCOMPARE(top.topics.at(0).topic, QStringLiteral("a/#"));
    QCOMPARE(top.topics.at(0).messagesIn, 6);
    QCOMPARE(top.topics.at(0).messageRate(), 12.0);
    QCOMPARE(top.topics.at(0).sinceMs, nowMs - 5);
    QVERIFY(!top.topics.at(0).bytesIn && !top.topics.at(0).byteRate());
    QCOMPARE(top.topics.at(1).topic, QStringLiteral("c"));
    QCOMPARE(top.topics.at(2).topic, QStringLiteral("b"));
}

void TestBrokerRecords::refusedPacketsAreTheNewestFirst()
{
    const Json threads = Json::array({workerRecord(1, 1), workerRecord(2, 1)});
    const auto refused = [](qint64 timeMs, const char *kind) {
        return Json{{"time", timeMs}, {"kind", kind}, {"topic", "t"}, {"reason", "not allowed"}};
    };
    const Json records = Json::array(
        {{{"id", "b-1"}, {"refused", Json::array({refused(1000, "publish"), refused(3000, "odd")})}},
         {{"id", "b-2"}, {"refused", Json::array({refused(2000, "subscribe")})}}});
    const TopTopics top = foldTopTopics(records, liveOf(threads));
    QCOMPARE(top.refused.size(), 2);
    QCOMPARE(top.refused.at(0).timeMs, 2000);
    QVERIFY(top.refused.at(0).kind == RefusedPacket::Kind::Subscribe);
    QCOMPARE(top.refused.at(1).reason, QStringLiteral("not allowed"));
}

void TestBrokerRecords::oddRecordsAreBorne()
{
    for (const Json &odd : oddValues()) {
        for (const Json &records : {odd, Json::array({odd, workerRecord(1, 1)})}) {
            const LiveWorkers live = liveOf(records);
            const WorkersReport report = foldWorkers(records, live);
            QVERIFY(report.workers.size() <= 1);
            foldTopClients(records, live);
            foldStorms(records, live);
            foldTopTopics(records, live);
        }
    }
}

void TestBrokerRecords::oddFieldsAreBorne_data()
{
    QTest::addColumn<QByteArray>("field");
    Json all = workerRecord(1, 1);
    all.erase("id");
    all.erase("boot");
    all.erase("updated");
    for (const auto &[field, value] : all.items())
        QTest::newRow(field.c_str()) << QByteArray::fromStdString(field);
    for (const char *field :
         {"busiest", "slowest", "lagging", "addresses", "refused_addresses", "users", "clients", "flapping",
          "duplicates", "opened_rate", "closed_peak", "refused_minute", "topics", "refused", "unknown"})
        QTest::newRow(field) << QByteArray(field);
}

void TestBrokerRecords::oddFieldsAreBorne()
{
    QFETCH(QByteArray, field);
    for (const Json &odd : oddValues()) {
        Json record = workerRecord(1, 30);
        record[field.toStdString()] = odd;
        const Json records = Json::array({record});
        const LiveWorkers live = liveOf(records);
        QVERIFY(live.contains(record));
        const WorkersReport report = foldWorkers(records, live);
        QCOMPARE(report.workers.size(), 1);
        const WorkerLoad &worker = report.workers.constFirst();
        QVERIFY(worker.utilization.value_or(0) <= 1 && worker.clients.value_or(0) >= 0);
        QVERIFY(worker.share.value_or(0) <= 1 && worker.room.value_or(0) >= 0);
        const TopClients clients = foldTopClients(records, live);
        for (const ClientNumbers &client : clients.slowest)
            QVERIFY(client.lag() >= 0);
        const Storms storms = foldStorms(records, live);
        for (const QList<Offender> &offenders : storms.offenders) {
            for (const Offender &offender : offenders)
                QVERIFY(offender.atLeast >= 0 && offender.key.size() <= maxBoundedText);
        }
        for (const TopicTraffic &topic : foldTopTopics(records, live).topics)
            QVERIFY(!topic.topic.isEmpty() && topic.topic.size() <= maxBoundedText);
    }
}

void TestBrokerRecords::listsAreBounded()
{
    Json clients = Json::array(), topics = Json::array(), refused = Json::array(), keys = Json::array();
    for (int i = 0; i < BrokerLimits::listed + 500; ++i) {
        clients.push_back({{"client", std::to_string(i)}});
        topics.push_back({{"topic", std::to_string(i)}});
        refused.push_back({{"kind", "publish"}});
        keys.push_back({{"key", std::to_string(i)}, {"count", 2}});
    }
    Json threads = Json::array(), records = Json::array();
    const int many = int(BrokerLimits::rows / BrokerLimits::listed) + 2;
    for (int i = 1; i <= many; ++i) {
        threads.push_back(workerRecord(i, 1));
        for (Json &topic : topics)
            topic["topic"] = topic.at("topic").get<std::string>() + "'";
        records.push_back({{"id", "b-" + std::to_string(i)},
                           {"slowest", clients},
                           {"topics", topics},
                           {"refused", refused},
                           {"users", keys}});
    }
    const LiveWorkers live = liveOf(threads);
    QCOMPARE(foldTopClients(records, live).slowest.size(), BrokerLimits::rows);
    QCOMPARE(foldTopTopics(records, live).topics.size(), BrokerLimits::rows);
    QCOMPARE(foldTopTopics(records, live).refused.size(), BrokerLimits::rows);
    QCOMPARE(foldStorms(records, live).of(OffenderKind::User).size(), BrokerLimits::listed);
}

void TestBrokerRecords::longTextsAreBounded()
{
    const std::string text(5000, 'y');
    const QString expected = boundedText(QString::fromStdString(text));
    const Json threads = Json::array({workerRecord(1, 1)});
    const Json records = Json::array({{{"id", "b-1"},
                                       {"slowest", Json::array({{{"client", text}, {"user", text}}})},
                                       {"topics", Json::array({{{"topic", text}}})},
                                       {"users", Json::array({{{"key", text}, {"count", 2}}})}}});
    const LiveWorkers live = liveOf(threads);
    QCOMPARE(foldTopClients(records, live).slowest.constFirst().user, expected);
    QCOMPARE(foldTopTopics(records, live).topics.constFirst().topic, expected);
    QCOMPARE(foldStorms(records, live).of(OffenderKind::User).constFirst().key, expected);
}

void TestBrokerRecords::sumsDoNotOverflow()
{
    const double huge = 9e18;
    Json threads = Json::array(), records = Json::array();
    for (int i = 1; i <= 3; ++i) {
        threads.push_back(workerRecord(i, 1));
        threads.back()["connected"] = huge;
        records.push_back({{"id", "b-" + std::to_string(i)},
                           {"lagging", huge},
                           {"topics", Json::array({{{"topic", "t"}, {"in", huge}, {"out", huge}}})},
                           {"users", Json::array({{{"key", "u"}, {"count", huge}}})}});
    }
    const LiveWorkers live = liveOf(threads);
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    QCOMPARE(foldWorkers(threads, live).clients, largest);
    QCOMPARE(foldTopClients(records, live).lagging, largest);
    QCOMPARE(foldTopTopics(records, live).topics.constFirst().messagesIn, largest);
    QCOMPARE(foldStorms(records, live).of(OffenderKind::User).constFirst().atLeast, largest);
}

SYSPULSE_TEST(TestBrokerRecords)
#include "tst_brokerrecords.moc"
