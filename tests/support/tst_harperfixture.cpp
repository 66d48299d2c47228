// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/childprocess.h"
#include "tests/support/harperfixture.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <csignal>

using namespace syspulse::test;

namespace {

const QJsonObject userInfo{{QStringLiteral("operation"), QStringLiteral("user_info")}};

bool canListen(quint16 port)
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost, port);
}

bool waitForNoProcess(const QByteArray &entry, int timeoutMs)
{
    return QTest::qWaitFor([&] { return processesWithEnvironment(entry).isEmpty(); }, timeoutMs);
}

} // namespace

class TestHarperFixture : public QObject
{
    Q_OBJECT

private slots:
    void answersAndStops();
    void isSetUpFromTheBeginning();
    void survivesKill9();
    void stopsARestartedServer();
    void leavesNothingWhenTheTestDies();
    void namesAMissingPackage();
};

void TestHarperFixture::answersAndStops()
{
    HarperFixture harper;
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    qInfo("ready after %lld ms", timer.elapsed());

    const HttpReply info = harper.http().operation(userInfo);
    QCOMPARE(info.status, 200);
    QCOMPARE(info.json().toObject().value(QStringLiteral("username")).toString(), harper.user());

    TestHttp wrong(harper.opsUrl(), harper.user(), QStringLiteral("wrong"));
    QCOMPARE(wrong.operation(userInfo).status, 401);
    TestHttp anonymous(harper.opsUrl(), {}, {});
    QCOMPARE(anonymous.operation(userInfo).status, 401);
    QCOMPARE(anonymous.get(QStringLiteral("/health")).status, 200);

    MosquittoClients refused(harper.mqttBroker(harper.user(), QStringLiteral("wrong")));
    QVERIFY(!refused.subscribe({QStringLiteral("sys/x")})->waitSubscribed());

    const quint16 opsPort = quint16(harper.opsUrl().port());
    const QString root = harper.rootPath();
    harper.stop();
    QVERIFY(harper.pids().isEmpty());
    QVERIFY(!QFile::exists(root + QStringLiteral("/hdb.pid"))); // it ended in an orderly way
    for (const quint16 port : {opsPort, harper.httpPort(), harper.mqttPort(), harper.mqttsPort()})
        QVERIFY2(canListen(port), qPrintable(QString::number(port)));
}

void TestHarperFixture::isSetUpFromTheBeginning()
{
    HarperFixture harper(HarperOptions{.threads = 2, .content = HarperContent::SetUp});
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    QCOMPARE(harper.http().operation(userInfo).status, 200);
    QVERIFY(harper.records(QStringLiteral("sys")).size() > 60);
    // The component runs on both workers, and tells so.
    const auto tellsNow = [&harper, thenMs = double(QDateTime::currentMSecsSinceEpoch())] {
        const QJsonArray threads = harper.records(QStringLiteral("sys_threads"));
        return std::count_if(threads.cbegin(), threads.cend(), [thenMs](const QJsonValue &thread) {
            return thread[QLatin1String("updated")].toDouble() > thenMs;
        });
    };
    QTRY_COMPARE(tellsNow(), 2);
}

void TestHarperFixture::survivesKill9()
{
    HarperFixture harper;
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    const QUrl url = harper.opsUrl();
    const QJsonObject create{{QStringLiteral("operation"), QStringLiteral("create_table")},
                             {QStringLiteral("database"), QStringLiteral("data")},
                             {QStringLiteral("table"), QStringLiteral("kept")},
                             {QStringLiteral("primary_key"), QStringLiteral("id")}};
    QCOMPARE(harper.http().operation(create).status, 200);

    harper.kill9();
    QVERIFY(harper.pids().isEmpty());
    QCOMPARE(harper.http().operation(userInfo).status, 0);

    QVERIFY2(harper.restartProcess(), qPrintable(harper.errorString()));
    QCOMPARE(harper.opsUrl(), url);
    const QJsonObject describe{{QStringLiteral("operation"), QStringLiteral("describe_table")},
                               {QStringLiteral("database"), QStringLiteral("data")},
                               {QStringLiteral("table"), QStringLiteral("kept")}};
    QCOMPARE(harper.http().operation(describe).status, 200);
}

void TestHarperFixture::stopsARestartedServer()
{
    HarperFixture harper;
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    const QList<pid_t> before = harper.pids();
    QCOMPARE(before.size(), 1);

    const QJsonObject restart{{QStringLiteral("operation"), QStringLiteral("restart")}};
    QCOMPARE(harper.http().operation(restart).status, 200);
    QTRY_VERIFY(!harper.pids().isEmpty() && !harper.pids().contains(before.first()));
    QVERIFY2(harper.waitReady(), qPrintable(harper.errorString()));

    harper.stop();
    QVERIFY(harper.pids().isEmpty());
    QVERIFY(canListen(harper.mqttPort()));
}

// A copy of this program starts a server, lets it restart itself and is then killed.
void TestHarperFixture::leavesNothingWhenTheTestDies()
{
    QProcess victim;
    victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("victim")});
    QVERIFY(victim.waitForReadyRead(120000));
    const QByteArray root = victim.readLine().trimmed();
    const QByteArray entry = "ROOTPATH=" + root;
    QVERIFY(!processesWithEnvironment(entry).isEmpty());
    ::kill(pid_t(victim.processId()), SIGKILL);
    victim.waitForFinished();
    QVERIFY(waitForNoProcess(entry, 10000));
    QTRY_VERIFY(!QFile::exists(QFile::decodeName(root)));
}

void TestHarperFixture::namesAMissingPackage()
{
    const QByteArray before = qgetenv("SYSPULSE_HARPERDB");
    qputenv("SYSPULSE_HARPERDB", "/nonexistent/harperdb");
    HarperFixture harper(HarperOptions{.content = HarperContent::Nothing});
    QVERIFY(!harper.start());
    QVERIFY(harper.errorString().contains(QStringLiteral("/nonexistent/harperdb")));
    if (before.isEmpty())
        qunsetenv("SYSPULSE_HARPERDB");
    else
        qputenv("SYSPULSE_HARPERDB", before);
}

namespace {

int runVictim(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    HarperFixture harper;
    if (!harper.startAndWait())
        return 1;
    const QList<pid_t> before = harper.pids();
    harper.http().operation({{QStringLiteral("operation"), QStringLiteral("restart")}});
    const auto replaced = [&] { return !harper.pids().isEmpty() && !harper.pids().contains(before.first()); };
    if (!QTest::qWaitFor(replaced, syspulse::test::patienceMs))
        return 1;
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return 1;
    out.write(QFile::encodeName(harper.rootPath()) + '\n');
    out.flush();
    QTimer::singleShot(60000, &QCoreApplication::quit); // should nobody kill it
    QCoreApplication::exec();
    return 1;
}

} // namespace

SYSPULSE_TEST(TestHarperFixture)
SYSPULSE_TEST_CHILD("victim", runVictim)

#include "tst_harperfixture.moc"
