// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/httpoperations.h"
#include "core/tls/clientidentity.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/mqtt/testchains.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace syspulse;
using namespace syspulse::test;

namespace {

QSslConfiguration configurationOf(const QString &certificate, const QString &keyFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    QFile key(keyFile);
    if (key.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return configuration;
}

/// Starts openssl's server on a free port, which is returned; 0 when it does not start.
quint16 startServer(QProcess &server, const TestChains &chains, const QString &certificate,
                    const QStringList &more)
{
    server.start(QStringLiteral("openssl"),
                 QStringList{QStringLiteral("s_server"), QStringLiteral("-accept"),
                             QStringLiteral("127.0.0.1:0"), QStringLiteral("-cert"), certificate,
                             QStringLiteral("-key"), chains.keyFile()} +
                     more);
    QByteArray output;
    while (!output.contains("ACCEPT 127.0.0.1:") || !output.endsWith('\n')) {
        if (!server.waitForReadyRead(test::patienceMs))
            return 0;
        output += server.readAllStandardOutput();
    }
    return output.mid(output.indexOf("ACCEPT 127.0.0.1:") + 17).split('\n').constFirst().toUShort();
}

/// Keeps this thread, and the threads and processes that it starts, on one processor.
class OneProcessor
{
public:
    OneProcessor()
    {
        sched_getaffinity(0, sizeof m_before, &m_before);
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(sched_getcpu(), &one);
        sched_setaffinity(0, sizeof one, &one);
    }
    OneProcessor(const OneProcessor &) = delete;
    OneProcessor &operator=(const OneProcessor &) = delete;
    ~OneProcessor() { sched_setaffinity(0, sizeof m_before, &m_before); }

private:
    cpu_set_t m_before;
};

} // namespace

/// The same certificates on both links, towards a real mosquitto broker and a web server: the verdict and the
/// sentence are the same.
class TestTlsVerdicts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addBackendRows(); }
    void initTestCase();

    void verdicts_data();
    void verdicts();
    void clientKeys_data();
    void clientKeys();
    void oldEncryption();
    void unusablePublicKey();
    void nothingInCommon_data();
    void nothingInCommon();
    void refusedWhateverTheTiming_data();
    void refusedWhateverTheTiming();

private:
    std::unique_ptr<FakeHttpServer> serve(const QSslConfiguration &configuration);
    Result<Json> post(const HarperEndpoint &endpoint);
    Error overMqtt(const QString &certificate, const TlsOptions &options, const QString &host);
    Error overHttp(const QString &certificate, const TlsOptions &options, const QString &host);

    QTemporaryDir m_folder;
    TestChains m_chains{m_folder.path()};
    QTemporaryDir m_expiredFolder;
    TestChains m_expired{m_expiredFolder.path()};
};

void TestTlsVerdicts::initTestCase()
{
    QVERIFY2(m_chains.makeChain(), qPrintable(m_chains.error()));
    QVERIFY2(m_expired.makeChain(-1), qPrintable(m_expired.error()));
}

Error TestTlsVerdicts::overMqtt(const QString &certificate, const TlsOptions &options, const QString &host)
{
    MosquittoBroker broker(certificate, certificate.startsWith(m_folder.path()) ? m_chains.keyFile()
                                                                                : m_expired.keyFile());
    if (!broker.start())
        return {ErrorKind::Local, broker.error(), {}, 0};
    MqttEndpoint endpoint = broker.tlsEndpoint();
    endpoint.tls = options;
    endpoint.tls.enabled = true;
    // The name is what matters here, and nobody resolves broker.test.
    if (host == QLatin1String("127.0.0.1"))
        endpoint.host = host;
    else
        endpoint.tls.peerName = host;
    TransportProbe probe(currentBackend());
    if (probe.openAndWait(endpoint) || !probe.waitForClosed())
        return {};
    return probe.closed.constFirst();
}

std::unique_ptr<FakeHttpServer> TestTlsVerdicts::serve(const QSslConfiguration &configuration)
{
    auto tls = std::make_unique<QSslServer>();
    tls->setSslConfiguration(configuration);
    auto server = std::make_unique<FakeHttpServer>(std::move(tls));
    server->answer = [](const FakeHttpServer::Request &, int) { return FakeHttpServer::reply(200, "{}"); };
    return server;
}

