// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/canary.h"
#include "tests/integration/ctl.h"
#include "tests/support/meddlingproxy.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace syspulse;
using namespace syspulse::test;

/// The canary against a real HarperDB: what it measures, and that nothing of it stays.
class TestCanaryServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void initTestCase();
    void init();
    void everyPhaseHasATime_data();
    void everyPhaseHasATime();
    void noRecordIsMade();
    void noConnectionIsLeft();
    void aBrokerThatIsAway();
    void aBrokerThatDoesNotAnswer_data();
    void aBrokerThatDoesNotAnswer();
    void aUserWhoMayNotRead();
    void anUpdaterPublishesWhereItMay();

private:
    MqttEndpoint endpoint() const;
    /// One round; an empty one when it did not end.
    CanaryRound round(const MqttEndpoint &endpoint, int longestMs = CanaryProbe::longestMs);
    QJsonValue describeSys();
    int connections();

    HarperFixture m_harper{HarperOptions{.threads = 2, .content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<OperationsClient> m_client;
    const QString m_topic = QStringLiteral("sys/") + SysLayout().canaryId;
};

void TestCanaryServer::initTestCase_data()
{
    QTest::addColumn<MqttBackend>("backend");
    for (const MqttBackend each : availableMqttBackends())
        QTest::newRow(qPrintable(mqttBackendName(each))) << each;
}

void TestCanaryServer::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
}

void TestCanaryServer::init()
{
    HarperEndpoint operations;
    operations.url = m_harper.opsUrl();
    operations.user = m_harper.user();
    operations.password = Secret(m_harper.password());
    m_client = std::make_unique<OperationsClient>(operations);
}

MqttEndpoint TestCanaryServer::endpoint() const
{
    MqttEndpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = m_harper.mqttPort();
    endpoint.user = m_harper.user();
    endpoint.password = Secret(m_harper.password());
    return endpoint;
}

CanaryRound TestCanaryServer::round(const MqttEndpoint &endpoint, int longestMs)
{
    QFETCH_GLOBAL(MqttBackend, backend);
    CanaryProbe probe(m_client.get(), backend, m_topic);
    probe.setLongest(longestMs);
    std::optional<CanaryRound> round;
    probe.run(endpoint, [&](const CanaryRound &result) { round = result; });
    const bool ended = QTest::qWaitFor([&] { return round.has_value(); }, test::patienceMs);
    return ended ? *round : CanaryRound();
}

/// What the server says of the table, without what changes by itself.
QJsonValue TestCanaryServer::describeSys()
{
    const QJsonObject table = m_harper.http()
                                  .operation({{QStringLiteral("operation"), QStringLiteral("describe_table")},
                                              {QStringLiteral("database"), QStringLiteral("data")},
                                              {QStringLiteral("table"), QStringLiteral("sys")}})
                                  .json()
                                  .toObject();
    return table[QLatin1String("record_count")];
}

int TestCanaryServer::connections()
{
    return int(m_harper.records(QStringLiteral("sys_sessions")).size());
}

void TestCanaryServer::everyPhaseHasATime_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void TestCanaryServer::everyPhaseHasATime()
{
    QFETCH(bool, tls);
    MqttEndpoint where = endpoint();
    if (tls) {
        where.port = m_harper.mqttsPort();
        where.tls.enabled = true;
        where.tls.verifyPeer = false;
    }
    const CanaryRound result = round(where);
    for (const CanaryPhase phase : canaryPhases) {
        const CanaryMeasure &measure = result[phase];
        const bool expected = tls || phase != CanaryPhase::Tls;
        QCOMPARE(measure.expected, expected);
        QVERIFY2(measure.isKnown() == expected,
                 qPrintable(canaryPhaseName(phase) + QStringLiteral(": ") + measure.unknown));
        QVERIFY(measure.ms.value_or(1) > 0);
    }
    QVERIFY(!result.firstFailure());
    QVERIFY(result.worker);
    const QJsonArray threads = m_harper.records(QStringLiteral("sys_threads"));
    QVERIFY(std::any_of(threads.cbegin(), threads.cend(), [&](const QJsonValue &thread) {
        return thread[QLatin1String("thread")].toInt(-1) == *result.worker;
    }));
}

