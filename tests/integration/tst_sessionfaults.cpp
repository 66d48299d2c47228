// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ctl.h"
#include "tests/support/testregistry.h"

#include <algorithm>

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What a broker in the open meets: thousands that come and go, port scans, garbage, and workers that restart
/// below their clients. A real HarperDB with two worker threads, in this order.
class TestSessionFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fiveThousandComeAndGo();
    void portScansAndGarbageLeaveNoTrace();
    void aWorkerRestartLeavesNoStaleRows();

private:
    QJsonArray rows(const char *table) { return m_harper.records(QLatin1String(table)); }

    QStringList ids(const char *table)
    {
        QStringList all;
        for (const QJsonValue &row : rows(table))
            all += row[QLatin1String("id")].toString();
        return all;
    }

    /// Over all threads.
    qint64 sum(const char *counter)
    {
        qint64 total = 0;
        for (const QJsonValue &thread : rows("sys_threads"))
            total += thread[QLatin1String(counter)].toInteger();
        return total;
    }

    qint64 maximum()
    {
        qint64 most = 0;
        for (const QJsonValue &thread : rows("sys_threads"))
            most = std::max(most, thread[QStringLiteral("maximum")].toInteger());
        return most;
    }

    /// Whether both threads have told their sums after @p thenMs, and with them what came before.
    bool haveTold(qint64 thenMs)
    {
        const QJsonArray threads = rows("sys_threads");
        return threads.size() == 2 && std::all_of(threads.begin(), threads.end(), [=](const auto &thread) {
                   return thread[QStringLiteral("updated")].toInteger() > thenMs;
               });
    }

    bool burst(const char *kind, int count)
    {
        QProcess node;
        node.setProcessEnvironment(m_environment);
        node.start(QStringLiteral("node"),
                   {QStringLiteral(SYSPULSE_SOURCE_DIR "/tests/support/mqttburst.cjs"), QLatin1String(kind),
                    QString::number(m_harper.mqttPort()), QString::number(count)});
        QByteArray output;
        const bool done = QTest::qWaitFor(
            [&] { return (output += node.readAllStandardOutput()).contains("done"); }, test::patienceMs);
        node.kill();
        node.waitForFinished();
        return done && output.contains("done 0"); // nobody was refused
    }

    HarperFixture m_harper{HarperOptions{.threads = 2, .content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

void TestSessionFaults::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    m_environment.insert(QStringLiteral("MQTT_USER"), m_harper.user());
    m_environment.insert(QStringLiteral("MQTT_PASSWORD"), m_harper.password());
    // The proof's connection has been counted before anything is compared.
    QTRY_VERIFY(rows("sys_sessions").isEmpty());
    const qint64 thenMs = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(haveTold(thenMs));
}

void TestSessionFaults::fiveThousandComeAndGo()
{
    const qint64 sockets = sum("sockets");
    const qint64 connects = sum("connects");
    const qint64 disconnects = sum("disconnects");
    QElapsedTimer timer;
    timer.start();
    QVERIFY(burst("login", 5000));
    qInfo("5,000 logins took %lld ms", timer.elapsed());
    QTRY_COMPARE(sum("connects") - connects, 5000);
    QTRY_COMPARE(sum("disconnects") - disconnects, 5000);
    QCOMPARE(sum("sockets") - sockets, 5000);
    QTRY_VERIFY(rows("sys_sessions").isEmpty());
    qInfo("all was told after %lld ms", timer.elapsed());
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
}

void TestSessionFaults::portScansAndGarbageLeaveNoTrace()
{
    const qint64 sockets = sum("sockets");
    const qint64 connects = sum("connects");
    for (const char *kind : {"scan", "garbage", "half"})
        QVERIFY2(burst(kind, 300), kind);
    QTRY_COMPARE(sum("sockets") - sockets, 900);
    QCOMPARE(sum("connects"), connects);
    QTRY_COMPARE(sum("open"), 0);
    QVERIFY(rows("sys_sessions").isEmpty());
    QVERIFY(burst("login", 10)); // the broker works
}

void TestSessionFaults::aWorkerRestartLeavesNoStaleRows()
{
    const auto start = [this](int first, int last) {
        auto node = std::make_unique<QProcess>();
        node->setProcessEnvironment(m_environment);
        node->start(QStringLiteral("node"),
                    {QStringLiteral(SYSPULSE_SOURCE_DIR "/tests/support/mqttclients.cjs"),
                     HarperFixture::packagePath(), QStringLiteral("tcp"),
                     QString::number(m_harper.mqttPort()), QStringLiteral("held"), QString::number(first),
                     QString::number(last)});
        return node;
    };
    auto held = start(1, 40);
    QTRY_COMPARE(rows("sys_sessions").size(), 40);
    qint64 thenMs = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(haveTold(thenMs));
    const QStringList old = ids("sys_threads");
    const qint64 connects = sum("connects");
    // A socket that never logged in ends too: only the change is of interest.
    const qint64 balance = connects - sum("disconnects");
    m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("restart_service")},
                               {QStringLiteral("service"), QStringLiteral("http_workers")}});
    // The old workers hold their clients for some seconds.
    QByteArray output;
    QTRY_VERIFY((output += held->readAllStandardOutput()).count("lost") == 40);
    held->kill();
    held->waitForFinished();
    // Whoever comes before a new worker listens is refused, and whoever comes to one that ends is lost once
    // more.
    const auto newOnes = [&] {
        const QStringList threads = ids("sys_threads");
        return int(std::count_if(threads.begin(), threads.end(),
                                 [&](const QString &id) { return !old.contains(id); }));
    };
    QTRY_COMPARE(newOnes(), 2);
    held = start(1, 40);
    QByteArray again;
    QTRY_VERIFY((again += held->readAllStandardOutput()).contains("ready"));
    QTRY_COMPARE(rows("sys_sessions").size(), 40);
    QTRY_COMPARE(rows("sys_threads").size(), 2); // the dead ones are adopted
    QTRY_COMPARE(sum("connects") - connects, 40);
    QCOMPARE(sum("connected"), 40);
    // Those whose worker ended below them are counted as gone.
    QTRY_COMPARE(sum("connects") - sum("disconnects"), balance);
    // A maximum that is not certain at first is after ten seconds of the server's.
    thenMs = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(haveTold(thenMs + 10'000));
    QVERIFY2(maximum() <= 110, qPrintable(QString::number(maximum()))); // 100 at once in the burst
    held->kill();
    held->waitForFinished();
    QTRY_VERIFY(rows("sys_sessions").isEmpty());
}

SYSPULSE_TEST(TestSessionFaults)
#include "tst_sessionfaults.moc"
