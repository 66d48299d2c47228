// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// Numbers that must be right to the last one, on a real HarperDB.
class TestExactness : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void clients();
    void tenThousandMessages();
    void killedUpdater();
    void refusedLogins();
    void brokerRestart();
    void secondUpdaterStandsBy();
    void fiveUpdatersAtOnce();

private:
    /// The value of a counter or gauge after an update. What happened last may be missing: raw analytics
    /// appear about one second after the packets.
    qint64 updated(const QString &topic)
    {
        const auto outcome = m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")});
        if (outcome.exitCode != 0)
            qWarning("%s", outcome.all().constData());
        const Json value = m_ctl->value(topic);
        return value.is_number() ? value.get<qint64>() : -1;
    }

    static bool writesTwice(QProcess &updater)
    {
        QByteArray output;
        return QTest::qWaitFor(
            [&] { return (output += updater.readAllStandardOutput()).count("records written") >= 2; },
            test::patienceMs);
    }

    MosquittoClients makeClients() const
    {
        return MosquittoClients({QStringLiteral("127.0.0.1"),
                                 m_harper.mqttPort(),
                                 m_harper.user(),
                                 m_harper.password(),
                                 {},
                                 false});
    }

    static QByteArrayList payloads(int count)
    {
        QByteArrayList list;
        for (int i = 0; i < count; ++i)
            list.append("message " + QByteArray::number(i));
        return list;
    }

    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
};

static const QString connectedTopic = QStringLiteral("$SYS/broker/clients/connected");
static const QString receivedTopic = QStringLiteral("$SYS/broker/publish/messages/received");

void TestExactness::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
}

void TestExactness::clients()
{
    QTRY_COMPARE(updated(connectedTopic), 0);
    auto idle = makeClients();
    QVERIFY2(idle.startIdle(25, QStringLiteral("sys/broker_version")), qPrintable(idle.errorString()));
    QTRY_COMPARE(updated(connectedTopic), 25);
    idle.stopAll();
    QTRY_COMPARE(updated(connectedTopic), 0);
    const Json maximum = m_ctl->value(QStringLiteral("$SYS/broker/clients/maximum"));
    QVERIFY(maximum.get<qint64>() >= 25);
}

void TestExactness::tenThousandMessages()
{
    const qint64 before = updated(receivedTopic);
    auto publisher = makeClients();
    QVERIFY2(publisher.publishMany(QStringLiteral("sys/exactness"), payloads(10000)),
             qPrintable(publisher.errorString()));
    QTRY_COMPARE(updated(receivedTopic), before + 10000);
}

void TestExactness::killedUpdater()
{
    const qint64 before = updated(receivedTopic);
    auto publisher = makeClients();
    const auto updater =
        m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    QVERIFY(publisher.publishMany(QStringLiteral("sys/exactness"), payloads(4000)));
    QVERIFY(writesTwice(*updater));
    updater->kill(); // SIGKILL, at some point of a cycle
    QVERIFY(updater->waitForFinished());
    QVERIFY(publisher.publishMany(QStringLiteral("sys/exactness"), payloads(3000)));
    // A new one takes over at once: the lease is of a process of this machine that is gone.
    const auto second =
        m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    QVERIFY(publisher.publishMany(QStringLiteral("sys/exactness"), payloads(3000)));
    QVERIFY(writesTwice(*second));
    second->kill();
    QVERIFY(second->waitForFinished());
    QTRY_COMPARE(updated(receivedTopic), before + 10000);
}

void TestExactness::refusedLogins()
{
    const QString failedTopic = QStringLiteral("$SYS/broker/connections/failed");
    const qint64 before = updated(failedTopic);
    MosquittoClients wrong({QStringLiteral("127.0.0.1"),
                            m_harper.mqttPort(),
                            m_harper.user(),
                            QStringLiteral("wrong"),
                            {},
                            false});
    for (int i = 0; i < 3; ++i)
        QVERIFY(!wrong.publish(QStringLiteral("sys/x"), "x"));
    QTRY_COMPARE(updated(failedTopic), before + 3);
}

void TestExactness::brokerRestart()
{
    QTRY_VERIFY(updated(receivedTopic) >= 20000);
    m_harper.kill9();
    QVERIFY2(m_harper.restartProcess() && m_harper.waitReady(), qPrintable(m_harper.errorString()));
    auto publisher = makeClients();
    QVERIFY(publisher.publishMany(QStringLiteral("sys/exactness"), payloads(17)));
    const auto outcome = m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.out.contains("restarted"), outcome.out.constData()); // totals go back: it says why
    QTRY_COMPARE(updated(receivedTopic), 17);
    // What was counted for a table before is not left standing.
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/uptime")).get<qint64>() < 120);
}

void TestExactness::secondUpdaterStandsBy()
{
    const auto first =
        m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("2s")});
    QByteArray output;
    QTRY_VERIFY((output += first->readAllStandardOutput()).contains("records written"));
    const auto second = m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")});
    QCOMPARE(second.exitCode, 7);
    QVERIFY(second.out.contains("standing by"));
    QVERIFY(second.out.contains(QByteArray::number(first->processId())));
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--take-over")}).exitCode, 0);
    first->terminate();
    QVERIFY(first->waitForFinished(test::patienceMs));
}

void TestExactness::fiveUpdatersAtOnce()
{
    // Users of their own, so that HarperDB's audit log tells who wrote.
    std::vector<std::unique_ptr<Ctl>> ctls;
    std::vector<std::unique_ptr<QProcess>> updaters;
    const QString password = QStringLiteral("secret");
    for (int i = 0; i < 5; ++i) {
        const QString user = QStringLiteral("updater%1").arg(i);
        const HttpReply added =
            m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("add_user")},
                                       {QStringLiteral("role"), QStringLiteral("super_user")},
                                       {QStringLiteral("username"), user},
                                       {QStringLiteral("password"), password},
                                       {QStringLiteral("active"), true}});
        QCOMPARE(added.status, 200);
        ctls.push_back(std::make_unique<Ctl>(m_harper));
        ctls.back()->setUser(user, password);
    }
    for (const auto &ctl : ctls)
        updaters.push_back(
            ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")}));
    QList<QByteArray> outputs(5);
    const auto all = [&](const char *word, int times) {
        int writing = 0;
        int standingBy = 0;
        for (int i = 0; i < 5; ++i) {
            outputs[i] += updaters[size_t(i)]->readAllStandardOutput();
            writing += outputs[i].count(word) >= times;
            standingBy += outputs[i].contains("standing by");
        }
        return writing == 1 && standingBy == 4;
    };
    QTRY_VERIFY(all("records written", 3));
    const HttpReply log =
        m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("read_audit_log")},
                                   {QStringLiteral("schema"), QStringLiteral("data")},
                                   {QStringLiteral("table"), QStringLiteral("sys")}});
    QCOMPARE(log.status, 200);
    QSet<QString> writers;
    for (const QJsonValue &entry : QJsonDocument::fromJson(log.body).array()) {
        const QString user = entry[QLatin1String("user_name")].toString();
        if (user.startsWith(QLatin1String("updater")))
            writers.insert(user);
    }
    QCOMPARE(writers.size(), 1);
    for (const auto &updater : updaters)
        updater->terminate();
    for (const auto &updater : updaters)
        QVERIFY(updater->waitForFinished(test::patienceMs));
}

SYSPULSE_TEST(TestExactness)
#include "tst_exactness.moc"
