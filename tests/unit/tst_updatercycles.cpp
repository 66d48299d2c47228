// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/updaterservice.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

namespace {

const QString stateTable = QStringLiteral("sys_control");

/// One updater with a client of its own.
struct Party
{
    Party(const FakeHarper &harper, const Clock *clock, const QString &user = QStringLiteral("admin"))
        : client(harper.endpoint(user))
        , updater(&client, SysLayout(), clock)
    {
        QObject::connect(&updater, &RecordUpdater::finished, &updater,
                         [this](const RunReport &report) { reports.append(report); });
    }

    RunReport cycle(int intervalSeconds = 10, bool takeOver = false)
    {
        const qsizetype before = reports.size();
        updater.run({QStringLiteral("schedule"), intervalSeconds, takeOver});
        if (!waitUntil([&] { return reports.size() > before; }))
            qFatal("The cycle never ended.");
        return reports.constLast();
    }

    OperationsClient client;
    RecordUpdater updater;
    QList<RunReport> reports;
};

/// Acts just before Qt delivers the n-th of the events by which its HTTP thread hands over an answer: the
/// answer is queued then.
class BeforeAnswer : public QObject
{
public:
    BeforeAnswer(int number, std::function<void()> act)
        : m_left(number)
        , m_act(std::move(act))
    {
        qApp->installEventFilter(this);
    }

    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        if (event->type() == QEvent::MetaCall && receiver->inherits("QNetworkReplyHttpImpl") && --m_left == 0)
            m_act();
        return false;
    }

    bool hasActed() const { return m_left <= 0; }

private:
    int m_left;
    std::function<void()> m_act;
};

QByteArray failing()
{
    return FakeHttpServer::reply(500, R"({"error":"out of order"})");
}

} // namespace

/// Whole cycles against a server that does what no real one can be made to do at a given moment.
class TestUpdaterCycles : public QObject
{
    Q_OBJECT

private slots:
    void stopDuringEachRequest();
    void doubtMeansWritingAgain_data();
    void doubtMeansWritingAgain();
    void stoppedIsNotLeftBehind();
    void theTableOfAnEarlierVersion_data();
    void theTableOfAnEarlierVersion();
    void theTableOfAnEarlierVersionGoes();
    void anUpdaterOfAnEarlierVersionIsRespected();
};

void TestUpdaterCycles::stopDuringEachRequest()
{
    int stops = 0;
    // The requests of a first cycle, which has to get the lease, and of a second one.
    for (int stopAt = 0, event = 1; stopAt < 40; ++event) {
        FakeHarper harper;
        MovedClock clock;
        OperationsClient client(harper.endpoint());
        UpdaterService service(&client, {}, &clock);
        QSignalSpy stopped(&service, &UpdaterService::stopped);
        QSignalSpy finished(&service, &UpdaterService::runFinished);
        int held = -1;
        harper.holds = [&](const Json &, const QString &, int number) {
            if (number == stopAt)
                held = number;
            return number == stopAt;
        };
        service.start({3600, {}});
        QVERIFY(waitUntil([&] { return held >= 0 || finished.size() == 1; }));
        if (held < 0) {
            service.runNow(QStringLiteral("manual"));
            QVERIFY(waitUntil([&] { return held >= 0 || finished.size() == 2; }));
        }
        if (held < 0)
            break;
        const qsizetype before = finished.size();
        const BeforeAnswer stop(event, [&] { service.stop(); });
        harper.answerHeld(held);
        QVERIFY(waitUntil([&] {
            return stop.hasActed() || harper.http.requests.size() > stopAt + 1 || finished.size() > before;
        }));
        if (!stop.hasActed()) {
            ++stopAt; // all the events of this answer were tried
            event = 0;
            continue;
        }
        ++stops;
        QVERIFY(waitUntil([&] { return stopped.size() == 1; }));
        QCOMPARE(finished.size(), before + 1);
        QCOMPARE(qvariant_cast<RunReport>(finished.constLast().constFirst()).outcome, RunOutcome::Cancelled);
        QCOMPARE(service.status().state, UpdaterState::Stopped);
        // Nobody has to wait for a lease that its owner has given up.
        Party next(harper, &clock, QStringLiteral("next"));
        const RunReport report = next.cycle();
        QVERIFY2(report.outcome == RunOutcome::Updated,
                 qPrintable(QStringLiteral("stopped at %1, event %2: outcome %3, %4")
                                .arg(stopAt)
                                .arg(event)
                                .arg(int(report.outcome))
                                .arg(describe(report.error))));
        QCOMPARE(finished.size(), before + 1);
        QCOMPARE(stopped.size(), 1);
    }
    QVERIFY2(stops > 20, qPrintable(QString::number(stops)));
}

