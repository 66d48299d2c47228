// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqtterrors.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The contract of MqttTransport against a real mosquitto broker, for every back end that is compiled in.
class TestMqttTransport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void initTestCase();

    void opensAndCloses();
    void refusesAWrongPassword();
    void findsTheBrokerByName();
    void reportsAnUnknownName();
    void reportsAClosedPort();

    void answersSubscriptions();
    void deliversInOrder_data();
    void deliversInOrder();
    void carriesAnyPayload_data();
    void carriesAnyPayload();
    void speaksEveryQos();
    void deliversRetained();
    void tellsOfEachPing_data();
    void tellsOfEachPing();
    void measuresItsOpening();
    void stopsAfterUnsubscribe();
    void subscribesAgainRightAfterUnsubscribe();
    void survivesTheDeathOfTheBroker();
    void canBeClosedInASlot();
    void canBeDestroyedInASlot();
    void canBeDestroyedWhileConnecting();

private:
    MosquittoBroker m_broker;
};

void TestMqttTransport::initTestCase_data()
{
    addBackendRows();
}

void TestMqttTransport::initTestCase()
{
    QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
}

void TestMqttTransport::opensAndCloses()
{
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
    probe.transport->close();
    QVERIFY(probe.closed.isEmpty());
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Cancelled);
}

void TestMqttTransport::refusesAWrongPassword()
{
    MqttEndpoint endpoint = m_broker.plainEndpoint();
    endpoint.password = Secret(u"wrong battery");
    TransportProbe probe(currentBackend());
    QVERIFY(!probe.openAndWait(endpoint));
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Auth);
    QVERIFY(!describe(probe.closed.constFirst()).contains(QLatin1String("battery")));
}

void TestMqttTransport::findsTheBrokerByName()
{
    MqttEndpoint endpoint = m_broker.plainEndpoint();
    endpoint.host = QStringLiteral("localhost");
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(endpoint));
}

void TestMqttTransport::reportsAnUnknownName()
{
    MqttEndpoint endpoint = m_broker.plainEndpoint();
    endpoint.host = QStringLiteral("no-such-host.invalid");
    TransportProbe probe(currentBackend());
    probe.open(endpoint);
    QVERIFY2(probe.closed.isEmpty(), "opening does not wait");
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.openedCount, 0);
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
}

void TestMqttTransport::reportsAClosedPort()
{
    MqttEndpoint endpoint = m_broker.closedEndpoint();
    for (const bool tls : {false, true}) {
        endpoint.tls.enabled = tls;
        TransportProbe probe(currentBackend());
        QVERIFY(!probe.openAndWait(endpoint));
        QVERIFY(probe.waitForClosed());
        QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
        QCOMPARE(probe.closed.constFirst().message, MqttErrors::unreachable(endpoint, {}).message);
    }
}

void TestMqttTransport::answersSubscriptions()
{
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(probe.subscribeAndWait(QStringLiteral("$SYS/#")));
    QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/+/x")));
    QVERIFY2(probe.subscribeAndWait(QStringLiteral("sys/+/x")), "the same filter again");
    QVERIFY2(!probe.subscribeAndWait(QStringLiteral("sys/#/x")), "invalid");
    QCOMPARE(probe.answers.last().second, false);
    QVERIFY(probe.closed.isEmpty());
}

void TestMqttTransport::deliversInOrder_data()
{
    QTest::addColumn<MqttEndpoint>("endpoint");
    QTest::newRow("plain") << m_broker.plainEndpoint();
    QTest::newRow("TLS") << m_broker.tlsEndpoint();
}

void TestMqttTransport::deliversInOrder()
{
    QFETCH(MqttEndpoint, endpoint);
    constexpr int count = 10000;
    TransportProbe receiver(currentBackend());
    TransportProbe sender(currentBackend());
    QVERIFY(receiver.openAndWait(endpoint));
    QVERIFY(receiver.subscribeAndWait(QStringLiteral("sys/#")));
    QVERIFY(sender.openAndWait(endpoint));
    for (int i = 0; i < count; ++i)
        sender.transport->publish(QStringLiteral("sys/%1").arg(i % 7), QByteArray::number(i), 0, false);
    sender.transport->publish(QStringLiteral("sys/last"), {}, 0, false);
    QVERIFY(receiver.waitForMessages(count + 1));
    passQueued();
    QCOMPARE(receiver.messages.size(), count + 1);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(receiver.messages.at(i).payload, QByteArray::number(i));
        QCOMPARE(receiver.messages.at(i).topic, QStringLiteral("sys/%1").arg(i % 7));
    }
    QVERIFY2(receiver.batches < count / 4, qPrintable(QString::number(receiver.batches)));
}

