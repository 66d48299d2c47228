// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/product.h"
#include "core/metrics/metrics.h"
#include "core/setup/setuprunner.h"
#include "tests/mqtt/fakebroker.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper5.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Where Harper 5 differs from HarperDB, as it was measured with 5.1.14, which tests cannot install.
class TestHarper5 : public QObject
{
    Q_OBJECT

private slots:
    void itHasAnotherName_data();
    void itHasAnotherName();
    void aRestartOfManyWorkersIsToldAsSuch();
    void registrationInfoMayBeMissing();
    void errorsMayBeProblemObjects();
    void rawAnalyticsAreReliedOnAsLongAsTheyAreKept_data();
    void rawAnalyticsAreReliedOnAsLongAsTheyAreKept();
    void aShortRetentionIsFilledFromTheSums();
    void theStorageEngineIsKnown_data();
    void theStorageEngineIsKnown();
    void refusedMqttIsMendedByAnotherRestart_data();
    void refusedMqttIsMendedByAnotherRestart();
    void undoLooksForMqttToo_data();
    void undoLooksForMqttToo();
};

void TestHarper5::itHasAnotherName_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("name");
    for (const auto &[version, name] :
         {std::pair("4.4.18", "HarperDB 4.4.18"), std::pair("4.7.29", "HarperDB 4.7.29"),
          std::pair("5.1.14", "Harper 5.1.14"), std::pair("5.0.0-beta.1", "Harper 5.0.0-beta.1"),
          std::pair("10.2.0", "Harper 10.2.0"), std::pair("5", "Harper 5"), std::pair("", "HarperDB ")})
        QTest::newRow(version) << QString::fromLatin1(version) << QString::fromLatin1(name);
}

void TestHarper5::itHasAnotherName()
{
    QFETCH(QString, version);
    QTEST(productName(version), "name");
}

void TestHarper5::aRestartOfManyWorkersIsToldAsSuch()
{
    SetupFacts facts;
    facts.user = {QStringLiteral("admin"), QStringLiteral("super_user"), true};
    facts.configuration.mqttPort = 1883;
    facts.configuration.threads = 16;
    const auto detail = [&facts](const char *version) {
        facts.version = QLatin1String(version);
        const SetupPlan plan = makeSetupPlan(facts, bundledComponent(), SysLayout());
        for (const SetupStep &step : plan.steps) {
            if (step.part == SetupPart::Restart)
                return step.detail;
        }
        return QString();
    };
    QVERIFY(detail("4.7.29").contains(QLatin1String("about 2 s")));
    QVERIFY(detail("5.1.14").contains(QLatin1String("The workers (16) restart one after the other")));
}

void TestHarper5::registrationInfoMayBeMissing()
{
    FakeSetupServer server;
    installOn(server);
    server.instead = [](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("registration_info"))
            return FakeHttpServer::reply(400, R"({"error":"Operation 'registration_info' not found"})");
        return std::nullopt;
    };
    OperationsClient client(server.endpoint());
    std::optional<Result<QString>> version;
    client.version(&client, [&](const Result<QString> &told) { version = told; });
    QVERIFY(holdsSoon([&] { return version.has_value(); }));
    QVERIFY2(*version, qPrintable(*version ? QString() : describe(version->error())));
    QCOMPARE(productName(**version), QStringLiteral("Harper 5"));
}

void TestHarper5::errorsMayBeProblemObjects()
{
    FakeSetupServer server;
    server.instead = [](const QString &, int) -> std::optional<QByteArray> {
        return FakeHttpServer::reply(404, R"({"type":"about:blank","title":"Not Found","status":404,)"
                                          R"("detail":"Table 'data.sys' does not exist"})");
    };
    OperationsClient client(server.endpoint());
    std::optional<Result<std::optional<TableInfo>>> table;
    client.describeTable(QStringLiteral("data"), QStringLiteral("sys"), &client,
                         [&](const Result<std::optional<TableInfo>> &told) { table = told; });
    QVERIFY(holdsSoon([&] { return table.has_value(); }));
    QVERIFY2(*table, qPrintable(*table ? QString() : describe(table->error())));
    QVERIFY(!**table); // which is an answer, not a failure
}

static ServerConfiguration configurationOf(const char *more)
{
    const QByteArray text = QByteArray(R"({"http":{"port":9926})") + more + '}';
    const Result<ServerConfiguration> decoded = decodeConfiguration(*parseJson(text));
    return decoded ? *decoded : ServerConfiguration();
}

void TestHarper5::rawAnalyticsAreReliedOnAsLongAsTheyAreKept_data()
{
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<qint64>("reliableMs");
    const qint64 minute = 60000;
    QTest::newRow("HarperDB 4") << QByteArray(R"(,"analytics":{"aggregatePeriod":60})") << 55 * minute;
    QTest::newRow("an hour") << QByteArray(R"(,"analytics":{"rawRetentionMs":3600000})") << 55 * minute;
    QTest::newRow("a day") << QByteArray(R"(,"analytics":{"rawRetentionMs":86400000})") << 55 * minute;
    QTest::newRow("for ever") << QByteArray(R"(,"analytics":{"rawRetentionMs":0})") << 55 * minute;
    QTest::newRow("half an hour") << QByteArray(R"(,"analytics":{"rawRetentionMs":1800000})") << 25 * minute;
    QTest::newRow("4 minutes") << QByteArray(R"(,"analytics":{"rawRetentionMs":240000})") << 3 * minute;
    QTest::newRow("nonsense") << QByteArray(R"(,"analytics":{"rawRetentionMs":-5})") << 55 * minute;
    QTest::newRow("text") << QByteArray(R"(,"analytics":{"rawRetentionMs":"soon"})") << 55 * minute;
    QTest::newRow("too much") << QByteArray(R"(,"analytics":{"rawRetentionMs":1e300})") << 55 * minute;
}