Result<Json> TestTlsVerdicts::post(const HarperEndpoint &endpoint)
{
    HttpOperations http(endpoint);
    std::optional<Result<Json>> result;
    http.post("{}", this, [&result](const Result<Json> &answer) { result = answer; });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, test::patienceMs))
        return failure(ErrorKind::Local, QStringLiteral("NEVER ANSWERED"));
    return *result;
}

Error TestTlsVerdicts::overHttp(const QString &certificate, const TlsOptions &options, const QString &host)
{
    QSslConfiguration configuration = configurationOf(
        certificate, certificate.startsWith(m_folder.path()) ? m_chains.keyFile() : m_expired.keyFile());
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    const auto server = serve(configuration);
    HarperEndpoint endpoint;
    endpoint.url = server->url();
    endpoint.tls = options;
    if (host != QLatin1String("127.0.0.1"))
        endpoint.tls.peerName = host;
    const Result<Json> answer = post(endpoint);
    if (!answer && !server->requests.isEmpty())
        return {ErrorKind::Local, QStringLiteral("THE REQUEST WAS SENT"), {}, 0};
    return answer ? Error() : answer.error();
}

void TestTlsVerdicts::verdicts_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("text");
    const QString address = QStringLiteral("127.0.0.1");
    const QString name = QStringLiteral("broker.test");
    const QString chain = m_chains.chainFile();
    const QString accepted;
    QTest::newRow("root") << chain << m_chains.rootPem() << address << accepted;
    QTest::newRow("the intermediate is chosen") << chain << m_chains.intermediatePem() << address << accepted;
    QTest::newRow("the certificate itself is chosen") << chain << m_chains.serverPem() << address << accepted;
    QTest::newRow("intermediate chosen, wrong name")
        << chain << m_chains.intermediatePem() << QStringLiteral("other.test")
        << QStringLiteral("is not for \"other.test\"");
    QTest::newRow("another one is chosen")
        << chain << m_expired.rootPem() << address << QStringLiteral("issued by nobody who is trusted here");
    QTest::newRow("expired intermediate")
        << m_expired.chainFile() << m_expired.rootPem() << address
        << QStringLiteral("The certificate of \"Test intermediate\", an authority above");
    QTest::newRow("name with a dot at its end")
        << chain << m_chains.rootPem() << name + QLatin1Char('.') << accepted;
    QTest::newRow("name in capitals")
        << chain << m_chains.rootPem() << QStringLiteral("BROKER.Test") << accepted;
    QTest::newRow("address only as common name")
        << m_chains.certificate("cn", address, QString()) << m_chains.rootPem() << address << accepted;
    QTest::newRow("another address as common name")
        << m_chains.certificate("cn2", QStringLiteral("127.0.0.2"), QString()) << m_chains.rootPem()
        << address << QStringLiteral("is not for \"127.0.0.1\" but for: 127.0.0.2");
    QTest::newRow("common name overruled by alternative names, address")
        << m_chains.certificate("cn3", address, QStringLiteral("DNS:broker.test")) << m_chains.rootPem()
        << address << QStringLiteral("is not for \"127.0.0.1\" but for: broker.test");
    QTest::newRow("common name overruled by alternative names, host")
        << m_chains.certificate("cn4", name, QStringLiteral("DNS:else.test")) << m_chains.rootPem() << name
        << QStringLiteral("is not for \"broker.test\" but for: else.test");
    QTest::newRow("host only as common name")
        << m_chains.certificate("cn5", name, QString()) << m_chains.rootPem() << name << accepted;
    QTest::newRow("wildcard") << m_chains.certificate("wild", QStringLiteral("x"),
                                                      QStringLiteral("DNS:*.broker.test"))
                              << m_chains.rootPem() << QStringLiteral("a.broker.test") << accepted;
}