void TestUpdaterCycles::doubtMeansWritingAgain_data()
{
    QTest::addColumn<QString>("doubt");
    for (const char *doubt : {"records failed", "records lost", "state failed", "reading failed", "cancelled",
                              "foreign lease ran out", "server started again", "undone and set up"})
        QTest::newRow(doubt) << QString::fromLatin1(doubt);
}

void TestUpdaterCycles::doubtMeansWritingAgain()
{
    QFETCH(QString, doubt);
    FakeHarper harper;
    MovedClock clock;
    Party party(harper, &clock);
    QCOMPARE(party.cycle(3600).outcome, RunOutcome::Updated);
    const std::size_t all = harper.tables["sys"].size();
    QVERIFY(all > 40);
    const auto pass = [&] {
        harper.pass(1000);
        clock.pass(1000);
    };
    const auto failAt = [&](const char *operation, const std::string &table) {
        harper.instead = [=](const Json &body, const QString &) {
            return body["operation"] == operation && body.value("table", "") == table ? failing()
                                                                                      : QByteArray();
        };
        pass();
        QCOMPARE(party.cycle(3600).outcome, RunOutcome::Failed);
        harper.instead = nullptr;
    };
    if (doubt == QLatin1String("records failed")) {
        failAt("upsert", "sys");
    } else if (doubt == QLatin1String("records lost")) {
        // Carried out, but the answer never came.
        harper.instead = [&](const Json &body, const QString &) {
            return body["operation"] == "upsert" ? QByteArray("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{")
                                                 : QByteArray();
        };
        harper.http.closeAfterAnswer = true;
        pass();
        QCOMPARE(party.cycle(3600).outcome, RunOutcome::Failed);
        harper.http.closeAfterAnswer = false;
        harper.instead = nullptr;
    } else if (doubt == QLatin1String("state failed")) {
        failAt("upsert", "sys_control");
    } else if (doubt == QLatin1String("reading failed")) {
        failAt("search_by_conditions", "hdb_raw_analytics");
    } else if (doubt == QLatin1String("cancelled")) {
        int held = -1;
        harper.holds = [&](const Json &body, const QString &, int number) {
            held = body["operation"] == "upsert" ? number : -1;
            return held >= 0;
        };
        pass();
        party.updater.run({QStringLiteral("schedule"), 3600, false});
        QVERIFY(waitUntil([&] { return held >= 0; }));
        harper.holds = nullptr;
        party.updater.cancel();
    } else if (doubt == QLatin1String("foreign lease ran out")) {
        harper.tables["sys_control"]["lease"] = {
            {"id", "lease"}, {"owner", "another"}, {"host", "elsewhere"}, {"expires", harper.wall + 500}};
    } else if (doubt == QLatin1String("server started again")) {
        pass();
        harper.boot();
    } else {
        harper.tables.clear();
    }
    // Meanwhile somebody else wrote, or a crash lost what had been written.
    if (!harper.tables.empty())
        harper.tables["sys"]["broker_clients_connected"]["value"] = 4711;
    harper.tables["sys"].erase("broker_version");
    pass();
    QCOMPARE(party.cycle(3600).outcome, RunOutcome::Updated);
    QVERIFY(harper.value("broker_clients_connected") == 0);
    QVERIFY(harper.value("broker_version") == "HarperDB 4.7.29");
    QVERIFY(harper.tables["sys"].size() >= all);
}

void TestUpdaterCycles::stoppedIsNotLeftBehind()
{
    FakeHarper harper;
    MovedClock clock;
    Party party(harper, &clock);
    QCOMPARE(party.cycle().outcome, RunOutcome::Updated);
    QSignalSpy released(&party.updater, &RecordUpdater::released);
    party.updater.release();
    QVERIFY(waitUntil([&] { return released.size() == 1; }));
    QVERIFY(harper.value("broker_syspulse_updater_state") == "stopped");
    QVERIFY(harper.tables["sys_control"]["lease"]["expires"] == 0);
    QCOMPARE(party.cycle().outcome, RunOutcome::Updated);
    QVERIFY(harper.value("broker_syspulse_updater_state") == "running");
}

void TestUpdaterCycles::theTableOfAnEarlierVersion_data()
{
    QTest::addColumn<bool>("current"); // the component was upgraded
    QTest::newRow("before the upgrade") << false;
    QTest::newRow("after it") << true;
}

