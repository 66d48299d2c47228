// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/fakebroker.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"

#include <ctime>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The contract of MqttTransport against peers that misbehave, for every back end that is compiled in.
class TestMqttFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();

    void timesOutOnASilentPeer_data();
    void timesOutOnASilentPeer();
    void closesAfterARefusal_data();
    void closesAfterARefusal();
    void reportsAPeerThatHangsUp();
    void reportsAPeerThatHangsUpLate_data();
    void reportsAPeerThatHangsUpLate();
    void reportsAPeerThatSaysGoodbye_data();
    void reportsAPeerThatSaysGoodbye();
    void reportsAPeerThatIsNoBroker();
    void acceptsAnswersInPieces();
    void reportsARefusedSubscription();
    void deliversTheStateBeforeTheAnswer();
    void sendsTheNameAndNotTheAddress();
    void pingsAQuietBroker();
    void takesNoTopicForTheAnswerToAPing();
    void saysGoodbye();
    void closesAtOnceWhenThePeerDoesNotRead();
    void destroysAtOnceWhenThePeerDoesNotRead();
    void canBeClosedBeforeTheAnswer();
    void isSilentOutsideAConnection();
};

void TestMqttFaults::initTestCase_data()
{
    addBackendRows();
}

void TestMqttFaults::timesOutOnASilentPeer_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void TestMqttFaults::timesOutOnASilentPeer()
{
    QFETCH(bool, tls);
    FakeBroker broker;
    broker.connackCode.reset();
    MqttEndpoint endpoint = broker.endpoint();
    endpoint.tls.enabled = tls;
    endpoint.connectTimeoutMs = 1500;
    TransportProbe probe(currentBackend());
    probe.open(endpoint);
    QVERIFY2(probe.closed.isEmpty(), "opening does not wait");
    const std::clock_t cpuBefore = std::clock();
    QVERIFY(probe.waitForClosed());
    const double cpuSeconds = double(std::clock() - cpuBefore) / CLOCKS_PER_SEC;
    QVERIFY2(cpuSeconds < 0.7, "waiting must not spin");
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
    QVERIFY2(probe.closed.constFirst().message.contains(QLatin1String("in time")),
             qPrintable(describe(probe.closed.constFirst())));
    QTRY_VERIFY(!broker.clientIsConnected());
}

void TestMqttFaults::closesAfterARefusal_data()
{
    QTest::addColumn<quint8>("code");
    for (const int code : {1, 2, 3, 4, 5, 6, 134, 135, 255})
        QTest::newRow(qPrintable(QString::number(code))) << quint8(code);
}

void TestMqttFaults::closesAfterARefusal()
{
    QFETCH(quint8, code);
    FakeBroker broker;
    broker.connackCode = code;
    TransportProbe probe(currentBackend());
    probe.open(broker.endpoint());
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.openedCount, 0);
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Auth);
    QVERIFY(probe.closed.constFirst().detail.contains(QString::number(code)));
    QTRY_VERIFY2(!broker.clientIsConnected(), "the server leaves the socket open, we must not");
}

void TestMqttFaults::reportsAPeerThatHangsUp()
{
    FakeBroker broker;
    broker.closeOnConnect = true;
    TransportProbe probe(currentBackend());
    probe.open(broker.endpoint());
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
}

void TestMqttFaults::reportsAPeerThatHangsUpLate_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reset");
    QTest::newRow("plain, orderly") << false << false;
    QTest::newRow("plain, reset") << false << true;
    QTest::newRow("TLS, orderly") << true << false;
    QTest::newRow("TLS, reset") << true << true;
}

void TestMqttFaults::reportsAPeerThatHangsUpLate()
{
    QFETCH(bool, tls);
    QFETCH(bool, reset);
    FakeBroker broker;
    broker.deaf = reset;
    broker.connackCode.reset();
    MqttEndpoint endpoint = broker.endpoint();
    endpoint.tls.enabled = tls;
    TransportProbe probe(currentBackend());
    probe.open(endpoint);
    QTRY_VERIFY(broker.clientIsConnected());
    QTRY_VERIFY(reset ? broker.hasUnread() : !broker.received().isEmpty());
    broker.hangUp();
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
}

