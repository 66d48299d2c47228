// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/rolerights.h"
#include "core/setup/setuprunner.h"
#include "core/setup/updaterrole.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper5.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// The role for updaters, which Harper 5 can have and tests cannot install: by what its documentation says.
class TestUpdaterRole : public QObject
{
    Q_OBJECT

private slots:
    void aRoleOfSingleOperationsMayUpdate_data();
    void aRoleOfSingleOperationsMayUpdate();
    void theRoleNamesWhatAnUpdaterAsksFor();
    void anUpdaterAsksForNothingElse();
    void everyOperationIsNeeded();
    void theRoleIsEnough();
    void setupMakesTheRole();
};

void TestUpdaterRole::aRoleOfSingleOperationsMayUpdate_data()
{
    QTest::addColumn<QByteArray>("permission");
    QTest::addColumn<bool>("may");
    QByteArray all;
    for (const QString &name : updaterOperations())
        all += (all.isEmpty() ? QByteArray("\"") : QByteArray(",\"")) + name.toUtf8() + '"';
    const auto with = [](const QByteArray &operations) -> QByteArray {
        return R"({"operations":[)" + operations + "]}";
    };
    QTest::newRow("super user") << QByteArray(R"({"super_user":true})") << true;
    QTest::newRow("plain user") << QByteArray(R"({"data":{"tables":{}}})") << false;
    QTest::newRow("all of them") << with(all) << true;
    QTest::newRow("one less") << with(QByteArray(all).replace("\"upsert\",", "")) << false;
    QTest::newRow("the group") << with(R"("standard_user")") << false;
    QTest::newRow("the group and what it lacks")
        << with(
               R"("standard_user","get_configuration","get_status","registration_info","system_information")")
        << true;
    QTest::newRow("a group that only reads")
        << with(R"("read_only","get_configuration","get_status","registration_info","system_information")")
        << false;
    QTest::newRow("nonsense") << QByteArray(R"({"operations":{"a":1}})") << false;
    QTest::newRow("numbers") << QByteArray(R"({"operations":[1,null]})") << false;
}

void TestUpdaterRole::aRoleOfSingleOperationsMayUpdate()
{
    QFETCH(QByteArray, permission);
    const Result<UserInfo> user =
        decodeUserInfo(*parseJson(R"({"username":"u","role":{"role":"r","permission":)" + permission + "}}"));
    QVERIFY2(user, qPrintable(user ? QString() : describe(user.error())));
    QTEST(mayUpdate(*user), "may");
}

void TestUpdaterRole::theRoleNamesWhatAnUpdaterAsksFor()
{
    const OrderedJson role = updaterRole(SysLayout());
    QCOMPARE(role.at("operation").get<std::string>(), std::string("add_role"));
    const OrderedJson &permission = role.at("permission");
    QCOMPARE(permission.at("super_user").get<bool>(), false);
    QStringList operations;
    for (const OrderedJson &name : permission.at("operations"))
        operations.append(QString::fromStdString(name.get<std::string>()));
    QCOMPARE(operations, updaterOperations());
    QVERIFY(!operations.contains(QStringLiteral("set_component_file")));
    QVERIFY(!operations.contains(QStringLiteral("restart_service")));
    const OrderedJson &tables = permission.at("data").at("tables");
    QCOMPARE(tables.size(), size_t(4));
    QVERIFY(tables.at("sys").at("insert").get<bool>() && tables.at("sys_control").at("update").get<bool>());
    QVERIFY(!tables.at("sys_threads").at("insert").get<bool>());
    QVERIFY(!tables.at("sys_sessions").at("update").get<bool>());
    QVERIFY(!tables.contains("sys_commands") && !tables.contains("sys_traces"));
    QVERIFY(permission.at("system").at("tables").at("hdb_raw_analytics").at("read").get<bool>());
}

void TestUpdaterRole::anUpdaterAsksForNothingElse()
{
    FakeSetupServer server;
    installOn(server);
    answerAs(server, "5.1.14");
    OperationsClient client(server.endpoint());
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    QSignalSpy finished(&updater, &UpdaterService::runFinished);
    for (int cycle = 1; cycle <= 3; ++cycle) {
        updater.runNow(QStringLiteral("test"));
        QVERIFY(holdsSoon([&] { return finished.size() == cycle; }));
    }
    QVERIFY(server.operations.contains(QStringLiteral("upsert"))); // it got that far
    for (const QString &operation : std::as_const(server.operations))
        QVERIFY2(updaterOperations().contains(operation), qPrintable(operation));
}