/// Totals go on from it, and what we write can be gone on with there.
void TestUpdaterCycles::theTableOfAnEarlierVersion()
{
    QFETCH(bool, current);
    FakeHarper harper;
    MovedClock clock;
    {
        Party before(harper, &clock);
        harper.traffic(100);
        QCOMPARE(before.cycle().outcome, RunOutcome::Updated);
        harper.traffic(7000);
        harper.pass(2000);
        clock.pass(2000);
        QCOMPARE(before.cycle().outcome, RunOutcome::Updated);
        QSignalSpy released(&before.updater, &RecordUpdater::released);
        before.updater.release();
        QVERIFY(waitUntil([&] { return released.size() == 1; }));
    }
    const qint64 total = harper.value("broker_publish_messages_received").get<qint64>();
    QCOMPARE(total, qint64(7000));
    harper.tables["sys_state"] = std::exchange(harper.tables["sys_control"], {});
    harper.absent = current ? std::set<std::string>() : std::set<std::string>{"sys_control"};
    harper.rows.clear(); // what was counted before is known only from the checkpoint
    Party party(harper, &clock);
    for (int cycle = 1; cycle <= 3; ++cycle) {
        harper.traffic(50);
        harper.pass(2000);
        clock.pass(2000);
        QCOMPARE(party.cycle().outcome, RunOutcome::Updated);
        QCOMPARE(harper.value("broker_publish_messages_received").get<qint64>(), total + 50 * cycle);
        const FakeHarper::Table &former = harper.tables["sys_state"];
        QCOMPARE(former.size(), size_t(2)); // and no claim
        QVERIFY(former.at("lease")["expires"] > harper.wall);
        if (current)
            QCOMPARE(harper.tables["sys_control"], former);
        else
            QVERIFY(harper.tables["sys_control"].empty());
    }
    // Setup makes the new table while we run.
    harper.absent.clear();
    harper.pass(2000);
    clock.pass(2000);
    QCOMPARE(party.cycle().outcome, RunOutcome::Updated);
    QCOMPARE(harper.tables["sys_control"], harper.tables["sys_state"]);
    QCOMPARE(harper.value("broker_publish_messages_received").get<qint64>(), total + 150);
    QCOMPARE(harper.fallen, QStringList());
}

/// Setup drops it while we hold the lease: nothing is missed.
void TestUpdaterCycles::theTableOfAnEarlierVersionGoes()
{
    FakeHarper harper;
    MovedClock clock;
    harper.absent.clear();
    Party party(harper, &clock);
    QCOMPARE(party.cycle().outcome, RunOutcome::Updated);
    QVERIFY(harper.tables["sys_state"].contains("lease"));
    harper.absent = {"sys_state"};
    harper.tables.erase("sys_state");
    for (int cycle = 0; cycle < 2; ++cycle) {
        harper.pass(2000);
        clock.pass(2000);
        QCOMPARE(party.cycle().outcome, RunOutcome::Updated);
    }
    QVERIFY(!harper.tables.contains("sys_state"));
    QVERIFY(harper.tables["sys_control"]["lease"]["expires"] > harper.wall);
}

void TestUpdaterCycles::anUpdaterOfAnEarlierVersionIsRespected()
{
    FakeHarper harper;
    MovedClock clock;
    harper.absent.clear();
    const auto theirs = [&](qint64 lifeMs) {
        return Json{{"id", "lease"},
                    {"owner", "another"},
                    {"host", "elsewhere"},
                    {"expires", harper.wall + lifeMs},
                    {"payload", {{"machine", "another"}, {"pid", 7}, {"duration", 30000}}}};
    };
    harper.tables["sys_state"]["lease"] = theirs(20000);
    Party party(harper, &clock);
    QCOMPARE(party.cycle().outcome, RunOutcome::StoodBy);
    QVERIFY(harper.tables["sys_control"].empty());
    QVERIFY(harper.tables["sys"].empty());
    harper.pass(21000);
    clock.pass(21000);
    QCOMPARE(party.cycle().outcome, RunOutcome::Updated);

    // It takes over, as its user may tell it to: that is noticed before anything is written.
    harper.tables["sys_state"]["lease"] = theirs(30000);
    harper.pass(2000);
    clock.pass(2000);
    const qsizetype writes = harper.writes.size();
    QCOMPARE(party.cycle().outcome, RunOutcome::StoodBy);
    QCOMPARE(harper.writes.size(), writes);

    // Its claim counts as well, so that both never take it at once.
    harper.tables["sys_state"]["lease"]["expires"] = 0;
    Json claim = theirs(20000);
    claim["id"] = "claim-another";
    claim["owner"] = "!another"; // goes before ours
    harper.tables["sys_state"]["claim-another"] = claim;
    QCOMPARE(party.cycle().outcome, RunOutcome::StoodBy);
    QCOMPARE(harper.writes.size(), writes);
}

SYSPULSE_TEST(TestUpdaterCycles)
#include "tst_updatercycles.moc"
