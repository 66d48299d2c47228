// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/rolesteps.h"
#include "core/setup/setuprunner.h"
#include "core/setup/updaterrole.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesetupserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Roles with no more rights than needed: what they allow, when a setup makes them, and whose they are.
class TestSetupRoles : public QObject
{
    Q_OBJECT

private slots:
    void aReaderMayReadAndNothingElse();
    void whatAllowsTheSame_data();
    void whatAllowsTheSame();
    void stepsOfAPlan_data();
    void stepsOfAPlan();
    void onlyARoleIsAChangeOfSettings();
    void itIsMadeAndUndone();
    void aRoleThatAUserHasStays();
    void foreignRolesAreLeftAlone();
    void anOlderRoleIsRenewed();
    void whatTheServerHasIsReadBack();
    void serversWithoutOurRolesAreAskedNothing();

private:
    static QString reader() { return roleName(SetupRole::Reader); }
    static QByteArray rights(SetupRole role = SetupRole::Reader)
    {
        return dumpJson(*parseJson(dumpJson(rolePermission(role, SysLayout())))); // as the server sorts it
    }
    /// What an earlier version may have given.
    static QByteArray olderRights()
    {
        Json permission = *parseJson(rights());
        permission["data"]["tables"].erase("sys_topics_top");
        return dumpJson(permission);
    }

    /// A setup or an undo on @p server, until the first values are to be written or the end.
    struct Run
    {
        Run(FakeSetupServer &server, const QSet<SetupRole> &roles)
            : client(server.endpoint())
        {
            runner.setRestartPace({0, 0});
            runner.choose({.roles = roles});
            QObject::connect(&runner, &SetupRunner::stepChanged, &runner, [this](const SetupStep &step) {
                seeding = seeding || (step.part == SetupPart::Seed && step.state == StepState::Running);
                steps.insert(step.part, step);
            });
        }
        bool setUp()
        {
            QSignalSpy finished(&runner, &SetupRunner::finished);
            runner.apply({});
            return holdsSoon([&] { return seeding || !finished.isEmpty(); }) && seeding;
        }
        bool undo()
        {
            QSignalSpy finished(&runner, &SetupRunner::finished);
            runner.undo();
            return holdsSoon([&] { return !finished.isEmpty(); }) && finished.at(0).at(1).toBool();
        }
        SetupPlan plan()
        {
            std::optional<SetupPlan> made;
            const QObject context;
            QObject::connect(&runner, &SetupRunner::planReady, &context,
                             [&made](const SetupPlan &plan) { made = plan; });
            runner.plan();
            return holdsSoon([&] { return made.has_value(); }) ? *made : SetupPlan();
        }

        OperationsClient client;
        SystemClock clock;
        UpdaterService updater{&client, SysLayout(), &clock};
        SetupRunner runner{&client, &updater, SysLayout(), availableMqttBackends().constFirst()};
        bool seeding = false;
        QMap<SetupPart, SetupStep> steps;
    };
};

void TestSetupRoles::aReaderMayReadAndNothingElse()
{
    const Json permission = *parseJson(rights());
    QStringList tables;
    for (const auto &[name, value] : permission["data"]["tables"].items()) {
        tables.append(QString::fromStdString(name));
        QCOMPARE(dumpJson(value), QByteArray(R"({"attribute_permissions":[],"delete":false,"insert":false,)"
                                             R"("read":true,"update":false})"));
    }
    QCOMPARE(tables, (QStringList{QStringLiteral("sys"), QStringLiteral("sys_clients_top"),
                                  QStringLiteral("sys_sessions"), QStringLiteral("sys_storms"),
                                  QStringLiteral("sys_threads"), QStringLiteral("sys_topics_top")}));
    QCOMPARE(permission.size(), size_t(2)); // no other database, no operation, no structure_user
    QCOMPARE(permission["super_user"].get<bool>(), false);
}

