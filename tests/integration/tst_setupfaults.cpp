// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/setup/liveproof.h"
#include "tests/integration/ctl.h"
#include "tests/support/logcapture.h"
#include "tests/support/meddlingproxy.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What can be wrong on the other side, each with a message that says so.
class TestSetupFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void wrongPorts();
    void httpsOnAPlainPort();
    void notAHarper();
    void silentServer();
    void foreignTable();
    void foreignComponent();
    void brokerVanishesInMidSetup();
    void completesAfterwards();
    void theProofWaitsForMqtt_data();
    void theProofWaitsForMqtt();
    void analyticsOff();

private:
    QJsonValue op(const QJsonObject &body) { return m_harper->http().operation(body).json(); }

    std::unique_ptr<HarperFixture> m_harper;
    std::unique_ptr<Ctl> m_ctl;
};

void TestSetupFaults::initTestCase()
{
    m_harper = std::make_unique<HarperFixture>();
    QVERIFY2(m_harper->startAndWait(), qPrintable(m_harper->errorString()));
    m_ctl = std::make_unique<Ctl>(*m_harper);
}

void TestSetupFaults::wrongPorts()
{
    Ctl ctl(*m_harper);
    // The HTTP port is HarperDB too, but not its operations API.
    ctl.setUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_harper->httpPort()));
    auto outcome = ctl.run({QStringLiteral("status")});
    QVERIFY2(outcome.exitCode == 1 || outcome.exitCode == 4, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty());
    // The MQTT port closes the connection, or says nothing.
    ctl.setUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_harper->mqttPort()));
    outcome = ctl.run({QStringLiteral("status")});
    QVERIFY2(outcome.exitCode == 3 || outcome.exitCode == 1, outcome.err.constData());
    ctl.setUrl(QStringLiteral("http://127.0.0.1:9"));
    outcome = ctl.run({QStringLiteral("status")});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("Nothing listens"), outcome.err.constData());
    // A given MQTT port that is wrong is named in the proof.
    outcome = m_ctl->run({QStringLiteral("watch"), QStringLiteral("--mqtt"), QStringLiteral("127.0.0.1:9")});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("127.0.0.1"), outcome.err.constData());
}

void TestSetupFaults::httpsOnAPlainPort()
{
    Ctl ctl(*m_harper);
    QUrl url = m_harper->opsUrl();
    url.setScheme(QStringLiteral("https"));
    ctl.setUrl(url.toString());
    const auto outcome = ctl.run({QStringLiteral("status")});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("http://"), outcome.err.constData());
}

void TestSetupFaults::notAHarper()
{
    QTcpServer server; // a web server that answers everything with a page
    server.listen(QHostAddress::LocalHost);
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>");
            socket->disconnectFromHost();
        });
    });
    Ctl ctl(*m_harper);
    ctl.setUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
    const auto process = ctl.start({QStringLiteral("status")});
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitCode(), 1);
    QVERIFY(process->readAllStandardError().contains("HarperDB operations API"));
}

void TestSetupFaults::silentServer()
{
    QTcpServer server; // accepts, and says nothing
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Ctl ctl(*m_harper);
    ctl.setUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
    const auto outcome =
        ctl.run({QStringLiteral("--timeout"), QStringLiteral("2s"), QStringLiteral("status")});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("did not answer within 2 s"), outcome.err.constData());
}

void TestSetupFaults::foreignTable()
{
    op({{QStringLiteral("operation"), QStringLiteral("create_table")},
        {QStringLiteral("database"), QStringLiteral("data")},
        {QStringLiteral("table"), QStringLiteral("sys")},
        {QStringLiteral("primary_key"), QStringLiteral("id")}});
    op({{QStringLiteral("operation"), QStringLiteral("insert")},
        {QStringLiteral("database"), QStringLiteral("data")},
        {QStringLiteral("table"), QStringLiteral("sys")},
        {QStringLiteral("records"),
         QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("theirs")}}}}});
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QCOMPARE(setup.exitCode, 6);
    QVERIFY2(setup.err.contains("did not make"), setup.err.constData());
    // Neither setup nor undo has touched anything.
    QCOMPARE(m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")}).exitCode, 0);
    const QJsonValue records = op({{QStringLiteral("operation"), QStringLiteral("search_by_id")},
                                   {QStringLiteral("database"), QStringLiteral("data")},
                                   {QStringLiteral("table"), QStringLiteral("sys")},
                                   {QStringLiteral("ids"), QJsonArray{QStringLiteral("theirs")}},
                                   {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}});
    QCOMPARE(records.toArray().size(), 1);
    QVERIFY(op({{QStringLiteral("operation"), QStringLiteral("get_components")}})[QStringLiteral("entries")]
                .toArray()
                .isEmpty());
    op({{QStringLiteral("operation"), QStringLiteral("drop_table")},
        {QStringLiteral("database"), QStringLiteral("data")},
        {QStringLiteral("table"), QStringLiteral("sys")}});
}

