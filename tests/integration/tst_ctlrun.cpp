// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/integration/ctl.h"
#include "tests/support/meddlingproxy.h"
#include "tests/support/testregistry.h"

#include <csignal>

#include <QJsonArray>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// `syspulsectl run` and `update` when the server is away, refuses, or a signal comes at a bad moment.
class TestCtlRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup()
    {
        m_proxy->answerWith({});
        m_proxy->listen(); // a test may have closed it
    }
    void waitsForAServerThatIsNotUp();
    void onePassingRefusalDoesNotEndIt_data();
    void onePassingRefusalDoesNotEndIt();
    void aServerThatKeepsRefusingEndsIt_data();
    void aServerThatKeepsRefusingEndsIt();
    void aSignalGivesTheLeaseBack_data();
    void aSignalGivesTheLeaseBack();
    void aSignalEndsTheWaitForTheServer();
    void absurdTimesAreNotAges();

private:
    static QByteArray refusal(int status)
    {
        const QByteArray body = R"({"error":"Login failed"})";
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
               QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    std::unique_ptr<QProcess> start(const QStringList &arguments)
    {
        auto process = m_ctl->start(arguments);
        process->setReadChannel(QProcess::StandardOutput);
        return process;
    }
    /// Reads until @p text has come on standard output.
    static bool waitFor(QProcess &process, const QByteArray &text)
    {
        return QTest::qWaitFor(
                   [&] {
                       return process.readAllStandardOutput().contains(text) ||
                              process.state() == QProcess::NotRunning;
                   },
                   30000) &&
               process.state() == QProcess::Running;
    }
    /// Until when the lease is held, on the server's clock; 0: it was given back; -1: there is none.
    qint64 leaseExpires()
    {
        const QJsonArray records =
            m_harper.http()
                .operation({{QStringLiteral("operation"), QStringLiteral("search_by_id")},
                            {QStringLiteral("database"), QStringLiteral("data")},
                            {QStringLiteral("table"), QStringLiteral("sys_control")},
                            {QStringLiteral("ids"), QJsonArray{QStringLiteral("lease")}},
                            {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}})
                .json()
                .toArray();
        return records.isEmpty() ? -1 : qint64(records.first()[QLatin1String("expires")].toDouble());
    }

    /// The claims of the lease that are there, which others would have to wait for.
    QStringList claims()
    {
        const QJsonArray records =
            m_harper.http()
                .operation({{QStringLiteral("operation"), QStringLiteral("search_by_value")},
                            {QStringLiteral("database"), QStringLiteral("data")},
                            {QStringLiteral("table"), QStringLiteral("sys_control")},
                            {QStringLiteral("search_attribute"), QStringLiteral("id")},
                            {QStringLiteral("search_value"), QStringLiteral("claim-*")},
                            {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("id")}}})
                .json()
                .toArray();
        QStringList ids;
        for (const QJsonValue &record : records)
            ids.append(record[QLatin1String("id")].toString());
        return ids;
    }

    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MeddlingProxy> m_proxy;
};

void TestCtlRun::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    m_proxy = std::make_unique<MeddlingProxy>(m_harper.opsUrl().port());
    QVERIFY(m_proxy->listen());
    m_ctl->setUrl(m_proxy->url());
}

void TestCtlRun::waitsForAServerThatIsNotUp()
{
    m_proxy->close();
    const auto process = start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    QByteArray err;
    QTRY_VERIFY((err += process->readAllStandardError()).contains("Trying again within 2 s"));
    QCOMPARE(process->state(), QProcess::Running);
    QVERIFY(m_proxy->listen());
    QVERIFY(waitFor(*process, "records written"));
    process->terminate();
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitCode(), 0);
    QCOMPARE(leaseExpires(), 0);
}

void TestCtlRun::onePassingRefusalDoesNotEndIt_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("atStart");
    QTest::newRow("401 at the start") << 401 << true;
    QTest::newRow("403 at the start") << 403 << true;
    QTest::newRow("401 later") << 401 << false;
    QTest::newRow("403 later") << 403 << false;
}

void TestCtlRun::onePassingRefusalDoesNotEndIt()
{
    QFETCH(int, status);
    QFETCH(bool, atStart);
    if (atStart)
        m_proxy->answerWith(refusal(status));
    const auto process = start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    if (atStart) {
        QByteArray err;
        QTRY_VERIFY((err += process->readAllStandardError()).contains("Trying again"));
    } else {
        QVERIFY(waitFor(*process, "records written"));
        const int before = m_proxy->answered();
        m_proxy->answerWith(refusal(status));
        QTRY_VERIFY(m_proxy->answered() > before);
    }
    m_proxy->answerWith({});
    QVERIFY(waitFor(*process, "records written"));
    process->terminate();
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitCode(), 0);
}

void TestCtlRun::aServerThatKeepsRefusingEndsIt_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("atStart");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("401 at the start") << 401 << true << 4;
    QTest::newRow("403 later") << 403 << false << 5;
}