void TestMqttFaults::reportsAPeerThatSaysGoodbye_data()
{
    QTest::addColumn<QByteArray>("goodbye");
    QTest::newRow("without a reason") << QByteArray("\xe0\x00", 2);
    QTest::newRow("server shutting down") << QByteArray("\xe0\x02\x8b\x00", 4);
}

/// Only MQTT 5 has a DISCONNECT from the server, and newer servers send one when they end.
void TestMqttFaults::reportsAPeerThatSaysGoodbye()
{
    QFETCH(const QByteArray, goodbye);
    FakeBroker broker;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(broker.endpoint()));
    broker.send(goodbye);
    QVERIFY(probe.waitForClosed());
    // After either it is tried again.
    const ErrorKind kind = probe.closed.constFirst().kind;
    QVERIFY(kind == ErrorKind::Network || kind == ErrorKind::Protocol);
    QVERIFY(!probe.closed.constFirst().message.isEmpty());
    QTRY_VERIFY(!broker.clientIsConnected());
}

void TestMqttFaults::reportsAPeerThatIsNoBroker()
{
    FakeBroker broker;
    broker.connackCode.reset();
    broker.greeting = "SSH-2.0-OpenSSH_9.2\r\n";
    MqttEndpoint endpoint = broker.endpoint();
    endpoint.connectTimeoutMs = 3000;
    TransportProbe plain(currentBackend());
    plain.open(endpoint);
    QVERIFY(plain.waitForClosed());
    const ErrorKind kind = plain.closed.constFirst().kind;
    QVERIFY(kind == ErrorKind::Protocol || kind == ErrorKind::Network);

    endpoint.tls.enabled = true;
    TransportProbe secure(currentBackend());
    secure.open(endpoint);
    QVERIFY(secure.waitForClosed());
    QCOMPARE(secure.closed.constFirst().kind, ErrorKind::Tls);
}

void TestMqttFaults::acceptsAnswersInPieces()
{
    FakeBroker broker;
    broker.connackCode.reset();
    TransportProbe probe(currentBackend());
    probe.open(broker.endpoint());
    QTRY_COMPARE(broker.packetCount(0x10), 1);
    const QByteArray stream = QByteArray("\x20\x02\x00\x00", 4) + FakeBroker::publishPacket("sys/x", "piece");
    for (const char byte : stream) {
        broker.send(QByteArray(1, byte));
        passQueued(); // most pieces arrive alone; all that matters is that none has to wait for others
    }
    QVERIFY(probe.waitForMessages(1));
    QCOMPARE(probe.openedCount, 1);
    QCOMPARE(probe.messages.constFirst().payload, QByteArray("piece"));
}

void TestMqttFaults::reportsARefusedSubscription()
{
    FakeBroker broker;
    broker.subackCode = 0x80;
    const QString filter = QStringLiteral("sys/#");
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(broker.endpoint()));
    QVERIFY(!probe.subscribeAndWait(filter));
    QCOMPARE(probe.answers.size(), 1);
    QCOMPARE(probe.answers.last().first, filter);
    QVERIFY(probe.closed.isEmpty());
}

void TestMqttFaults::deliversTheStateBeforeTheAnswer()
{
    FakeBroker broker;
    broker.beforeSuback = FakeBroker::publishPacket("sys/x", "1") + FakeBroker::publishPacket("sys/y", "2");
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(broker.endpoint()));
    qsizetype messagesAtTheAnswer = -1;
    connect(probe.transport.get(), &MqttTransport::subscribed, &probe,
            [&] { messagesAtTheAnswer = probe.messages.size(); });
    QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/#")));
    QCOMPARE(messagesAtTheAnswer, 2);
}

void TestMqttFaults::sendsTheNameAndNotTheAddress()
{
    FakeBroker broker;
    MqttEndpoint endpoint = broker.endpoint();
    endpoint.tls.enabled = true;
    endpoint.tls.peerName = QStringLiteral("broker.test");
    TransportProbe named(currentBackend());
    named.open(endpoint);
    QTRY_VERIFY(broker.received().contains("broker.test"));
    QVERIFY(!broker.received().contains("127.0.0.1"));

    FakeBroker other;
    endpoint.port = other.endpoint().port;
    endpoint.host = QStringLiteral("localhost");
    endpoint.tls.peerName.clear();
    TransportProbe byHost(currentBackend());
    byHost.open(endpoint);
    QTRY_VERIFY(other.received().contains("localhost"));
}