void TestCanaryServer::noRecordIsMade()
{
    MosquittoClients clients(m_harper.mqttBroker());
    auto *tree = clients.subscribe({QStringLiteral("$SYS/#")});
    auto *table = clients.subscribe({QStringLiteral("sys/#")});
    QVERIFY(tree->waitSubscribed() && table->waitSubscribed());
    const QJsonArray before = m_harper.records(QStringLiteral("sys"));
    const QJsonValue countBefore = describeSys();
    for (int i = 0; i < 5; ++i)
        QVERIFY(!round(endpoint()).firstFailure());
    QCOMPARE(m_harper.records(QStringLiteral("sys")), before);
    QCOMPARE(describeSys(), countBefore);
    const auto isCanary = [this](const QByteArray &line) { return line.contains(m_topic.toUtf8()); };
    const auto count = [&isCanary](auto *subscriber) {
        const QByteArrayList lines = subscriber->lines();
        return std::count_if(lines.cbegin(), lines.cend(), isCanary);
    };
    // Who subscribes to the table's topics sees it pass; who comes later, and who reads $SYS, does not.
    QTRY_COMPARE(count(table), 5);
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
    QVERIFY(tree->waitForLine(
        [](const QByteArray &line) { return line.startsWith("$SYS/broker/syspulse/updater/heartbeat"); }));
    const QByteArrayList seen = tree->lines();
    QVERIFY(std::none_of(seen.cbegin(), seen.cend(),
                         [](const QByteArray &line) { return line.contains("canary"); }));
    auto *late = clients.subscribe({QStringLiteral("sys/#")});
    QVERIFY(late->waitSubscribed());
    QVERIFY(late->waitForLine([](const QByteArray &line) { return line.contains("updater_heartbeat"); }));
    QCOMPARE(count(late), 0);
}

void TestCanaryServer::noConnectionIsLeft()
{
    QTRY_COMPARE(connections(), 0);
    QFETCH_GLOBAL(MqttBackend, backend);
    CanaryProbe probe(m_client.get(), backend, m_topic);
    bool told = false;
    for (int i = 0; i < 3; ++i)
        QVERIFY(!round(endpoint()).firstFailure());
    QTRY_COMPARE(connections(), 0);
    probe.run(endpoint(), [&told](const CanaryRound &) { told = true; });
    probe.cancel();
    QTRY_COMPARE(connections(), 0);
    QVERIFY(!told);
}

void TestCanaryServer::aBrokerThatIsAway()
{
    MeddlingProxy proxy(m_harper.mqttPort());
    QVERIFY(proxy.listen());
    MqttEndpoint where = endpoint();
    where.port = proxy.port();
    QVERIFY(!round(where).firstFailure());
    proxy.close();
    const CanaryRound away = round(where);
    QCOMPARE(away.firstFailure(), std::optional(CanaryPhase::Tcp));
    QVERIFY(!away[CanaryPhase::Arrival].isKnown() && !away[CanaryPhase::Arrival].unknown.isEmpty());
    QVERIFY(away[CanaryPhase::Operations].isKnown());
    QVERIFY(proxy.listen());
    QVERIFY(!round(where).firstFailure());
}

void TestCanaryServer::aBrokerThatDoesNotAnswer_data()
{
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<CanaryPhase>("first");
    QTest::newRow("CONNECT") << QByteArray("MQTT") << CanaryPhase::Connect;
    QTest::newRow("PINGREQ") << QByteArray("\xc0\x00", 2) << CanaryPhase::Ping;
    QTest::newRow("PUBLISH") << QByteArray("Sent by SysPulse") << CanaryPhase::Acknowledge;
}

void TestCanaryServer::aBrokerThatDoesNotAnswer()
{
    QFETCH(QByteArray, to);
    QFETCH(CanaryPhase, first);
    MeddlingProxy proxy(m_harper.mqttPort());
    QVERIFY(proxy.listen());
    proxy.holdAnswersTo({to});
    MqttEndpoint where = endpoint();
    where.port = proxy.port();
    const CanaryRound result = round(where, 3000);
    QCOMPARE(proxy.held(), 1);
    QCOMPARE(result.firstFailure(), std::optional(first));
    for (const CanaryPhase phase : {CanaryPhase::Tcp, CanaryPhase::Connect, CanaryPhase::Ping,
                                    CanaryPhase::Acknowledge, CanaryPhase::Arrival})
        QCOMPARE(result[phase].isKnown(), phase < first);
    QVERIFY(result[CanaryPhase::Operations].isKnown());
}