void TestMqttTransport::carriesAnyPayload_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("NUL") << QByteArray("a\0b\0", 4);
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x80");
    QByteArray large(1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = char(i * 31);
    QTest::newRow("1 MiB") << large;
}

void TestMqttTransport::carriesAnyPayload()
{
    QFETCH(QByteArray, payload);
    for (const MqttEndpoint &endpoint : {m_broker.plainEndpoint(), m_broker.tlsEndpoint()}) {
        TransportProbe probe(currentBackend());
        QVERIFY(probe.openAndWait(endpoint));
        QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/ä/日本")));
        probe.transport->publish(QStringLiteral("sys/ä/日本"), payload, 0, false);
        QVERIFY(probe.waitForMessages(1));
        QCOMPARE(probe.messages.constFirst().topic, QStringLiteral("sys/ä/日本"));
        QVERIFY(probe.messages.constFirst().payload == payload);
    }
}

void TestMqttTransport::speaksEveryQos()
{
    for (const quint8 qos : {quint8(0), quint8(1), quint8(2)}) {
        const QString topic = QStringLiteral("sys/qos%1").arg(qos);
        TransportProbe probe(currentBackend());
        QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
        probe.transport->subscribe(topic, qos);
        QTRY_COMPARE(probe.answers.size(), 1);
        constexpr int count = 15; // brokers allow 20 unacknowledged ones by default
        for (int i = 0; i < count; ++i)
            probe.transport->publish(topic, QByteArray::number(i), qos, false);
        probe.transport->publish(topic, "last", qos, false);
        QVERIFY(probe.waitForMessages(count + 1));
        QCOMPARE(probe.messages.constLast().payload, QByteArray("last"));
        passQueued();
        QCOMPARE(probe.messages.size(), count + 1);
        QTRY_COMPARE(probe.publishedCount, count + 1);
        QVERIFY(probe.closed.isEmpty());
    }
}

void TestMqttTransport::deliversRetained()
{
    const QString topic = QStringLiteral("sys/kept");
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
    probe.transport->publish(topic, "1", 0, true);
    QVERIFY(probe.subscribeAndWait(topic));
    QVERIFY(probe.waitForMessages(1));
    QCOMPARE(probe.messages.constFirst().payload, QByteArray("1"));
    probe.transport->publish(topic, {}, 0, true);
    QVERIFY(probe.waitForMessages(2));
}

void TestMqttTransport::tellsOfEachPing_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void TestMqttTransport::tellsOfEachPing()
{
    QFETCH(bool, tls);
    MqttEndpoint endpoint = tls ? m_broker.tlsEndpoint() : m_broker.plainEndpoint();
    endpoint.keepAliveSeconds = 0;
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(endpoint));
    passQueued();
    QCOMPARE(probe.pingedCount, 0);
    probe.transport->ping();
    QTRY_COMPARE(probe.pingedCount, 1);
    // A ping between packets is not taken for a part of them.
    const QString topic = QStringLiteral("between");
    QVERIFY(probe.subscribeAndWait(topic));
    for (int i = 0; i < 20; ++i) {
        probe.transport->publish(topic, QByteArray(20000, 'x'), 1, false);
        if (i == 10)
            probe.transport->ping();
    }
    QVERIFY(probe.waitForMessages(20));
    QTRY_COMPARE(probe.publishedCount, 20);
    QTRY_COMPARE(probe.pingedCount, 2);
    QVERIFY(probe.closed.isEmpty());
}

void TestMqttTransport::measuresItsOpening()
{
    for (const bool tls : {false, true}) {
        TransportProbe probe(currentBackend());
        QCOMPARE(probe.transport->opening(), MqttOpening());
        QElapsedTimer elapsed;
        elapsed.start();
        QVERIFY(probe.openAndWait(tls ? m_broker.tlsEndpoint() : m_broker.plainEndpoint()));
        const double allMs = double(elapsed.nsecsElapsed()) / 1e6;
        const MqttOpening opening = probe.transport->opening();
        QVERIFY(opening.tcpMs && opening.loginMs);
        QCOMPARE(opening.tlsMs.has_value(), tls);
        QVERIFY(*opening.tcpMs > 0 && opening.tlsMs.value_or(1) > 0 && *opening.loginMs > 0);
        QVERIFY(*opening.tcpMs + opening.tlsMs.value_or(0) + *opening.loginMs <= allMs);
    }
    TransportProbe refused(currentBackend());
    QVERIFY(!refused.openAndWait(m_broker.closedEndpoint()));
    QVERIFY(refused.waitForClosed());
    QCOMPARE(refused.transport->opening(), MqttOpening());
}

