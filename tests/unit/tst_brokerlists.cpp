// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/broker/brokerlimits.h"
#include "core/broker/storms.h"
#include "core/broker/topclients.h"
#include "core/broker/toptopics.h"
#include "tests/support/testregistry.h"
#include "tests/unit/brokerrecords.h"

#include <QTest>

using namespace syspulse;

/// Busy and slow clients, storms and busy topics, put together from the records of several workers.
class TestBrokerLists : public QObject
{
    Q_OBJECT

private slots:
    void clientsOfAllWorkersAreSorted();
    void aClientThatIsNotCountedHasNoTraffic();
    void attemptsAddUp();
    void offendersOfAllWorkersAreOneList();
    void flappingIsNotCountedTwice();
    void topicsOfAllWorkersAreOneList();
    void refusedPacketsAreTheNewestFirst();
    void listsAreBounded();
    void longTextsAreBounded();
};

void TestBrokerLists::clientsOfAllWorkersAreSorted()
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

void TestBrokerLists::aClientThatIsNotCountedHasNoTraffic()
{
    const ClientNumbers client =
        decodeClientNumbers({{"client", "c"}, {"counted", false}, {"messages_in", 0}, {"queued", 4}});
    QVERIFY(!client.messagesIn && !client.messageRate());
    QCOMPARE(client.queued, 4);
    QCOMPARE(decodeClientNumbers({{"port", 70000}, {"protocol_version", 9999}}).port, 0);
    QVERIFY(!decodeClientNumbers(Json(3)).own);
}

void TestBrokerLists::attemptsAddUp()
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

void TestBrokerLists::offendersOfAllWorkersAreOneList()
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

void TestBrokerLists::flappingIsNotCountedTwice()
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

void TestBrokerLists::topicsOfAllWorkersAreOneList()
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

void TestBrokerLists::refusedPacketsAreTheNewestFirst()
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

void TestBrokerLists::listsAreBounded()
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

void TestBrokerLists::longTextsAreBounded()
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

SYSPULSE_TEST(TestBrokerLists)
#include "tst_brokerlists.moc"