void TestSetupRoles::whatAllowsTheSame_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const char *a, const char *b, bool same) {
        QTest::newRow(name) << QByteArray(a) << QByteArray(b) << same;
    };
    const char *table = R"({"data":{"tables":{"sys":{"read":true,"attribute_permissions":[]}}}})";
    row("the same", table, table, true);
    row("what is false", R"({"super_user":false,"data":{}})", R"({})", true);
    row("what HarperDB adds to a table", table,
        R"({"data":{"tables":{"sys":{"read":true,"describe":true,"insert":false,"attribute_permissions":[]}}}})",
        true);
    row("the order of operations", R"({"operations":["a","b"]})", R"({"operations":["b","a"]})", true);
    row("another operation", R"({"operations":["a","b"]})", R"({"operations":["a","c"]})", false);
    row("super user", R"({"super_user":true})", R"({})", false);
    row("structure user of all", R"({"structure_user":true})", R"({})", false);
    row("structure user of one", R"({"structure_user":["data"]})", R"({})", false);
    row("another right", table,
        R"({"data":{"tables":{"sys":{"read":true,"insert":true,"attribute_permissions":[]}}}})", false);
    row("another table", table, R"({"data":{"tables":{"sys":{"read":true},"x":{"read":true}}}})", false);
    row("fewer attributes", table,
        R"({"data":{"tables":{"sys":{"read":true,"attribute_permissions":[{"attribute_name":"id","read":true}]}}}})",
        false);
    row("a database that may be described", R"({"dev":{"describe":true}})", R"({})", false);
    row("no JSON", table, "read all", false);
}

void TestSetupRoles::whatAllowsTheSame()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(sameRights(a, b), "same");
    QTEST(sameRights(b, a), "same");
}

void TestSetupRoles::stepsOfAPlan_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<SetupRole>("role");
    QTest::addColumn<bool>("wanted");
    QTest::addColumn<QByteArray>("onServer"); // rights; empty: there is no such role
    QTest::addColumn<QByteArray>("noted");    // rights; empty: none are noted
    QTest::addColumn<QByteArray>("created");  // by the note
    QTest::addColumn<int>("state");           // -1: no step
    QTest::addColumn<QString>("says");
    const QString four = QStringLiteral("4.7.29");
    const QString five = QStringLiteral("5.1.14");
    const QByteArray none;
    const QByteArray other(R"({"super_user":false,"dev":{"tables":{}}})");
    const auto row = [](const char *name, const QString &version, SetupRole role, bool wanted,
                        const QByteArray &onServer, const QByteArray &noted, const QByteArray &created,
                        std::optional<StepState> state, const char *says = "") {
        QTest::newRow(name) << version << role << wanted << onServer << noted << created
                            << (state ? int(*state) : -1) << QString::fromLatin1(says);
    };
    const SetupRole reader = SetupRole::Reader;
    const SetupRole updater = SetupRole::Updater;
    using enum StepState;
    row("nobody wants one", four, reader, false, none, none, none, std::nullopt);
    row("somebody else has one, nobody wants it", four, reader, false, rights(), none, none, std::nullopt);
    row("wanted", four, reader, true, none, none, none, Needed, "may read data.sys, data.sys_sessions");
    row("wanted, with how to give it", four, reader, true, none, none, none, Needed,
        R"({"operation":"add_user","role":"syspulse_reader","username":"NAME","password":"PASSWORD",)"
        R"("active":true})");
    row("wanted, dropped by hand", four, reader, true, none, rights(), "7", Needed);
    row("dropped by hand", four, reader, false, none, rights(), "7", std::nullopt);
    row("ours", four, reader, false, rights(), rights(), "7", Done, "add_user");
    row("ours, made right before a kill", four, reader, false, rights(), rights(), none, Done);
    row("somebody's after a kill", four, reader, false, other, rights(), none, std::nullopt);
    row("somebody's, wanted", four, reader, true, other, none, none, Skipped, "did not make");
    row("somebody's with the same rights, wanted", four, reader, true, rights(), none, none, Done,
        "undo leaves it");
    row("made again by somebody", four, reader, true, other, rights(), "6", Skipped, "did not make");
    row("ours, of an earlier version", four, reader, false, olderRights(), olderRights(), "7", Needed,
        "An earlier version");
    row("ours, changed by hand", four, reader, false, other, rights(), "7", Skipped, "left alone");
    row("ours of an earlier version, changed by hand", four, reader, true, other, olderRights(), "7", Skipped,
        "left alone");
    row("an updater on HarperDB 4", four, updater, true, none, none, none, Blocked,
        "HarperDB 4.7.29 cannot have a role for updaters");
    row("an updater on HarperDB 4.4", QStringLiteral("4.4.18"), updater, true, none, none, none, Blocked,
        "by itself");
    row("an updater on Harper 5", five, updater, true, none, none, none, Needed,
        "write data.sys, data.sys_control");
    row("an updater on Harper 5, ours", five, updater, false, rights(updater), rights(updater), "7", Done);
}

