// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/mosquittobroker.h"
#include "tests/mqtt/transportprobe.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// TLS towards a real mosquitto broker, for every back end that is compiled in: what is accepted and what is
/// not.
class TestMqttTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void initTestCase();

    void verifiesTls_data();
    void verifiesTls();
    void plainOnATlsPort();
    void tlsOnAPlainPort();

private:
    MosquittoBroker m_broker;
};

void TestMqttTls::initTestCase_data()
{
    addBackendRows();
}

void TestMqttTls::initTestCase()
{
    QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
}

void TestMqttTls::verifiesTls_data()
{
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("peerName");
    QTest::addColumn<bool>("verify");
    QTest::addColumn<bool>("accepted");

    const QByteArray right = m_broker.certificates().authorityPem();
    const QByteArray stranger = m_broker.certificates().strangerPem();
    const QString address = QStringLiteral("127.0.0.1");
    const QString name = QStringLiteral("broker.test");
    QTest::newRow("address in the certificate") << right << address << QString() << true << true;
    QTest::newRow("other name given") << right << address << name << true << true;
    QTest::newRow("host by name, other name given")
        << right << QStringLiteral("localhost") << name << true << true;
    QTest::newRow("CRLF in the PEM") << QByteArray(right).replace('\n', "\r\n") << address << name << true
                                     << true;
    QTest::newRow("two authorities") << right + stranger << address << name << true << true;
    QTest::newRow("host name not in the certificate")
        << right << QStringLiteral("localhost") << QString() << true << false;
    QTest::newRow("given name not in the certificate")
        << right << address << QStringLiteral("other.test") << true << false;
    QTest::newRow("authority unknown to the system") << QByteArray() << address << name << true << false;
    QTest::newRow("stranger as authority") << stranger << address << name << true << false;
    QTest::newRow("authority is not PEM")
        << QByteArray("not a certificate") << address << name << true << false;
    QTest::newRow("stranger, but verification off") << stranger << address << name << false << true;
    QTest::newRow("wrong name, but verification off")
        << right << address << QStringLiteral("other.test") << false << true;
}

void TestMqttTls::verifiesTls()
{
    QFETCH(QByteArray, authority);
    QFETCH(QString, host);
    QFETCH(QString, peerName);
    QFETCH(bool, verify);
    QFETCH(bool, accepted);

    MqttEndpoint endpoint = m_broker.tlsEndpoint();
    endpoint.host = host;
    endpoint.tls.caPem = authority;
    endpoint.tls.peerName = peerName;
    endpoint.tls.verifyPeer = verify;
    TransportProbe probe(currentBackend());
    QCOMPARE(probe.openAndWait(endpoint), accepted);
    if (accepted)
        return;
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Tls);
}

void TestMqttTls::plainOnATlsPort()
{
    MqttEndpoint endpoint = m_broker.tlsEndpoint();
    endpoint.tls = {};
    TransportProbe probe(currentBackend());
    QVERIFY(!probe.openAndWait(endpoint));
    QVERIFY(probe.waitForClosed());
    const ErrorKind kind = probe.closed.constFirst().kind;
    QVERIFY(kind == ErrorKind::Network || kind == ErrorKind::Protocol);
}

void TestMqttTls::tlsOnAPlainPort()
{
    MqttEndpoint endpoint = m_broker.tlsEndpoint();
    endpoint.port = m_broker.plainEndpoint().port;
    endpoint.connectTimeoutMs = 3000;
    TransportProbe probe(currentBackend());
    QVERIFY(!probe.openAndWait(endpoint));
    QVERIFY(probe.waitForClosed());
    QCOMPARE(probe.closed.constFirst().kind, ErrorKind::Network);
}

QTEST_GUILESS_MAIN(TestMqttTls)

#include "tst_mqtttls.moc"
