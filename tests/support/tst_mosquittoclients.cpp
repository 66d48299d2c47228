// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/childprocess.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/portblock.h"
#include "tests/support/testregistry.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

#include <optional>
#include <unistd.h>

using namespace syspulse::test;

class TestMosquittoClients : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void deliversMessages();
    void deliversManyInOrder();
    void passesThePassword();
    void startsManyIdle();

private:
    MqttBroker broker(const QString &password = QStringLiteral("right one")) const;

    QTemporaryDir m_directory;
    std::optional<PortBlock> m_ports;
    QProcess m_broker;
};

// A broker of mosquitto's own with one user; the password has a space, as an options file must stand that.
void TestMosquittoClients::initTestCase()
{
    QVERIFY(m_directory.isValid());
    m_ports = PortBlock::reserve();
    QVERIFY(m_ports);
    const QString passwords = m_directory.filePath(QStringLiteral("passwords"));
    QFile passwordFile(passwords);
    QVERIFY(passwordFile.open(QIODevice::WriteOnly));
    passwordFile.write("tester:right one\n");
    passwordFile.close();
    QCOMPARE(QProcess::execute(QStringLiteral("mosquitto_passwd"), {QStringLiteral("-U"), passwords}), 0);

    QFile config(m_directory.filePath(QStringLiteral("mosquitto.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("listener " + QByteArray::number(m_ports->port(0)) +
                 " 127.0.0.1\nallow_anonymous false\n"
                 "max_queued_messages 0\npassword_file " +
                 QFile::encodeName(passwords) + '\n');
    // Started by root it would become another user and lose sight of the password file.
    if (::geteuid() == 0)
        config.write("user root\n");
    config.close();

    // Debian keeps the broker where only administrators look.
    const QString path = qEnvironmentVariable("PATH") + QStringLiteral(":/usr/sbin");
    const QString program = QStandardPaths::findExecutable(QStringLiteral("mosquitto"), path.split(u':'));
    QVERIFY2(!program.isEmpty(), "mosquitto is not installed");
    endWithTest(m_broker);
    m_broker.setStandardErrorFile(m_directory.filePath(QStringLiteral("log")));
    m_broker.start(program, {QStringLiteral("-c"), config.fileName()});
    QVERIFY(m_broker.waitForStarted());
    const auto accepts = [this] {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_ports->port(0));
        return socket.waitForConnected(500);
    };
    QVERIFY(QTest::qWaitFor(accepts, syspulse::test::patienceMs));
}

void TestMosquittoClients::cleanupTestCase()
{
    stopProcess(m_broker);
}

void TestMosquittoClients::deliversMessages()
{
    MosquittoClients clients(broker());
    MosquittoSubscriber *subscriber = clients.subscribe({QStringLiteral("a/#"), QStringLiteral("b/+")}, 1);
    QVERIFY2(subscriber->waitSubscribed(), subscriber->diagnostics().constData());
    QVERIFY2(clients.publish(QStringLiteral("a/b"), "one two", 1), qPrintable(clients.errorString()));
    QVERIFY(subscriber->waitForLine([](const QByteArray &line) { return line == "a/b one two"; }));
    QVERIFY(!subscriber->waitForLine([](const QByteArray &line) { return line.startsWith("b/"); }, 200));
    QCOMPARE(subscriber->lines(), QByteArrayList{"a/b one two"});
}

void TestMosquittoClients::deliversManyInOrder()
{
    MosquittoClients clients(broker());
    MosquittoSubscriber *subscriber = clients.subscribe({QStringLiteral("many")}, 1);
    QVERIFY(subscriber->waitSubscribed());
    QByteArrayList payloads;
    QByteArrayList expected;
    for (int i = 0; i < 1000; ++i) {
        payloads.append(QByteArray::number(i));
        expected.append("many " + payloads.last());
    }
    QVERIFY2(clients.publishMany(QStringLiteral("many"), payloads, 1), qPrintable(clients.errorString()));
    QVERIFY(subscriber->waitForCount(1000));
    QCOMPARE(subscriber->lines(), expected);
}

void TestMosquittoClients::passesThePassword()
{
    MosquittoClients refused(broker(QStringLiteral("wrong")));
    MosquittoSubscriber *subscriber = refused.subscribe({QStringLiteral("a")});
    QVERIFY(!subscriber->waitSubscribed());
    QVERIFY(!refused.publish(QStringLiteral("a"), "x"));
    QVERIFY2(refused.errorString().contains(QStringLiteral("refused"), Qt::CaseInsensitive),
             qPrintable(refused.errorString()));
}

void TestMosquittoClients::startsManyIdle()
{
    MosquittoClients clients(broker());
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(clients.startIdle(50, QStringLiteral("nothing")), qPrintable(clients.errorString()));
    const qint64 started = timer.restart();
    clients.stopAll();
    qInfo("50 subscribers: started in %lld ms, stopped in %lld ms", started, timer.elapsed());
}

MqttBroker TestMosquittoClients::broker(const QString &password) const
{
    MqttBroker result;
    result.port = m_ports->port(0);
    result.user = QStringLiteral("tester");
    result.password = password;
    return result;
}

SYSPULSE_TEST(TestMosquittoClients)
#include "tst_mosquittoclients.moc"