void TestCanaryServer::aUserWhoMayNotRead()
{
    const QString name = QStringLiteral("writes_only");
    const QJsonObject sys{{QStringLiteral("read"), false},
                          {QStringLiteral("insert"), true},
                          {QStringLiteral("update"), true},
                          {QStringLiteral("delete"), false},
                          {QStringLiteral("attribute_permissions"), QJsonArray()}};
    const QJsonObject data{{QStringLiteral("tables"), QJsonObject{{QStringLiteral("sys"), sys}}}};
    m_harper.http().operation(
        {{QStringLiteral("operation"), QStringLiteral("add_role")},
         {QStringLiteral("role"), name},
         {QStringLiteral("permission"),
          QJsonObject{{QStringLiteral("super_user"), false}, {QStringLiteral("data"), data}}}});
    m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("add_user")},
                               {QStringLiteral("role"), name},
                               {QStringLiteral("username"), name},
                               {QStringLiteral("password"), name},
                               {QStringLiteral("active"), true}});
    MqttEndpoint where = endpoint();
    where.user = name;
    where.password = Secret(QStringView(name));
    const CanaryRound result = round(where);
    QCOMPARE(result.firstFailure(), std::optional(CanaryPhase::Arrival));
    QVERIFY(result[CanaryPhase::Acknowledge].isKnown());
    QVERIFY2(result[CanaryPhase::Arrival].unknown.contains(QLatin1String("refused the subscription")),
             qPrintable(result[CanaryPhase::Arrival].unknown));
    QVERIFY(!result.worker);
}

void TestCanaryServer::anUpdaterPublishesWhereItMay()
{
    const QString topic = QStringLiteral("$SYS/broker/syspulse/canary/");
    const auto run = [this](const QStringList &more) {
        return m_ctl->start(
            QStringList{QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")} + more);
    };
    {
        const auto updater = run({QStringLiteral("--canary")});
        for (const char *name :
             {"tcp/p50", "connect/p99", "ping/p50", "puback/p50", "arrival/p99", "operations/p50", "worker"})
            QTRY_VERIFY2(m_ctl->value(topic + QLatin1String(name)).is_number(), name);
        QVERIFY(m_ctl->value(topic + QStringLiteral("tls/p50")).is_null());
        QVERIFY(m_ctl->value(topic + QStringLiteral("failed")) == 0);
        const QJsonArray records = m_harper.records(QStringLiteral("sys"));
        const auto ping = std::find_if(records.cbegin(), records.cend(), [&](const QJsonValue &record) {
            return record[QLatin1String("topic")].toString() == topic + QStringLiteral("ping/p50");
        });
        QVERIFY(ping != records.cend());
        QCOMPARE((*ping)[QLatin1String("source")], QJsonValue(QStringLiteral("probe")));
        QCOMPARE((*ping)[QLatin1String("unit")], QJsonValue(QStringLiteral("milliseconds")));
        // Its PUBLISH is among SysPulse's own, once at least.
        const Json own = m_ctl->value(QStringLiteral("$SYS/broker/syspulse/own/publish/messages/received"));
        QVERIFY2(own.is_number() && own >= 1, own.dump().c_str());
        updater->terminate();
        QVERIFY(updater->waitForFinished(test::patienceMs));
    }
    // What nobody measures is not known any more.
    const auto updater = run({});
    QTRY_VERIFY(m_ctl->value(topic + QStringLiteral("ping/p50")).is_null());
    QVERIFY(m_ctl->value(topic + QStringLiteral("rounds")).is_null());
    updater->terminate();
    QVERIFY(updater->waitForFinished(test::patienceMs));
}

SYSPULSE_TEST(TestCanaryServer)
#include "tst_canaryserver.moc"