void TestSetupRoles::stepsOfAPlan()
{
    QFETCH(QString, version);
    QFETCH(SetupRole, role);
    QFETCH(bool, wanted);
    QFETCH(QByteArray, onServer);
    QFETCH(QByteArray, noted);
    QFETCH(QByteArray, created);
    QFETCH(int, state);
    QFETCH(QString, says);
    SetupFacts facts;
    facts.version = version;
    if (!onServer.isEmpty())
        facts.roles = {{roleName(role), roleName(role), onServer, "7"}};
    if (!noted.isEmpty())
        facts.madeRoles.insert(roleName(role), {{noted}, created});
    const auto step = roleStep(role, facts, wanted, SysLayout());
    QCOMPARE(step ? int(step->state) : -1, state);
    if (step) {
        QVERIFY(!step->title.isEmpty());
        QVERIFY2(step->detail.contains(says), qPrintable(step->detail));
    }
    // An updater with the role would not see who works with the table of before.
    if (role == SetupRole::Updater && state == int(StepState::Needed)) {
        facts.tables.append(SysLayout().formerStateTable);
        QCOMPARE(roleStep(role, facts, wanted, SysLayout())->state, StepState::Skipped);
    }
}

void TestSetupRoles::onlyARoleIsAChangeOfSettings()
{
    FakeSetupServer server;
    QVERIFY(Run(server, {}).setUp());
    const SetupPlan without = Run(server, {}).plan();
    QVERIFY(without.complete() && without.roles.isEmpty());
    QVERIFY2(without.noUpdaterRole.contains(QLatin1String("4.7.29")), qPrintable(without.noUpdaterRole));
    const SetupPlan with = Run(server, {SetupRole::Reader}).plan();
    QVERIFY(!with.complete() && with.changesSettingsOnly());
    QCOMPARE(with.roles, QSet<SetupRole>{SetupRole::Reader});
    QVERIFY(with.rolesNow.isEmpty());
    QVERIFY(server.roles.isEmpty()); // a plan changes nothing
    QVERIFY(Run(server, {SetupRole::Updater}).plan().blocked());
}

void TestSetupRoles::itIsMadeAndUndone()
{
    FakeSetupServer server;
    Run made(server, {SetupRole::Reader});
    QVERIFY(made.setUp());
    QCOMPARE(server.roles.keys(), QStringList{reader()});
    QCOMPARE(server.roles.value(reader()).permission, rights());
    const SetupStep step = made.steps.value(SetupPart::ReaderRole);
    QCOMPARE(step.state, StepState::Done);
    QVERIFY2(step.detail.contains(QLatin1String("add_user")), qPrintable(step.detail));
    // No user, and so no password, is made.
    QVERIFY(!server.operations.contains(QStringLiteral("add_user")));

    Run again(server, {});
    const SetupPlan plan = again.plan();
    QVERIFY(plan.complete());
    QCOMPARE(plan.rolesNow, QSet<SetupRole>{SetupRole::Reader});
    QVERIFY(plan.removable && plan.removable->text().contains(reader()));
    QVERIFY(again.undo());
    QCOMPARE(again.steps.value(SetupPart::ReaderRole).state, StepState::Done);
    QVERIFY(server.roles.isEmpty());
    QVERIFY(!server.database && !server.folder);
}

void TestSetupRoles::aRoleThatAUserHasStays()
{
    FakeSetupServer server;
    QVERIFY(Run(server, {SetupRole::Reader}).setUp());
    server.users.insert(QStringLiteral("eve"), reader());
    server.users.insert(QStringLiteral("adam"), QStringLiteral("other"));
    Run run(server, {});
    QVERIFY(run.undo());
    const SetupStep step = run.steps.value(SetupPart::ReaderRole);
    QCOMPARE(step.state, StepState::Skipped);
    QVERIFY2(step.detail.contains(QLatin1String("eve")) && !step.detail.contains(QLatin1String("adam")),
             qPrintable(step.detail));
    QCOMPARE(server.roles.keys(), QStringList{reader()});
    QVERIFY(!server.operations.contains(QStringLiteral("drop_role")));
    QVERIFY(!server.database && !server.folder); // all else went
}

