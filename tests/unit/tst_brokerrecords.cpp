// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/broker/storms.h"
#include "core/broker/topclients.h"
#include "core/broker/toptopics.h"
#include "core/broker/workerload.h"
#include "tests/support/testregistry.h"
#include "tests/unit/brokerrecords.h"

#include <limits>

#include <QTest>

using namespace syspulse;

/// Which workers live, what they bear, and records that no component writes.
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
    void whoDoesNotCountIsKnown();
    void oddRecordsAreBorne();
    void oddFieldsAreBorne_data();
    void oddFieldsAreBorne();
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

void TestBrokerRecords::whoDoesNotCountIsKnown()
{
    Json off = workerRecord(1, 3);
    off["wire"] = {{"counting", false}};
    const Json threads = Json::array({off, workerRecord(2, 3)});
    const LiveWorkers live = liveOf(threads);
    QVERIFY(LiveWorkers::attributes().contains(QStringLiteral("wire")));
    QCOMPARE(foldWorkers(threads, live).source.uncounted, 1);
    QVERIFY(!foldWorkers(threads, live).source.countsNothing());
    // The other tables do not have it: what is told there by a worker that does not count is not silence.
    const Json top = Json::array({{{"id", "b-1"}, {"lagging", 0}}});
    QVERIFY(foldTopClients(top, live).source.countsNothing());
    QVERIFY(foldTopTopics(top, live).source.countsNothing());
    QVERIFY(!foldStorms(Json::array({{{"id", "b-2"}}}), live).source.countsNothing());
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