void TestHarper5::rawAnalyticsAreReliedOnAsLongAsTheyAreKept()
{
    QFETCH(QByteArray, told);
    QTEST(configurationOf(told.constData()).reliableRawMs(), "reliableMs");
}

void TestHarper5::aShortRetentionIsFilledFromTheSums()
{
    constexpr qint64 boot = 1'700'000'000'000;
    constexpr qint64 minute = 60000;
    ServerFacts facts;
    facts.serverTimeMs = boot + minute;
    facts.steadyMs = minute;
    Metrics metrics;
    metrics.begin(boot, facts);
    metrics.advance(facts);
    metrics.finish(facts, true, true);
    facts.serverTimeMs += 40 * minute;
    *facts.steadyMs += 40 * minute;
    QCOMPARE(metrics.begin(boot, facts), Metrics::Continuity::Continued);
    QVERIFY(!metrics.needsAggregates(facts)); // the rows of an hour are still there
    facts.reliableRawMs = 25 * minute;
    QVERIFY(metrics.needsAggregates(facts));
}

void TestHarper5::theStorageEngineIsKnown_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<StorageEngine>("engine");
    QTest::newRow("4") << QStringLiteral("4.7.29") << QByteArray() << StorageEngine::Lmdb;
    QTest::newRow("5") << QStringLiteral("5.1.14") << QByteArray() << StorageEngine::RocksDb;
    QTest::newRow("5 that says so") << QStringLiteral("5.1.14")
                                    << QByteArray(R"(,"storage":{"engine":"rocksdb"})")
                                    << StorageEngine::RocksDb;
    QTest::newRow("5 with LMDB") << QStringLiteral("5.1.14") << QByteArray(R"(,"storage":{"engine":"LMDB"})")
                                 << StorageEngine::Lmdb;
}

void TestHarper5::theStorageEngineIsKnown()
{
    QFETCH(QString, version);
    QFETCH(QByteArray, told);
    QTEST(storageEngineOf(configurationOf(told.constData()), version), "engine");
}

void TestHarper5::refusedMqttIsMendedByAnotherRestart_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("restarts");
    QTest::newRow("4.7.29") << QByteArray("4.7.29") << 0;
    QTest::newRow("5.1.14") << QByteArray("5.1.14") << 1;
}

/// Once; and a setup whose proof fails all the same has not succeeded.
void TestHarper5::refusedMqttIsMendedByAnotherRestart()
{
    QFETCH(QByteArray, version);
    QFETCH(int, restarts);
    FakeSetupServer server;
    installOn(server);
    answerAs(server, version);
    OperationsClient client(server.endpoint());
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
    runner.setRestartPace({0, 0});
    runner.setMqttPatience(0);
    QStringList told;
    QObject::connect(&runner, &SetupRunner::stepChanged, &runner,
                     [&told](const SetupStep &step) { told.append(step.detail); });
    QSignalSpy finished(&runner, &SetupRunner::finished);
    MqttEndpoint nobody;
    nobody.host = QStringLiteral("127.0.0.1");
    nobody.port = 1;
    nobody.user = QStringLiteral("admin");
    runner.apply(nobody);
    QVERIFY(holdsSoon([&] { return finished.size() == 1; }));
    QCOMPARE(finished.constFirst().at(1).toBool(), false);
    QCOMPARE(server.operations.count(QStringLiteral("restart_service")), restarts);
    QCOMPARE(int(told.filter(QStringLiteral("Restarting them once more")).size()), restarts);
}

void TestHarper5::undoLooksForMqttToo_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("answers");
    QTest::addColumn<int>("restarts");
    QTest::addColumn<bool>("succeeds");
    QTest::newRow("4.7.29, where nobody needs to look") << QByteArray("4.7.29") << false << 1 << true;
    QTest::newRow("5.1.14, MQTT answers") << QByteArray("5.1.14") << true << 1 << true;
    QTest::newRow("5.1.14, MQTT is refused") << QByteArray("5.1.14") << false << 2 << false;
}

void TestHarper5::undoLooksForMqttToo()
{
    QFETCH(QByteArray, version);
    QFETCH(bool, answers);
    FakeSetupServer server;
    installOn(server);
    answerAs(server, version);
    test::FakeBroker broker;
    OperationsClient client(server.endpoint());
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
    runner.setRestartPace({0, 0});
    runner.setMqttPatience(0);
    QSignalSpy finished(&runner, &SetupRunner::finished);
    MqttEndpoint endpoint = broker.endpoint();
    if (!answers)
        endpoint.port = 1;
    runner.undo(endpoint);
    QVERIFY(holdsSoon([&] { return finished.size() == 1; }));
    const auto error = finished.constFirst().at(2).value<Error>();
    QTEST(finished.constFirst().at(1).toBool(), "succeeds");
    QTEST(int(server.operations.count(QStringLiteral("restart_service"))), "restarts");
    QCOMPARE(error.message.contains(QLatin1String("Restart Harper itself")), version == "5.1.14" && !answers);
}

SYSPULSE_TEST(TestHarper5)
#include "tst_harper5.moc"