void TestSetupRoles::foreignRolesAreLeftAlone()
{
    for (const QByteArray &theirs : {QByteArray(R"({"super_user":true})"), rights()}) {
        FakeSetupServer server;
        server.roles.insert(reader(), {theirs, 3});
        Run run(server, {SetupRole::Reader});
        QVERIFY(run.setUp());
        QCOMPARE(run.steps.value(SetupPart::ReaderRole).state,
                 theirs == rights() ? StepState::Done : StepState::Skipped);
        QVERIFY(Run(server, {}).undo());
        QCOMPARE(server.roles.value(reader()).permission, theirs);
        for (const QString &operation : std::as_const(server.operations))
            QVERIFY2(!operation.endsWith(QLatin1String("_role")), qPrintable(operation));
    }
    // One that took the place of ours.
    FakeSetupServer server;
    QVERIFY(Run(server, {SetupRole::Reader}).setUp());
    server.roles[reader()].created += 5;
    QVERIFY(Run(server, {}).undo());
    QCOMPARE(server.roles.keys(), QStringList{reader()});
}

void TestSetupRoles::anOlderRoleIsRenewed()
{
    FakeSetupServer server;
    QVERIFY(Run(server, {SetupRole::Reader}).setUp());
    const int created = server.roles.value(reader()).created;
    server.roles[reader()].permission = olderRights();
    server.records.insert(
        QStringLiteral("sys_control/roles"),
        dumpJson(recordOfRoles({{reader(), {{olderRights()}, QByteArray::number(created)}}})));
    server.users.insert(QStringLiteral("eve"), reader());
    // Killed before it was carried out, and after that.
    for (const bool carriedOut : {false, true}) {
        FakeSetupServer killed;
        killed.copyFrom(server);
        auto run = std::make_unique<Run>(killed, QSet<SetupRole>());
        bool reached = false;
        killed.instead = [&](const QString &operation, int) -> std::optional<QByteArray> {
            if (!reached && operation != QLatin1String("alter_role"))
                return std::nullopt;
            return std::exchange(reached, true) || !carriedOut ? std::optional(QByteArray()) : std::nullopt;
        };
        run->runner.apply({});
        QVERIFY(holdsSoon([&] { return reached; }));
        run.reset();
        killed.instead = nullptr;
        QVERIFY(Run(killed, {}).setUp());
        QCOMPARE(killed.roles.value(reader()).permission, rights());
        killed.users.clear();
        QVERIFY(Run(killed, {}).undo());
        QVERIFY(killed.roles.isEmpty());
    }
}

void TestSetupRoles::whatTheServerHasIsReadBack()
{
    FakeSetupServer server;
    bool made = false;
    server.instead = [&](const QString &operation, int) -> std::optional<QByteArray> {
        made = made || operation == QLatin1String("add_role");
        if (!made || operation != QLatin1String("list_roles"))
            return std::nullopt;
        return FakeHttpServer::reply(
            200, R"([{"id":"syspulse_reader","role":"syspulse_reader","permission":{"super_user":true}}])");
    };
    Run run(server, {SetupRole::Reader});
    QVERIFY(!run.setUp());
    QCOMPARE(run.steps.value(SetupPart::ReaderRole).state, StepState::Failed);
    QVERIFY(run.steps.value(SetupPart::ReaderRole).detail.contains(QLatin1String("Do not give")));
}

void TestSetupRoles::serversWithoutOurRolesAreAskedNothing()
{
    FakeSetupServer server;
    QVERIFY(Run(server, {}).setUp());
    QVERIFY(Run(server, {}).plan().complete());
    QVERIFY(Run(server, {}).undo());
    for (const QString &operation : std::as_const(server.operations))
        QVERIFY2(!operation.contains(QLatin1String("role")) && operation != QLatin1String("list_users"),
                 qPrintable(operation));
}

SYSPULSE_TEST(TestSetupRoles)
#include "tst_setuproles.moc"