void TestMqttTransport::stopsAfterUnsubscribe()
{
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/a")));
    QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/b")));
    probe.transport->unsubscribe(QStringLiteral("sys/a"));
    probe.transport->publish(QStringLiteral("sys/a"), "gone", 0, false);
    probe.transport->publish(QStringLiteral("sys/b"), "here", 0, false);
    QVERIFY(probe.waitForMessages(1));
    QCOMPARE(probe.messages.size(), 1);
    QCOMPARE(probe.messages.constFirst().payload, QByteArray("here"));
}

void TestMqttTransport::subscribesAgainRightAfterUnsubscribe()
{
    const QString filter = QStringLiteral("sys/again");
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(probe.subscribeAndWait(filter));
    probe.transport->unsubscribe(filter);
    QVERIFY(probe.subscribeAndWait(filter));
    probe.transport->publish(filter, "x", 0, false);
    QVERIFY(probe.waitForMessages(1));
}

void TestMqttTransport::survivesTheDeathOfTheBroker()
{
    for (const bool tls : {false, true}) {
        const MqttEndpoint endpoint = tls ? m_broker.tlsEndpoint() : m_broker.plainEndpoint();
        TransportProbe probe(currentBackend());
        QVERIFY(probe.openAndWait(endpoint));
        QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/#")));
        const QByteArray payload(2000, 'x');
        for (int i = 0; i < 500; ++i)
            probe.transport->publish(QStringLiteral("sys/x"), payload, 0, false);
        QVERIFY(probe.waitForMessages(20));
        m_broker.kill();
        // Writing into the dead connection must neither end the process nor be reported twice.
        for (int i = 0; i < 500; ++i)
            probe.transport->publish(QStringLiteral("sys/x"), payload, 0, false);
        QVERIFY(probe.waitForClosed());
        QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
        QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
    }
}

void TestMqttTransport::canBeClosedInASlot()
{
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(probe.subscribeAndWait(QStringLiteral("sys/#")));
    bool closedWithinTheCall = false;
    connect(probe.transport.get(), &MqttTransport::messagesReceived, &probe, [&] {
        probe.transport->close();
        closedWithinTheCall = !probe.closed.isEmpty();
    });
    for (int i = 0; i < 1000; ++i)
        probe.transport->publish(QStringLiteral("sys/x"), "x", 0, false);
    QVERIFY(probe.waitForClosed());
    QVERIFY(!closedWithinTheCall);
    QCOMPARE(probe.batches, 1);
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Cancelled);
}

void TestMqttTransport::canBeDestroyedInASlot()
{
    for (const MqttEndpoint &endpoint : {m_broker.plainEndpoint(), m_broker.tlsEndpoint()}) {
        TransportProbe first(currentBackend());
        connect(first.transport.get(), &MqttTransport::opened, &first, [&] { first.transport.reset(); });
        first.open(endpoint);
        QTRY_VERIFY(!first.transport);

        TransportProbe second(currentBackend());
        QVERIFY(second.openAndWait(endpoint));
        QVERIFY(second.subscribeAndWait(QStringLiteral("sys/#")));
        connect(second.transport.get(), &MqttTransport::messagesReceived, &second,
                [&] { second.transport.reset(); });
        for (int i = 0; i < 1000; ++i)
            second.transport->publish(QStringLiteral("sys/x"), "x", 0, false);
        QTRY_VERIFY(!second.transport);
        passQueued();
        QVERIFY(second.closed.isEmpty());
    }
}

void TestMqttTransport::canBeDestroyedWhileConnecting()
{
    for (int turns = 0; turns < 12; ++turns) {
        MqttEndpoint endpoint = m_broker.tlsEndpoint();
        endpoint.host = QStringLiteral("localhost");
        endpoint.tls.peerName = QStringLiteral("broker.test");
        TransportProbe probe(currentBackend());
        probe.open(endpoint);
        for (int i = 0; i < turns; ++i)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        probe.transport.reset();
        passQueued();
        QVERIFY(probe.closed.isEmpty());
    }
}

SYSPULSE_TEST(TestMqttTransport)

#include "tst_mqtttransport.moc"
