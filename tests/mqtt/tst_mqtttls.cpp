// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/clientidentity.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"

#include <QSslCertificate>
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
    void saysWhatIsWrong();
    void onlyThePinnedCertificate();
    void aKnownCertificateIsAcceptedBesidesValidOnes();
    void aChangedCertificateIsRefused();
    void clientCertificates_data();
    void clientCertificates();
    void plainOnATlsPort();
    void tlsOnAPlainPort();

private:
    /// Why @p endpoint is refused.
    static Error refusal(const MqttEndpoint &endpoint);
    QByteArray serverDigest() const;

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

Error TestMqttTls::refusal(const MqttEndpoint &endpoint)
{
    TransportProbe probe(currentBackend());
    if (probe.openAndWait(endpoint) || !probe.waitForClosed())
        return {};
    return probe.closed.constFirst();
}

QByteArray TestMqttTls::serverDigest() const
{
    return QSslCertificate::fromPath(m_broker.certificates().serverFile())
        .value(0)
        .digest(QCryptographicHash::Sha256);
}

void TestMqttTls::saysWhatIsWrong()
{
    MqttEndpoint endpoint = m_broker.tlsEndpoint();
    endpoint.tls.peerName = QStringLiteral("other.test");
    Error error = refusal(endpoint);
    QCOMPARE(error.kind, ErrorKind::Tls);
    QVERIFY(
        error.message.contains(QStringLiteral("is not for \"other.test\" but for: 127.0.0.1, broker.test")));

    error = refusal(m_broker.expiredEndpoint());
    QCOMPARE(error.kind, ErrorKind::Tls);
    QVERIFY(error.message.contains(QStringLiteral("expired at ")));

    endpoint = m_broker.tlsEndpoint();
    endpoint.tls.caPem.clear();
    error = refusal(endpoint);
    QCOMPARE(error.kind, ErrorKind::Tls);
    QVERIFY(error.message.contains(QStringLiteral("issued by nobody who is trusted here")));
}

void TestMqttTls::onlyThePinnedCertificate()
{
    // No authority, another name: the fingerprint alone decides.
    MqttEndpoint endpoint = m_broker.tlsEndpoint();
    endpoint.host = QStringLiteral("localhost");
    endpoint.tls.caPem.clear();
    endpoint.tls.pin = serverDigest();
    TransportProbe probe(currentBackend());
    QVERIFY(probe.openAndWait(endpoint));

    endpoint = m_broker.expiredEndpoint();
    endpoint.tls.pin = QSslCertificate::fromPath(m_broker.certificates().expiredFile())
                           .value(0)
                           .digest(QCryptographicHash::Sha256);
    TransportProbe expired(currentBackend());
    QVERIFY(expired.openAndWait(endpoint));
}

void TestMqttTls::aKnownCertificateIsAcceptedBesidesValidOnes()
{
    MqttEndpoint endpoint = m_broker.expiredEndpoint();
    endpoint.tls.caPem.clear();
    endpoint.tls.known = QSslCertificate::fromPath(m_broker.certificates().expiredFile())
                             .value(0)
                             .digest(QCryptographicHash::Sha256);
    TransportProbe known(currentBackend());
    QVERIFY(known.openAndWait(endpoint));

    MqttEndpoint other = m_broker.tlsEndpoint();
    other.tls.known = endpoint.tls.known;
    TransportProbe valid(currentBackend());
    QVERIFY(valid.openAndWait(other));
    other.tls.caPem.clear();
    const Error error = refusal(other);
    QCOMPARE(error.kind, ErrorKind::Tls);
    QVERIFY2(error.message.contains(QStringLiteral("issued by nobody who is trusted here")),
             qPrintable(error.message));
}

void TestMqttTls::aChangedCertificateIsRefused()
{
    // Its authority is trusted and verification is off: neither helps.
    MqttEndpoint endpoint = m_broker.tlsEndpoint();
    endpoint.tls.pin = serverDigest();
    endpoint.tls.pin[31] = char(endpoint.tls.pin.at(31) ^ 1);
    endpoint.tls.verifyPeer = false;
    const Error error = refusal(endpoint);
    QCOMPARE(error.kind, ErrorKind::Tls);
    QVERIFY(error.message.contains(QStringLiteral("has changed")));
    QVERIFY(error.message.contains(fingerprintText(endpoint.tls.pin)));
    QVERIFY(error.message.contains(fingerprintText(serverDigest())));
}

void TestMqttTls::clientCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<QString>("refusal");
    const TestCertificates &files = m_broker.certificates();
    QTest::newRow("its own") << files.clientFile() << files.clientKeyFile() << QString() << QString();
    QTest::newRow("encrypted key") << files.clientFile() << files.encryptedKeyFile()
                                   << QStringLiteral("open sesame") << QString();
    QTest::newRow("none") << QString() << QString() << QString()
                          << QStringLiteral("wants a client certificate");
    QTest::newRow("a stranger's") << files.strangerFile() << files.strangerKeyFile() << QString()
                                  << QStringLiteral("did not accept the client certificate");
    QTest::newRow("key of another certificate") << files.clientFile() << files.strangerKeyFile() << QString()
                                                << QStringLiteral("do not belong together");
}

void TestMqttTls::clientCertificates()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, passphrase);
    QFETCH(QString, refusal);

    LinkTrust trust;
    trust.certificateFile = certificate;
    trust.keyFile = key;
    trust.keyPassphrase = Secret(passphrase);
    const Result<ClientIdentity> identity = readClientIdentity(trust);
    QVERIFY2(identity, identity ? "" : qPrintable(describe(identity.error())));
    MqttEndpoint endpoint = m_broker.clientCertificateEndpoint();
    endpoint.tls.identity = *identity;
    if (refusal.isEmpty()) {
        TransportProbe probe(currentBackend());
        QVERIFY(probe.openAndWait(endpoint));
        return;
    }
    const Error error = TestMqttTls::refusal(endpoint);
    QCOMPARE(error.kind, ErrorKind::Tls);
    QVERIFY2(error.message.contains(refusal), qPrintable(describe(error)));
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

SYSPULSE_TEST(TestMqttTls)

#include "tst_mqtttls.moc"
