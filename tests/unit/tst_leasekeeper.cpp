// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordupdater.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// That the updater keeps to the rules of leaserules.h, which tst_leasemodel tries in all orders of events.
class TestLeaseKeeper : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_harper = std::make_unique<FakeHarper>();
        m_clock = std::make_unique<MovedClock>();
        m_client = std::make_unique<OperationsClient>(m_harper->endpoint());
        m_updater = std::make_unique<RecordUpdater>(m_client.get(), SysLayout(), m_clock.get());
    }

    void aLateTimeShortensTheLease();
    void aLateRenewalIsNotSent();
    void aLateLeaseIsNotGivenBack();
    void eachClaimHasItsOwnId();
    void aClaimThatIsNotKeptIsNone();
    void aRenewalThatIsNotKeptIsNone();
    void whatComesLateIsWrittenOver_data();
    void whatComesLateIsWrittenOver();

private:
    void start() { m_updater->run({QStringLiteral("schedule"), 10, false}); }
    static RunReport reportOf(const QSignalSpy &finished)
    {
        return qvariant_cast<RunReport>(finished.constLast().constFirst());
    }
    RunReport cycle()
    {
        const QSignalSpy finished(m_updater.get(), &RecordUpdater::finished);
        start();
        if (!waitUntil([&] { return finished.size() == 1; }))
            qFatal("The cycle never ended.");
        return reportOf(finished);
    }
    /// A cycle of which the first request that @p which wants is carried out at once, and answered after @p
    /// ms.
    RunReport slowCycle(qint64 ms, const std::function<bool(const Json &)> &which)
    {
        int held = -1;
        m_harper->holds = [&](const Json &body, const QString &, int number) {
            if (held >= 0 || !which(body))
                return false;
            held = number;
            return true;
        };
        const QSignalSpy finished(m_updater.get(), &RecordUpdater::finished);
        start();
        if (!waitUntil([&] { return held >= 0; }))
            qFatal("Nothing was asked.");
        const QByteArray answer = m_harper->answerTo(held);
        pass(ms);
        m_harper->http.send(held, answer);
        m_harper->holds = nullptr;
        if (!waitUntil([&] { return finished.size() == 1; }))
            qFatal("The cycle never ended.");
        return reportOf(finished);
    }
    void pass(qint64 ms)
    {
        m_harper->pass(ms);
        m_clock->pass(ms);
    }
    /// The server says that it keeps what @p which wants, and does not.
    void forgets(const std::function<bool(const Json &)> &which)
    {
        m_harper->instead = [which](const Json &body, const QString &) {
            return body["operation"] == "upsert" && which(body)
                       ? FakeHttpServer::reply(200, R"({"message":"upserted"})")
                             .replace("Connection: close\r\n", "")
                       : QByteArray();
        };
    }
    Json &lease() { return m_harper->tables["sys_control"]["lease"]; }
    QStringList claims() const
    {
        QStringList ids;
        for (const FakeHttpServer::Request &request : m_harper->http.requests) {
            const Json body = *parseJson(request.body);
            if (body["operation"] != "upsert" || body.value("table", "") != "sys_control")
                continue;
            for (const Json &record : body["records"]) {
                const QString id = textOr(record, "id");
                if (id.startsWith(QLatin1String("claim-")) && !ids.contains(id))
                    ids.append(id);
            }
        }
        return ids;
    }
    static bool writesTo(const Json &body, const char *table)
    {
        return body["operation"] == "upsert" && body.value("table", "") == table;
    }
    static bool has(const Json &body, const std::string &id)
    {
        return std::any_of(body["records"].begin(), body["records"].end(), [&](const Json &record) {
            return record["id"].get<std::string>().rfind(id, 0) == 0;
        });
    }

    std::unique_ptr<FakeHarper> m_harper;
    std::unique_ptr<MovedClock> m_clock;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<RecordUpdater> m_updater;
};

void TestLeaseKeeper::aLateTimeShortensTheLease()
{
    const auto tellsTime = [](const Json &body) { return body["operation"] == "system_information"; };
    QCOMPARE(slowCycle(14500, tellsTime).outcome, RunOutcome::Failed);
    QVERIFY(m_harper->writes.isEmpty());
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
}

void TestLeaseKeeper::aLateRenewalIsNotSent()
{
    const RunReport report = slowCycle(14500, [](const Json &body) { return writesTo(body, "sys"); });
    QCOMPARE(m_harper->writes.size(), 1);
    QCOMPARE(report.outcome, RunOutcome::Failed);
    QVERIFY(!m_harper->tables["sys_control"].contains("checkpoint"));
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    QVERIFY(m_harper->tables["sys_control"].contains("checkpoint"));
}

void TestLeaseKeeper::aLateLeaseIsNotGivenBack()
{
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    pass(16000);
    const Json before = lease();
    const QSignalSpy released(m_updater.get(), &RecordUpdater::released);
    m_updater->release();
    QVERIFY(waitUntil([&] { return released.size() == 1; }));
    QVERIFY(lease() == before);
}

void TestLeaseKeeper::eachClaimHasItsOwnId()
{
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    pass(31000);
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    QCOMPARE(claims().size(), 2);
    QVERIFY(waitUntil([this] { return m_harper->tables["sys_control"].size() == 2; })); // no claim is left
}

void TestLeaseKeeper::aClaimThatIsNotKeptIsNone()
{
    forgets([](const Json &body) { return has(body, "claim-"); });
    QCOMPARE(cycle().outcome, RunOutcome::StoodBy);
    QVERIFY(m_harper->writes.isEmpty());
    m_harper->instead = nullptr;
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
}

void TestLeaseKeeper::aRenewalThatIsNotKeptIsNone()
{
    forgets([](const Json &body) { return has(body, "checkpoint"); });
    const RunReport report = slowCycle(1000, [](const Json &body) { return writesTo(body, "sys"); });
    QCOMPARE(report.outcome, RunOutcome::Updated);
    m_harper->instead = nullptr;
    pass(2000);
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    QCOMPARE(claims().size(), 2); // it was taken anew
}

void TestLeaseKeeper::whatComesLateIsWrittenOver_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("a write that got no answer") << false;
    QTest::newRow("the last write of an updater that was killed") << true;
}

void TestLeaseKeeper::whatComesLateIsWrittenOver()
{
    QFETCH(bool, killed);
    if (killed) {
        Lease theirs = Lease::ours();
        theirs.pid = 0x7fffffff;
        lease() = Json(theirs.from({m_harper->wall, m_harper->up, {}, 0, 0}, 30000).toRecord());
    } else {
        m_harper->instead = [](const Json &body, const QString &) {
            return writesTo(body, "sys") ? FakeHttpServer::reply(500, "{}") : QByteArray();
        };
        QCOMPARE(cycle().outcome, RunOutcome::Failed);
        m_harper->instead = nullptr;
    }
    Json &value = m_harper->tables["sys"]["broker_clients_connected"]["value"];
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    // Until nothing can come any more, and once after that.
    for (const int ms : {1000, 9000, 25000}) {
        value = 4711;
        pass(ms);
        QCOMPARE(cycle().outcome, RunOutcome::Updated);
        QVERIFY2(value == 0, qPrintable(QString::number(ms)));
    }
    value = 4711;
    pass(1000);
    QCOMPARE(cycle().outcome, RunOutcome::Updated);
    QVERIFY(value == 4711); // only what has changed
}

SYSPULSE_TEST(TestLeaseKeeper)
#include "tst_leasekeeper.moc"
