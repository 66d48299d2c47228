// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/connectionprobe.h"
#include "tests/mqtt/testcertificates.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QLocale>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using syspulse::test::TestCertificates;

/// How an instance is found, towards a server whose configuration and clock are ours.
class TestConnectionProbe : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_files.create(m_folder.path()), qPrintable(m_files.error())); }

    void mqttIsNotDowngraded_data();
    void mqttIsNotDowngraded();
    void mqttHosts_data();
    void mqttHosts();
    void offsetOfTheClocks_data();
    void offsetOfTheClocks();
    void pathsTellInstancesApart();
    void stagesAreToldInSentences();
    void mqttHasAPinOfItsOwn();

private:
    std::unique_ptr<FakeHttpServer> serve(bool tls);
    Result<ProbeResult> probe(const FakeHttpServer &server, ConnectionSettings settings);

    QTemporaryDir m_folder;
    TestCertificates m_files;
    bool m_superUser = true;
    QByteArray m_mqttPorts = R"({"port":1883,"securePort":null})";
    qint64 m_clockOffsetMs = 0;
};

std::unique_ptr<FakeHttpServer> TestConnectionProbe::serve(bool tls)
{
    std::unique_ptr<QTcpServer> listener = std::make_unique<QTcpServer>();
    if (tls) {
        auto secure = std::make_unique<QSslServer>();
        secure->setSslConfiguration(m_files.serverTls());
        listener = std::move(secure);
    }
    auto server = std::make_unique<FakeHttpServer>(std::move(listener));
    server->answer = [this](const FakeHttpServer::Request &request, int) {
        const QDateTime now = QDateTime::currentDateTimeUtc().addMSecs(m_clockOffsetMs);
        const QByteArray date =
            "Date: " +
            QLocale::c().toString(now, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1() + "\r\n";
        QByteArray body = "{}";
        if (request.body.contains("user_info"))
            body = QByteArray(R"({"username":"admin","role":{"role":"r","permission":{"super_user":)") +
                   (m_superUser ? "true" : "false") + "}}}";
        else if (request.body.contains("registration_info"))
            body = R"({"version":"4.7.29"})";
        else if (request.body.contains("get_configuration"))
            body = R"({"http":{"port":9926},"threads":1,"mqtt":{"network":)" + m_mqttPorts + "}}";
        return FakeHttpServer::reply(200, body, date);
    };
    return server;
}

Result<ProbeResult> TestConnectionProbe::probe(const FakeHttpServer &server, ConnectionSettings settings)
{
    if (settings.url.isEmpty())
        settings.url = server.url().toString();
    settings.user = QStringLiteral("admin");
    settings.password = Secret(u"secret");
    settings.trust.caPem = m_files.authorityPem();
    ConnectionProbe probe;
    std::optional<Result<ProbeResult>> result;
    connect(&probe, &ConnectionProbe::finished, this,
            [&result](const Result<ProbeResult> &found) { result = found; });
    probe.run(settings, ConnectStage::MqttPort);
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, test::patienceMs))
        return failure(ErrorKind::Cancelled, QStringLiteral("NEVER ANSWERED"));
    return *result;
}

void TestConnectionProbe::mqttIsNotDowngraded_data()
{
    QTest::addColumn<bool>("https");
    QTest::addColumn<bool>("securePort");
    QTest::addColumn<int>("chosen");   // -1: nothing, else whether TLS
    QTest::addColumn<int>("expected"); // -1: refused
    QTest::newRow("https, both ports") << true << true << -1 << 1;
    QTest::newRow("https, no port with TLS") << true << false << -1 << -1;
    QTest::newRow("https, no port with TLS, plain chosen") << true << false << 0 << 0;
    QTest::newRow("https, both ports, plain chosen") << true << true << 0 << 0;
    QTest::newRow("https, no port with TLS, TLS chosen") << true << false << 1 << -1;
    QTest::newRow("http, both ports") << false << true << -1 << 0;
    QTest::newRow("http, TLS chosen") << false << true << 1 << 1;
}

void TestConnectionProbe::mqttIsNotDowngraded()
{
    QFETCH(bool, https);
    QFETCH(bool, securePort);
    QFETCH(int, chosen);
    QFETCH(int, expected);
    m_superUser = true;
    m_mqttPorts = securePort ? R"({"port":1883,"securePort":8883})" : R"({"port":1883,"securePort":null})";
    const auto server = serve(https);
    ConnectionSettings settings;
    if (chosen >= 0)
        settings.mqttTls = chosen == 1;
    const Result<ProbeResult> found = probe(*server, settings);
    if (expected < 0) {
        QVERIFY(!found);
        QVERIFY2(found.error().message.contains(QStringLiteral("no MQTT port with TLS")),
                 qPrintable(describe(found.error())));
        return;
    }
    QVERIFY2(found, found ? "" : qPrintable(describe(found.error())));
    QCOMPARE(found->mqtt.tls.enabled, expected == 1);
    QCOMPARE(int(found->mqtt.port), expected == 1 ? 8883 : 1883);
}