void TestCtlRun::aServerThatKeepsRefusingEndsIt()
{
    QFETCH(int, status);
    QFETCH(bool, atStart);
    QFETCH(int, exitCode);
    if (atStart)
        m_proxy->answerWith(refusal(status));
    const auto process = start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    if (!atStart) {
        QVERIFY(waitFor(*process, "records written"));
        m_proxy->answerWith(refusal(status));
    }
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), exitCode);
    // Other commands are not patient.
    m_proxy->answerWith(refusal(status));
    const auto update = start({QStringLiteral("update")});
    QTRY_COMPARE(update->state(), QProcess::NotRunning);
    QCOMPARE(update->exitCode(), exitCode);
}

void TestCtlRun::aSignalGivesTheLeaseBack_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QByteArrayList>("held"); // texts of the request whose answer is not there yet
    QTest::addColumn<bool>("first");          // in the first cycle
    const QString run = QStringLiteral("run");
    const QString update = QStringLiteral("update");
    const QByteArrayList readState{"search_by_id", "sys_control"};
    // Later on the lease comes with the counts.
    const QByteArrayList readBoth{"\"sql\"", "sys_control"};
    const QByteArrayList collect{"hdb_raw_analytics"};
    const QByteArrayList writeRecords{"upsert", "\"sys\""};
    const QByteArrayList claimLease{"upsert", "\"sys_control\"", "\"claim-"};
    const QByteArrayList writeState{"upsert", "\"sys_control\"", "\"checkpoint\""};
    QTest::newRow("run, SIGTERM, between two cycles") << run << SIGTERM << QByteArrayList{} << false;
    QTest::newRow("run, SIGINT, between two cycles") << run << SIGINT << QByteArrayList{} << false;
    QTest::newRow("run, SIGHUP, between two cycles") << run << SIGHUP << QByteArrayList{} << false;
    for (const bool first : {true, false}) {
        const char *when = first ? "first" : "a later";
        QTest::addRow("run, SIGTERM, %s cycle reads its state", when)
            << run << SIGTERM << (first ? readState : readBoth) << first;
        QTest::addRow("run, SIGINT, %s cycle collects", when) << run << SIGINT << collect << first;
        QTest::addRow("run, SIGTERM, %s cycle writes records", when)
            << run << SIGTERM << writeRecords << first;
        QTest::addRow("run, SIGTERM, %s cycle writes its state", when)
            << run << SIGTERM << writeState << first;
    }
    QTest::newRow("run, SIGTERM, it claims the lease") << run << SIGTERM << claimLease << true;
    QTest::newRow("update, SIGTERM, it claims the lease") << update << SIGTERM << claimLease << true;
    QTest::newRow("update, SIGTERM, it writes its state") << update << SIGTERM << writeState << true;
    QTest::newRow("update, SIGTERM, it writes records") << update << SIGTERM << writeRecords << true;
}

void TestCtlRun::aSignalGivesTheLeaseBack()
{
    QFETCH(QString, command);
    QFETCH(int, signal);
    QFETCH(QByteArrayList, held);
    QFETCH(bool, first);
    const int before = m_proxy->held();
    if (first)
        m_proxy->holdAnswersTo(held);
    QStringList arguments{command};
    if (command == QLatin1String("run"))
        arguments += {QStringLiteral("--interval"), QStringLiteral("1s")};
    const auto process = start(arguments);
    if (!first) {
        QVERIFY(waitFor(*process, "records written"));
        m_proxy->holdAnswersTo(held);
    }
    // Analytics are not read in every cycle.
    if (!held.isEmpty())
        QTRY_COMPARE(m_proxy->held(), before + 1);
    QCOMPARE(process->state(), QProcess::Running);
    ::kill(pid_t(process->processId()), signal);
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), command == QLatin1String("run") ? 0 : 1);
    QCOMPARE(leaseExpires(), 0);
    QCOMPARE(claims(), QStringList());
}

void TestCtlRun::aSignalEndsTheWaitForTheServer()
{
    m_proxy->answerWith(refusal(401));
    const auto process = start({QStringLiteral("run")});
    QByteArray err;
    QTRY_VERIFY((err += process->readAllStandardError()).contains("Trying again"));
    process->terminate();
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 0);
}

void TestCtlRun::absurdTimesAreNotAges()
{
    const auto write = [this](const QJsonValue &timestamp) {
        const QJsonObject record{{QStringLiteral("id"), QStringLiteral("foreign_1")},
                                 {QStringLiteral("topic"), QStringLiteral("$SYS/foreign/1")},
                                 {QStringLiteral("value"), 1},
                                 {QStringLiteral("timestamp"), timestamp}};
        return m_harper.http()
            .operation({{QStringLiteral("operation"), QStringLiteral("upsert")},
                        {QStringLiteral("database"), QStringLiteral("data")},
                        {QStringLiteral("table"), QStringLiteral("sys")},
                        {QStringLiteral("records"), QJsonArray{record}}})
            .status;
    };
    for (const double timestamp : {9005403620029000.0, 1e18, -1e15, 1.0}) {
        QCOMPARE(write(timestamp), 200);
        const auto status = Ctl(m_harper).run({QStringLiteral("status"), QStringLiteral("--json")}).objects();
        QCOMPARE(status.size(), 1);
        const auto age = integerAt(status.first(), "ageSeconds");
        QVERIFY(age && *age >= 0 && *age < 3600); // that of the others
    }
}

SYSPULSE_TEST(TestCtlRun)
#include "tst_ctlrun.moc"