void TestMqttFaults::pingsAQuietBroker()
{
    FakeBroker broker;
    MqttEndpoint endpoint = broker.endpoint();
    endpoint.keepAliveSeconds = 5;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(endpoint));
    QTRY_VERIFY(broker.packetCount(0xc0) > 0);
}

void TestMqttFaults::takesNoTopicForTheAnswerToAPing()
{
    FakeBroker broker;
    MqttEndpoint endpoint = broker.endpoint();
    endpoint.keepAliveSeconds = 0;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(endpoint));
    probe.transport->ping();
    QTRY_COMPARE(broker.packetCount(0xc0), 1);
    broker.send(FakeBroker::publishPacket("received PINGRESP", "received PINGRESP"));
    QVERIFY(probe.waitForMessages(1));
    passQueued();
    QCOMPARE(probe.pingedCount, 0);
    broker.send(QByteArray("\xd0\x00", 2));
    QTRY_COMPARE(probe.pingedCount, 1);
}

void TestMqttFaults::saysGoodbye()
{
    FakeBroker broker;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(broker.endpoint()));
    probe.transport->close();
    QTRY_COMPARE(broker.packetCount(0xe0), 1);
    QTRY_VERIFY(!broker.clientIsConnected());
}

void TestMqttFaults::closesAtOnceWhenThePeerDoesNotRead()
{
    FakeBroker broker;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(broker.endpoint()));
    broker.stopReading();
    for (int i = 0; i < 40; ++i)
        probe.transport->publish(QStringLiteral("sys/x"), QByteArray(1024 * 1024, 'x'), 0, false);
    passQueued();
    probe.transport->close(); // one that waited for the peer would wait for ever
    QVERIFY(probe.waitForClosed());
}

void TestMqttFaults::destroysAtOnceWhenThePeerDoesNotRead()
{
    FakeBroker broker;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(broker.endpoint()));
    broker.stopReading();
    for (int i = 0; i < 40; ++i)
        probe.transport->publish(QStringLiteral("sys/x"), QByteArray(1024 * 1024, 'x'), 0, false);
    passQueued();
    probe.transport.reset(); // one that waited for the peer would wait for ever
    passQueued();
    QVERIFY(probe.closed.isEmpty());
}

void TestMqttFaults::canBeClosedBeforeTheAnswer()
{
    FakeBroker broker;
    broker.connackCode.reset();
    TransportProbe atOnce(currentBackend());
    atOnce.open(broker.endpoint());
    atOnce.transport->close();
    atOnce.transport->close();
    QVERIFY(atOnce.waitForClosed());
    QCOMPARE(atOnce.closed.constFirst().kind, ErrorKind::Cancelled);

    FakeBroker other;
    other.connackCode.reset();
    TransportProbe later(currentBackend());
    later.open(other.endpoint());
    QTRY_COMPARE(other.packetCount(0x10), 1);
    later.transport->close();
    QVERIFY(later.waitForClosed());
    QCOMPARE(later.closed.constFirst().kind, ErrorKind::Cancelled);
    QTRY_VERIFY(!other.clientIsConnected());
}

void TestMqttFaults::isSilentOutsideAConnection()
{
    FakeBroker broker;
    TransportProbe probe(currentBackend());
    const auto useIt = [&] {
        probe.transport->subscribe(QStringLiteral("sys/#"), 0);
        probe.transport->unsubscribe(QStringLiteral("sys/#"));
        probe.transport->publish(QStringLiteral("sys/x"), "x", 0, false);
    };
    useIt();
    probe.open(broker.endpoint());
    useIt();
    QTRY_COMPARE(probe.openedCount, 1);
    probe.transport->close();
    useIt();
    QVERIFY(probe.waitForClosed());
    useIt();
    passQueued();
    QVERIFY(probe.answers.isEmpty());
    QCOMPARE(broker.packetCount(0x80) + broker.packetCount(0xa0) + broker.packetCount(0x30), 0);
}

SYSPULSE_TEST(TestMqttFaults)

#include "tst_mqttfaults.moc"