void TestTlsVerdicts::verdicts()
{
    QFETCH(QString, certificate);
    QFETCH(QByteArray, authority);
    QFETCH(QString, host);
    QFETCH(QString, text);
    TlsOptions options;
    options.caPem = authority;
    const Error mqtt = overMqtt(certificate, options, host);
    const Error http = overHttp(certificate, options, host);
    for (const Error &error : {mqtt, http}) {
        QCOMPARE(error.message.isEmpty(), text.isEmpty());
        QVERIFY2(error.message.contains(text), qPrintable(describe(error)));
        QVERIFY(text.isEmpty() || error.kind == ErrorKind::Tls);
    }
}

void TestTlsVerdicts::clientKeys_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const char *arguments) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' '));
    };
    row("RSA", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    row("EC", "-algorithm EC -pkeyopt ec_paramgen_curve:prime256v1");
    row("Ed25519", "-algorithm ED25519");
    row("RSA-PSS", "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048");
}

void TestTlsVerdicts::clientKeys()
{
    QFETCH(QStringList, arguments);
    QVERIFY2(m_chains.makeClient(arguments), qPrintable(m_chains.error()));
    LinkTrust trust;
    trust.certificateFile = m_chains.clientFile();
    trust.keyFile = m_chains.clientKeyFile();
    const Result<ClientIdentity> identity = readClientIdentity(trust);
    QVERIFY2(identity, identity ? "" : qPrintable(describe(identity.error())));

    const QString certificate = m_chains.chainFile();
    MosquittoBroker broker(certificate, m_chains.keyFile(), m_folder.filePath(QStringLiteral("root.pem")));
    QVERIFY2(broker.start(), qPrintable(broker.error()));
    MqttEndpoint mqtt = broker.clientCertificateEndpoint();
    mqtt.tls.caPem = m_chains.rootPem();
    mqtt.tls.identity = *identity;
    TransportProbe probe(currentBackend());
    QVERIFY2(probe.openAndWait(mqtt),
             probe.closed.isEmpty() ? "" : qPrintable(describe(probe.closed.first())));

    QSslConfiguration demanding = configurationOf(certificate, m_chains.keyFile());
    demanding.setCaCertificates(QSslCertificate::fromData(m_chains.rootPem()));
    demanding.setPeerVerifyMode(QSslSocket::VerifyPeer);
    const auto server = serve(demanding);
    HarperEndpoint http;
    http.url = server->url();
    http.tls.caPem = m_chains.rootPem();
    QVERIFY(!post(http));
    http.tls.identity = *identity;
    const Result<Json> answer = post(http);
    QVERIFY2(answer, answer ? "" : qPrintable(describe(answer.error())));
}

void TestTlsVerdicts::oldEncryption()
{
    QVERIFY(m_chains.makeClient({QStringLiteral("-algorithm"), QStringLiteral("RSA")}));
    LinkTrust trust;
    trust.certificateFile = m_chains.clientFile();
    trust.keyFile = m_chains.desKeyFile();
    QVERIFY2(!trust.keyFile.isEmpty(), qPrintable(m_chains.error()));
    trust.keyPassphrase = Secret(u"old key");
    const Result<ClientIdentity> identity = readClientIdentity(trust);
    QVERIFY2(identity, identity ? "" : qPrintable(describe(identity.error())));
    QVERIFY(identity->keyPem.reveal([](QByteArrayView pem) { return pem.contains("BEGIN PRIVATE KEY"); }));
    trust.keyPassphrase = Secret(u"another");
    const Result<ClientIdentity> wrong = readClientIdentity(trust);
    QVERIFY(!wrong);
    QVERIFY(wrong.error().message.contains(QStringLiteral("is wrong")));
    trust.keyPassphrase.clear();
    QVERIFY(readClientIdentity(trust).error().message.contains(QStringLiteral("is encrypted")));
}

void TestTlsVerdicts::unusablePublicKey()
{
    QVERIFY(
        m_chains.makeClient({QStringLiteral("-algorithm"), QStringLiteral("EC"), QStringLiteral("-pkeyopt"),
                             QStringLiteral("ec_paramgen_curve:prime256v1")}));
    LinkTrust trust;
    trust.certificateFile = m_chains.unusableKeyFile();
    QVERIFY(!trust.certificateFile.isEmpty());
    trust.keyFile = m_chains.clientKeyFile();
    const Result<ClientIdentity> identity = readClientIdentity(trust);
    QVERIFY(!identity);
    QVERIFY2(identity.error().message.contains(QStringLiteral("public key")),
             qPrintable(identity.error().message));
}