void TestUpdaterRole::everyOperationIsNeeded()
{
    FakeSetupServer server;
    installOn(server);
    server.listsRecords = true;
    answerAs(server, "5.1.14");
    OperationsClient client(server.endpoint());
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    QSignalSpy finished(&updater, &UpdaterService::runFinished);
    for (int cycle = 1; cycle <= 3; ++cycle) {
        updater.runNow(QStringLiteral("test"));
        QVERIFY(holdsSoon([&] { return finished.size() == cycle; }));
    }
    // What it asks for beside that: at its login, where there are analytics, after a long gap of theirs, and
    // while the component counts on the wire.
    int answers = 0;
    client.userInfo(&client, [&answers](const auto &) { ++answers; });
    client.rawAnalytics(0, 1, &client, [&answers](const auto &) { ++answers; });
    client.aggregates(QStringLiteral("connection"), 0, 1, &client, [&answers](const auto &) { ++answers; });
    const SysLayout layout;
    client.recordAndOthers({layout.database, layout.stateTable, Lease::recordId(), Lease::attributes(),
                            layout.threadsTable, ThreadRecord::attributes(true)},
                           &client, [&answers](const auto &) { ++answers; });
    QVERIFY(holdsSoon([&] { return answers == 4; }));
    QStringList asked = server.operations;
    asked.removeDuplicates();
    asked.sort();
    QCOMPARE(asked.join(QLatin1Char(' ')), updaterOperations().join(QLatin1Char(' ')));
}

/// What a server refuses to who has the role, in the words of HarperDB 4.7.29, whose rules for tables Harper
/// 5 kept: a table that the role must not see is said not to exist.
void TestUpdaterRole::theRoleIsEnough()
{
    const Json permission = *parseJson(dumpJson(updaterRole(SysLayout()).at("permission")));
    FakeSetupServer server;
    installOn(server);
    server.listsRecords = true;
    answerAs(server, "5.1.14");
    QStringList refused;
    server.instead = [&, others = server.instead](const QString &operation,
                                                  int number) -> std::optional<QByteArray> {
        const Json body = *parseJson(server.bodies.constLast());
        const Json *database = member(permission, textOr(body, "database").toUtf8().constData());
        const Json *tables = database != nullptr ? member(*database, "tables") : nullptr;
        const QByteArray table = textOr(body, "table").toUtf8();
        const Json *rights = tables != nullptr ? member(*tables, table.constData()) : nullptr;
        const char *needed = operation == QLatin1String("upsert")   ? "update"
                             : operation == QLatin1String("delete") ? "delete"
                                                                    : "read";
        const bool ofTable =
            !table.isEmpty() && table != "hdb_raw_analytics" && table != "hdb_durable_session";
        const bool may = updaterOperations().contains(operation) &&
                         (!ofTable || (rights != nullptr && boolAt(*rights, needed).value_or(false)));
        if (may)
            return others(operation, number);
        refused.append(operation + QLatin1Char(' ') + QString::fromUtf8(table));
        return FakeHttpServer::reply(403, R"({"error":"not authorized","unauthorized_access":[],)"
                                          R"("invalid_schema_items":["Table 'data.)" +
                                              table + R"(' does not exist"]})");
    };
    OperationsClient client(server.endpoint());
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    QSignalSpy finished(&updater, &UpdaterService::runFinished);
    for (int cycle = 1; cycle <= 3; ++cycle) {
        updater.runNow(QStringLiteral("test"));
        QVERIFY(holdsSoon([&] { return finished.size() == cycle; }));
        const auto report = finished.constLast().at(0).value<RunReport>();
        QVERIFY2(report.outcome == RunOutcome::Updated, qPrintable(describe(report.error)));
    }
    // It looks for the state of an earlier version, and makes do without it.
    refused.removeDuplicates();
    QVERIFY(refused.size() > 0);
    for (const QString &each : std::as_const(refused))
        QVERIFY2(each.endsWith(QLatin1String(" sys_state")), qPrintable(each));
}

void TestUpdaterRole::setupMakesTheRole()
{
    FakeSetupServer server;
    installOn(server);
    answerAs(server, "5.1.14");
    OperationsClient client(server.endpoint());
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
    runner.setRestartPace({0, 0});
    runner.choose({.roles = {SetupRole::Updater}});
    std::optional<StepState> state;
    connect(&runner, &SetupRunner::stepChanged, this, [&state](const SetupStep &step) {
        if (step.part == SetupPart::UpdaterRole && step.state != StepState::Running)
            state = step.state;
    });
    runner.apply({});
    QVERIFY(holdsSoon([&] { return state.has_value(); }));
    QCOMPARE(*state, StepState::Done);
    QCOMPARE(server.roles.value(QStringLiteral("syspulse_updater")).permission,
             dumpJson(*parseJson(dumpJson(updaterRole(SysLayout()).at("permission")))));
    runner.cancel();
}

SYSPULSE_TEST(TestUpdaterRole)
#include "tst_updaterrole.moc"
