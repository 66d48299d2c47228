// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/httpoperations.h"
#include "core/tls/certificateprobe.h"
#include "core/tls/clientidentity.h"
#include "tests/mqtt/testcertificates.h"
#include "tests/support/ordering.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using syspulse::test::TestCertificates;

/// TLS of the operations API towards a server of our own, the files of client certificates, and looking at
/// certificates. What the MQTT back ends do is in tst_mqtttls.
class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_files.create(m_folder.path()), qPrintable(m_files.error())); }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<bool>("expired");
        QTest::addColumn<bool>("authority");
        QTest::addColumn<QString>("peerName");
        QTest::addColumn<QString>("text");
        QTest::newRow("accepted") << false << true << QString() << QString();
        QTest::newRow("other name given") << false << true << QStringLiteral("broker.test") << QString();
        QTest::newRow("unknown issuer")
            << false << false << QString() << QStringLiteral("issued by nobody who is trusted here");
        QTest::newRow("wrong name") << false << true << QStringLiteral("other.test")
                                    << QStringLiteral(
                                           "is not for \"other.test\" but for: 127.0.0.1, broker.test");
        QTest::newRow("expired") << true << true << QString() << QStringLiteral("expired at ");
        QTest::newRow("unknown issuer, wrong name") << false << false << QStringLiteral("other.test")
                                                    << QStringLiteral("issued by nobody who is trusted here");
    }

    void saysWhatIsWrong()
    {
        QFETCH(bool, expired);
        QFETCH(bool, authority);
        QFETCH(QString, peerName);
        QFETCH(QString, text);
        const auto server = serve(expired ? m_files.expiredFile() : m_files.serverFile());
        HarperEndpoint endpoint = endpointOf(*server);
        endpoint.tls.peerName = peerName;
        if (authority)
            endpoint.tls.caPem = m_files.authorityPem();
        const Result<Json> answer = post(endpoint);
        QCOMPARE(answer.has_value(), text.isEmpty());
        if (answer)
            return;
        QCOMPARE(answer.error().kind, ErrorKind::Tls);
        QVERIFY2(answer.error().message.contains(text), qPrintable(describe(answer.error())));
        QVERIFY(server->requests.isEmpty());
    }

    void onlyThePinnedCertificate()
    {
        // Expired, of an unknown issuer and for another name: the fingerprint alone decides.
        const auto server = serve(m_files.expiredFile());
        HarperEndpoint endpoint = endpointOf(*server);
        endpoint.tls.peerName = QStringLiteral("other.test");
        endpoint.tls.pin = digestOf(m_files.expiredFile());
        const Result<Json> answer = post(endpoint);
        QVERIFY2(answer, answer ? "" : qPrintable(describe(answer.error())));
    }

    void aChangedCertificateGetsNoPassword()
    {
        // Its authority is trusted and verification is off: neither helps.
        const auto server = serve(m_files.serverFile());
        HarperEndpoint endpoint = endpointOf(*server);
        endpoint.tls.caPem = m_files.authorityPem();
        endpoint.tls.verifyPeer = false;
        endpoint.tls.pin = digestOf(m_files.expiredFile());
        const Result<Json> answer = post(endpoint);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Tls);
        const QString &text = answer.error().message;
        QVERIFY(text.contains(QStringLiteral("has changed")));
        QVERIFY(text.contains(fingerprintText(digestOf(m_files.expiredFile()))));
        QVERIFY(text.contains(fingerprintText(digestOf(m_files.serverFile()))));
        QVERIFY(server->requests.isEmpty());
    }

    void refusedClientCertificates_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<int>("protocol");
        for (const auto protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
            const char *name = protocol == QSsl::TlsV1_2 ? "TLS 1.2" : "TLS 1.3";
            QTest::addRow("%s, none", name)
                << QString() << QString() << QStringLiteral("wants a client certificate") << int(protocol);
            QTest::addRow("%s, a stranger's", name)
                << m_files.strangerFile() << m_files.strangerKeyFile()
                << QStringLiteral("did not accept the client certificate") << int(protocol);
            QTest::addRow("%s, key of another certificate", name)
                << m_files.clientFile() << m_files.strangerKeyFile()
                << QStringLiteral("do not belong together") << int(protocol);
        }
    }

    void refusedClientCertificates()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, refusal);
        QFETCH(int, protocol);
        // Qt's own server hangs up without saying why, which servers of other make do not do.
        QProcess server;
        server.start(QStringLiteral("openssl"),
                     {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                      QStringLiteral("-cert"), m_files.serverFile(), QStringLiteral("-key"),
                      m_files.keyFile(), QStringLiteral("-CAfile"), m_files.authorityFile(),
                      QStringLiteral("-Verify"), QStringLiteral("1"), QStringLiteral("-verify_return_error"),
                      protocol == QSsl::TlsV1_2 ? QStringLiteral("-tls1_2") : QStringLiteral("-tls1_3")});
        QByteArray output;
        while (!output.contains("ACCEPT 127.0.0.1:") || !output.endsWith('\n')) {
            QVERIFY(server.waitForReadyRead(test::patienceMs));
            output += server.readAllStandardOutput();
        }
        const QByteArray port = output.mid(output.indexOf("ACCEPT 127.0.0.1:") + 17).split('\n').constFirst();
        HarperEndpoint endpoint;
        endpoint.url = QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(port.toInt()));
        endpoint.timeoutMs = 3000;
        endpoint.tls.caPem = m_files.authorityPem();
        endpoint.tls.identity = identityOf(certificate, key);
        const Result<Json> answer = post(endpoint);
        QVERIFY(!answer);
        QVERIFY2(answer.error().message.contains(refusal), qPrintable(describe(answer.error())));
        QCOMPARE(answer.error().kind, ErrorKind::Tls);
        server.kill();
        server.waitForFinished();
    }

    void anAcceptedClientCertificate()
    {
        const auto server = serve(m_files.serverFile(), true);
        HarperEndpoint endpoint = endpointOf(*server);
        endpoint.tls.caPem = m_files.authorityPem();
        QVERIFY(!post(endpoint));
        endpoint.tls.identity = identityOf(m_files.clientFile(), m_files.clientKeyFile());
        const Result<Json> answer = post(endpoint);
        QVERIFY2(answer, answer ? "" : qPrintable(describe(answer.error())));
    }

    void fingerprints()
    {
        const QByteArray digest = digestOf(m_files.serverFile());
        const QString text = fingerprintText(digest);
        QCOMPARE(text.size(), 95);
        QCOMPARE(*parseFingerprint(text), digest);
        QCOMPARE(*parseFingerprint(QString::fromLatin1(digest.toHex())), digest);
        QVERIFY(!parseFingerprint(QString()));
        QVERIFY(!parseFingerprint(text.chopped(1)));
        QVERIFY(!parseFingerprint(QString(64, QLatin1Char('g'))));
        QVERIFY(!parseFingerprint(text + QStringLiteral("00")));
    }

    void clientFilesAreChecked_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<QString>("text");
        const QString own = m_files.clientFile();
        const QString encrypted = m_files.encryptedKeyFile();
        QTest::newRow("nothing") << QString() << QString() << QString() << QString();
        QTest::newRow("a pair") << own << m_files.clientKeyFile() << QString() << QString();
        QTest::newRow("encrypted key") << own << encrypted << QStringLiteral("open sesame") << QString();
        QTest::newRow("no passphrase") << own << encrypted << QString() << QStringLiteral("is encrypted");
        QTest::newRow("wrong passphrase")
            << own << encrypted << QStringLiteral("x") << QStringLiteral("is wrong");
        QTest::newRow("no key in the file")
            << own << QString() << QString() << QStringLiteral("no private key in");
        QTest::newRow("key without certificate")
            << QString() << m_files.clientKeyFile() << QString() << QStringLiteral("no client certificate");
        QTest::newRow("key in place of the certificate")
            << m_files.clientKeyFile() << QString() << QString() << QStringLiteral("no certificate in");
        QTest::newRow("absent") << QStringLiteral("/nonexistent.pem") << QString() << QString()
                                << QStringLiteral("cannot be read");
    }

    void clientFilesAreChecked()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, passphrase);
        QFETCH(QString, text);
        LinkTrust trust;
        trust.certificateFile = certificate;
        trust.keyFile = key;
        trust.keyPassphrase = Secret(passphrase);
        std::optional<Result<ClientIdentity>> result;
        loadClientIdentity(trust, this, [&result](const Result<ClientIdentity> &read) { result = read; });
        QVERIFY(!result); // never before the call returns
        QTRY_VERIFY(result);
        QCOMPARE(result->has_value(), text.isEmpty());
        if (!text.isEmpty())
            QVERIFY2(result->error().message.contains(text), qPrintable(result->error().message));
        else
            QVERIFY(certificate.isEmpty() == (*result)->isEmpty() &&
                    !(*result)->keyPem.reveal([](QByteArrayView pem) { return pem.contains("ENCRYPTED"); }));
    }

    void aLateClientCertificateDies()
    {
        LinkTrust trust;
        trust.certificateFile = m_files.clientFile();
        trust.keyFile = m_files.clientKeyFile();
        bool called = false;
        {
            QObject context;
            loadClientIdentity(trust, &context, [&called](const Result<ClientIdentity> &) { called = true; });
        }
        passPool();
        QVERIFY(!called);
    }

    void certificatesAreLookedAt()
    {
        const auto server = serve(m_files.expiredFile());
        const Result<PeerCertificates> found =
            look(QStringLiteral("localhost"), quint16(server->url().port()));
        QVERIFY2(found, found ? "" : qPrintable(describe(found.error())));
        QCOMPARE(found->chain.constFirst().digest(QCryptographicHash::Sha256),
                 digestOf(m_files.expiredFile()));
        QVERIFY(!found->hostMatches);
        QVERIFY(!found->problems.isEmpty());
        const Result<PeerCertificates> named =
            look(QStringLiteral("127.0.0.1"), quint16(server->url().port()));
        QVERIFY(named && named->hostMatches);
        // What the first had sent would have been read before the second was answered.
        QVERIFY(server->requests.isEmpty());
    }

    void certificatesOfAServerWithoutTls()
    {
        QTcpServer rude;
        rude.listen(QHostAddress::LocalHost);
        connect(&rude, &QTcpServer::newConnection, &rude, [&rude] {
            QTcpSocket *socket = rude.nextPendingConnection();
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
        const Result<PeerCertificates> found = look(QStringLiteral("127.0.0.1"), rude.serverPort());
        QVERIFY(!found);
        QVERIFY(found.error().message.contains(QStringLiteral("showed no certificate")));
        rude.close();
        const Result<PeerCertificates> nobody = look(QStringLiteral("127.0.0.1"), 1);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().kind, ErrorKind::Network);
    }

private:
    std::unique_ptr<FakeHttpServer> serve(const QString &certificate, bool clientCertificate = false) const
    {
        QSslConfiguration configuration = m_files.serverTls(certificate);
        configuration.setCaCertificates(QSslCertificate::fromPath(m_files.authorityFile()));
        configuration.setPeerVerifyMode(clientCertificate ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
        auto tls = std::make_unique<QSslServer>();
        tls->setSslConfiguration(configuration);
        auto server = std::make_unique<FakeHttpServer>(std::move(tls));
        server->answer = [](const FakeHttpServer::Request &, int) {
            return FakeHttpServer::reply(200, "{\"ok\":true}");
        };
        return server;
    }

    static ClientIdentity identityOf(const QString &certificate, const QString &key)
    {
        LinkTrust trust;
        trust.certificateFile = certificate;
        trust.keyFile = key;
        return readClientIdentity(trust).value_or(ClientIdentity());
    }

    static HarperEndpoint endpointOf(const FakeHttpServer &server)
    {
        HarperEndpoint endpoint;
        endpoint.url = server.url();
        endpoint.user = QStringLiteral("admin");
        endpoint.password = Secret(u"secret");
        endpoint.timeoutMs = 3000;
        return endpoint;
    }

    static QByteArray digestOf(const QString &file)
    {
        return QSslCertificate::fromPath(file).value(0).digest(QCryptographicHash::Sha256);
    }

    Result<Json> post(const HarperEndpoint &where)
    {
        HttpOperations http(where);
        std::optional<Result<Json>> result;
        http.post(R"({"operation":"user_info"})", this,
                  [&result](const Result<Json> &answer) { result = answer; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, test::patienceMs))
            return failure(ErrorKind::Cancelled, QStringLiteral("NEVER ANSWERED"));
        return *result;
    }

    static Result<PeerCertificates> look(const QString &host, quint16 port)
    {
        CertificateProbe probe;
        std::optional<Result<PeerCertificates>> result;
        connect(&probe, &CertificateProbe::finished, &probe,
                [&result](const Result<PeerCertificates> &found) { result = found; });
        probe.fetch(host, port);
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, CertificateProbe::timeoutMs))
            return failure(ErrorKind::Cancelled, QStringLiteral("NEVER ANSWERED"));
        return *result;
    }

    QTemporaryDir m_folder;
    TestCertificates m_files;
};

SYSPULSE_TEST(TestTls)
#include "tst_tls.moc"