void TestTlsVerdicts::nothingInCommon_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no common cipher, TLS 1.2") << QStringList{
        QStringLiteral("-tls1_2"), QStringLiteral("-cipher"), QStringLiteral("ADH:@SECLEVEL=0")};
    QTest::newRow("no common cipher, TLS 1.3")
        << QStringList{QStringLiteral("-tls1_3"), QStringLiteral("-ciphersuites"),
                       QStringLiteral("TLS_AES_128_CCM_8_SHA256")};
    QTest::newRow("too old") << QStringList{QStringLiteral("-tls1_1"), QStringLiteral("-cipher"),
                                            QStringLiteral("ALL:@SECLEVEL=0")};
}

void TestTlsVerdicts::nothingInCommon()
{
    QFETCH(QStringList, arguments);
    QProcess server;
    const quint16 port = startServer(server, m_chains, m_chains.chainFile(), arguments);
    QVERIFY(port > 0);
    MqttEndpoint mqtt;
    mqtt.host = QStringLiteral("127.0.0.1");
    mqtt.port = port;
    mqtt.tls.enabled = true;
    mqtt.tls.caPem = m_chains.rootPem();
    TransportProbe probe(currentBackend());
    QVERIFY(!probe.openAndWait(mqtt));
    QVERIFY(probe.waitForClosed());
    HarperEndpoint http;
    http.url = QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(port));
    http.tls.caPem = m_chains.rootPem();
    const Result<Json> answer = post(http);
    QVERIFY(!answer);
    for (const Error &error : {probe.closed.constFirst(), answer.error()}) {
        QCOMPARE(error.kind, ErrorKind::Tls);
        QVERIFY2(error.message.contains(QStringLiteral("in common with this program")),
                 qPrintable(describe(error)));
    }
    server.kill();
    server.waitForFinished();
}

void TestTlsVerdicts::refusedWhateverTheTiming_data()
{
    QTest::addColumn<bool>("shown");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no certificate") << false << QStringLiteral("wants a client certificate");
    QTest::newRow("a stranger's certificate")
        << true << QStringLiteral("did not accept the client certificate");
}

void TestTlsVerdicts::refusedWhateverTheTiming()
{
    // The refusal of TLS 1.3 races our first packet; every outcome of the race is the same refusal. On one
    // processor the broker comes before a client of low priority, between any two of its calls.
    QFETCH(bool, shown);
    QFETCH(QString, sentence);
    constexpr int attempts = 20;
    const OneProcessor oneProcessor;
    MosquittoBroker broker;
    QVERIFY2(broker.start(), qPrintable(broker.error()));
    MqttEndpoint endpoint = broker.clientCertificateEndpoint();
    if (shown) {
        LinkTrust trust;
        trust.certificateFile = broker.certificates().strangerFile();
        trust.keyFile = broker.certificates().strangerKeyFile();
        const Result<ClientIdentity> identity = readClientIdentity(trust);
        QVERIFY2(identity, identity ? "" : qPrintable(describe(identity.error())));
        endpoint.tls.identity = *identity;
    }
    endpoint.connectTimeoutMs = 60000;
    QStringList others;
    const MqttBackend backend = currentBackend();
    const std::unique_ptr<QThread> client(QThread::create([&] {
        setpriority(PRIO_PROCESS, id_t(gettid()), 10);
        for (int i = 0; i < attempts; ++i) {
            TransportProbe probe(backend);
            if (probe.openAndWait(endpoint))
                others += QStringLiteral("OPENED");
            else if (!probe.waitForClosed())
                others += QStringLiteral("NOT CLOSED");
            else if (const Error &error = probe.closed.constFirst();
                     error.kind != ErrorKind::Tls || !error.message.contains(sentence))
                others += describe(error);
        }
    }));
    client->start();
    QTRY_VERIFY_WITH_TIMEOUT(client->isFinished(), 280000);
    QVERIFY2(others.isEmpty(), qPrintable(others.join(QLatin1Char('\n'))));
}

SYSPULSE_TEST(TestTlsVerdicts)
#include "tst_tlsverdicts.moc"