void TestSetupFaults::foreignComponent()
{
    op({{QStringLiteral("operation"), QStringLiteral("set_component_file")},
        {QStringLiteral("project"), QStringLiteral("syspulse")},
        {QStringLiteral("file"), QStringLiteral("config.yaml")},
        {QStringLiteral("payload"), QStringLiteral("rest: true\n")}});
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QCOMPARE(setup.exitCode, 6);
    QVERIFY2(setup.err.contains("did not make"), setup.err.constData());
    op({{QStringLiteral("operation"), QStringLiteral("drop_component")},
        {QStringLiteral("project"), QStringLiteral("syspulse")}});
}

void TestSetupFaults::brokerVanishesInMidSetup()
{
    const auto process = m_ctl->start({QStringLiteral("setup"), QStringLiteral("--json")});
    QByteArray output;
    QTRY_VERIFY(
        (output += process->readAllStandardOutput()).contains("\"step\":\"component\",\"state\":\"done\""));
    m_harper->kill9();
    QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 150000);
    output += process->readAllStandardOutput();
    QCOMPARE(process->exitCode(), 3);
    QVERIFY2(output.contains("\"state\":\"failed\""), output.constData());
    // What is left half made is reported, with what to do.
    QVERIFY2(output.contains("left on the server"), output.constData());
}

void TestSetupFaults::completesAfterwards()
{
    QVERIFY2(m_harper->restartProcess() && m_harper->waitReady(), qPrintable(m_harper->errorString()));
    const auto outcome = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
}

void TestSetupFaults::theProofWaitsForMqtt_data()
{
    QTest::addColumn<int>("backend");
    for (const MqttBackend backend : availableMqttBackends())
        QTest::newRow(qPrintable(mqttBackendName(backend))) << int(backend);
}

void TestSetupFaults::theProofWaitsForMqtt()
{
    QFETCH(int, backend);
    MeddlingProxy proxy(m_harper->mqttPort());
    QVERIFY(proxy.listen());
    proxy.close(); // as after a restart of the workers: its port refuses
    HarperEndpoint operations;
    operations.url = m_harper->opsUrl();
    operations.user = m_harper->user();
    operations.password = Secret(m_harper->password());
    OperationsClient client(operations);
    MqttEndpoint mqtt;
    mqtt.host = QStringLiteral("127.0.0.1");
    mqtt.port = proxy.port();
    mqtt.user = operations.user;
    mqtt.password = operations.password;
    const LogCapture log;
    QString logged;
    QStringList ends;
    bool proved = false;
    LiveProof proof(&client, SysLayout(), MqttBackend(backend));
    proof.run(mqtt, [&](const Result<QString> &result) {
        proved = result.has_value();
        ends.append(outcome(result));
    });
    QTRY_VERIFY_WITH_TIMEOUT((logged += log.text()).contains(QLatin1String("the proof is tried again")) ||
                                 !ends.isEmpty(),
                             LiveProof::timeoutMs);
    QVERIFY2(ends.isEmpty(), qPrintable(ends.join(QLatin1Char(' '))));
    QVERIFY(proxy.listen());
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 2 * LiveProof::timeoutMs);
    QVERIFY2(proved, qPrintable(ends.constFirst()));
    for (const QJsonValue &record : m_harper->records(QStringLiteral("sys")))
        QVERIFY(!record[QStringLiteral("id")].toString().contains(QLatin1String("proof")));
}

void TestSetupFaults::analyticsOff()
{
    const QString heap = QStringLiteral("$SYS/broker/heap/current");
    QTRY_VERIFY(m_ctl->run({QStringLiteral("update")}).exitCode == 0 && m_ctl->value(heap).is_number());
    op({{QStringLiteral("operation"), QStringLiteral("set_configuration")},
        {QStringLiteral("analytics_aggregatePeriod"), -1}});
    m_harper->stop();
    QVERIFY2(m_harper->restartProcess() && m_harper->waitReady(), qPrintable(m_harper->errorString()));
    // HarperDB takes a negative period for a timer of 1 ms: its main thread is busy without end, and each
    // answer takes a second, or several beside other tests.
    const QStringList patient{QStringLiteral("--timeout"), QStringLiteral("2m")};
    const auto setup = m_ctl->run(patient + QStringList{QStringLiteral("setup")}, 400000);
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    QVERIFY2(setup.out.contains("switched off"), setup.out.constData());
    const auto status =
        m_ctl->run(patient + QStringList{QStringLiteral("status"), QStringLiteral("--json")}, 400000);
    QVERIFY2(status.exitCode == 0, status.all().constData());
    const QList<Json> objects = status.objects();
    QCOMPARE(objects.size(), 1);
    const Json *values = member(objects.first(), "values");
    const Json *sources = member(objects.first(), "sources");
    QVERIFY2(values != nullptr && sources != nullptr, status.out.constData());
    QVERIFY(values->contains("$SYS/broker/uptime"));
    QCOMPARE(textAt(*sources, "$SYS/broker/messages/received"), QStringLiteral("wire"));
    // What was known before is unknown now, neither zero nor what it was.
    const Json *unknown = member(*values, heap.toUtf8().constData());
    QVERIFY2(unknown != nullptr && unknown->is_null(), status.out.constData());
}

SYSPULSE_TEST(TestSetupFaults)
#include "tst_setupfaults.moc"