void TestConnectionProbe::mqttHosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *host, const char *expected) {
        QTest::newRow(*host ? host : "none") << QString::fromLatin1(host) << QString::fromLatin1(expected);
    };
    row("", "127.0.0.1");
    row("broker.test", "broker.test");
    row("[::1]", "::1");
    row("::1", "::1");
    row(" broker.test ", "broker.test");
    row("[fe80::1%25lo]", "fe80::1%lo");
    row("broker.test:1883", "");
    row("mqtt://broker.test", "");
    row("[broker.test]", "");
    row("user@broker.test", "");
}

void TestConnectionProbe::mqttHosts()
{
    QFETCH(QString, host);
    QFETCH(QString, expected);
    m_mqttPorts = R"({"port":1883})";
    const auto server = serve(false);
    ConnectionSettings settings;
    settings.mqttHost = host;
    const Result<ProbeResult> found = probe(*server, settings);
    QCOMPARE(found ? found->mqtt.host : QString(), expected);
    if (!found)
        QVERIFY(found.error().message.contains(host));
}

void TestConnectionProbe::offsetOfTheClocks_data()
{
    QTest::addColumn<bool>("superUser");
    QTest::addColumn<qint64>("offsetMs");
    QTest::newRow("same") << true << qint64(0);
    QTest::newRow("behind") << true << qint64(-45000);
    QTest::newRow("behind, not a super user") << false << qint64(-45000);
    QTest::newRow("an hour ahead, not a super user") << false << qint64(3600000);
}

void TestConnectionProbe::offsetOfTheClocks()
{
    QFETCH(bool, superUser);
    QFETCH(qint64, offsetMs);
    m_superUser = superUser;
    m_clockOffsetMs = offsetMs;
    m_mqttPorts = R"({"port":1883})";
    const auto server = serve(false);
    const Result<ProbeResult> found = probe(*server, {});
    m_clockOffsetMs = 0;
    QVERIFY2(found, found ? "" : qPrintable(describe(found.error())));
    // A header has whole seconds, and a busy machine answers late.
    QVERIFY2(qAbs(found->clockOffsetMs - offsetMs) < 10000,
             qPrintable(QString::number(found->clockOffsetMs)));
}

void TestConnectionProbe::pathsTellInstancesApart()
{
    m_superUser = true;
    const auto server = serve(false);
    const QString root = server->url().toString().chopped(1);
    QCOMPARE(probe(*server, {})->info.url, root);
    ConnectionSettings settings;
    settings.url = root + QStringLiteral("/a/");
    QCOMPARE(probe(*server, settings)->info.url, root + QStringLiteral("/a"));
    QVERIFY(server->requests.constLast().head.startsWith("POST /a/ "));
}

/// They stand in the log, where nothing else says what they are about.
void TestConnectionProbe::stagesAreToldInSentences()
{
    m_superUser = true;
    const auto server = serve(false);
    ConnectionProbe probe;
    QStringList told;
    QObject::connect(&probe, &ConnectionProbe::stageChanged, this, [&told](const StageResult &stage) {
        if (stage.state == StepState::Done)
            told.append(stage.text);
    });
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    ConnectionSettings settings;
    settings.url = server->url().toString();
    settings.user = QStringLiteral("admin");
    settings.password = Secret(u"secret");
    probe.run(settings, ConnectStage::Rights);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(told.size() >= 3);
    QCOMPARE(told.at(0), QStringLiteral("The server at %1 answers.").arg(settings.url.chopped(1)));
    for (const QString &text : std::as_const(told)) {
        QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
        QVERIFY2(text.count(QLatin1Char(' ')) >= 3, qPrintable(text));
    }
}

void TestConnectionProbe::mqttHasAPinOfItsOwn()
{
    m_superUser = true;
    m_mqttPorts = R"({"port":1883,"securePort":8883})";
    const auto server = serve(true);
    ConnectionSettings settings;
    settings.trust.pin =
        QSslCertificate::fromPath(m_files.serverFile()).value(0).digest(QCryptographicHash::Sha256);
    Result<ProbeResult> found = probe(*server, settings);
    QVERIFY2(found, found ? "" : qPrintable(describe(found.error())));
    QVERIFY(found->mqtt.tls.enabled);
    // Another certificate there has not "changed"; the same one is accepted.
    QVERIFY(found->mqtt.tls.pin.isEmpty());
    QCOMPARE(found->mqtt.tls.known, settings.trust.pin);
    QCOMPARE(found->endpoint.tls.pin, settings.trust.pin);

    settings.mqttTrust = LinkTrust();
    settings.mqttTrust->pin = QByteArray(32, '\x5a');
    found = probe(*server, settings);
    QVERIFY2(found, found ? "" : qPrintable(describe(found.error())));
    QCOMPARE(found->mqtt.tls.pin, settings.mqttTrust->pin);
    QVERIFY(found->mqtt.tls.known.isEmpty());
    QCOMPARE(found->endpoint.tls.pin, settings.trust.pin);
}

SYSPULSE_TEST(TestConnectionProbe)
#include "tst_connectionprobe.moc"
