// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setuprunner.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesetupserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Each look at an instance, with each way in which it can fail: only "does not exist" means that something
/// does not exist.
class TestSetupInspector : public QObject
{
    Q_OBJECT

private slots:
    void eachLookMayFail_data();
    void eachLookMayFail();
    void undoStopsAtAFault_data();
    void undoStopsAtAFault();
    void nothingIsThere();
    void serversBefore45HaveNoStatus();
    void filesThatAreAsInstalledAreNotReadAgain();
    void whatIsKnownIsNotAskedAgain();
    void eachThingIsAskedOnce();
    void recordsComeInPlaceOfTheirIds();
    void tablesThatAreNotDescribedAreAskedFor();

private:
    static Result<SetupFacts> inspect(FakeSetupServer &server,
                                      SetupInspector::Files files = SetupInspector::Files::All,
                                      const std::optional<SetupInspector::Known> &known = {})
    {
        OperationsClient client(server.endpoint(300));
        SetupInspector inspector(&client, SysLayout());
        std::optional<Result<SetupFacts>> facts;
        inspector.inspect([&facts](const Result<SetupFacts> &result) { facts = result; }, files, known);
        if (!holdsSoon([&facts] { return facts.has_value(); }))
            return failure(ErrorKind::Cancelled, QStringLiteral("no end"));
        return *facts;
    }

    static void installOn(FakeSetupServer &server)
    {
        server.folder = server.loaded = server.database = true;
        const ComponentFiles files = bundledComponent();
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            server.files.insert(it.key(), it.value());
        for (const QString &table : SysLayout().tables())
            server.tables.insert(table);
        server.records.insert(QStringLiteral("sys_control/install"),
                              R"({"id":"install","owner":"SysPulse","payload":{"madeDatabase":true}})");
        const QByteArray rights = dumpJson(rolePermission(SetupRole::Reader, SysLayout()));
        server.roles.insert(roleName(SetupRole::Reader), {rights, 7});
        server.records.insert(QStringLiteral("sys_control/roles"),
                              dumpJson(recordOfRoles({{roleName(SetupRole::Reader), {{rights}, "7"}}})));
    }

    /// Ways to fail: the bytes of the answer, and what is made of them.
    static QList<std::tuple<QByteArray, QByteArray, ErrorKind>> faults()
    {
        return {{"403",
                 FakeHttpServer::reply(403, R"({"error":"not authorized","unauthorized_access":[],)"
                                            R"("invalid_schema_items":["database 'data' does not exist"]})"),
                 ErrorKind::Permission},
                {"401", FakeHttpServer::reply(401, R"({"error":"Login failed"})"), ErrorKind::Auth},
                {"500", FakeHttpServer::reply(500, R"({"error":"Array buffer allocation failed"})"),
                 ErrorKind::Server},
                {"500 in the words of something missing",
                 FakeHttpServer::reply(500, R"({"error":"Worker 3 does not exist"})"), ErrorKind::Server},
                {"404 of a proxy", FakeHttpServer::reply(404, "<html>not found</html>"), ErrorKind::Protocol},
                {"cut off",
                 QByteArrayLiteral("HTTP/1.1 200 X\r\nContent-Length: 500\r\nConnection: close\r\n\r\n["),
                 ErrorKind::Network},
                {"time-out", QByteArray(), ErrorKind::Network}};
    }
};

void TestSetupInspector::eachLookMayFail_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ErrorKind>("kind");
    FakeSetupServer server;
    installOn(server);
    QVERIFY(inspect(server));
    for (int number = 0; number < server.operations.size(); ++number) {
        for (const auto &[name, answer, kind] : faults())
            QTest::addRow("%s at %d %s", name.constData(), number, qPrintable(server.operations.at(number)))
                << number << answer << kind;
    }
}

void TestSetupInspector::eachLookMayFail()
{
    QFETCH(int, number);
    QFETCH(QByteArray, answer);
    FakeSetupServer server;
    installOn(server);
    server.instead = [&](const QString &, int asked) {
        return asked == number ? std::optional(answer) : std::nullopt;
    };
    const auto facts = inspect(server);
    QVERIFY2(!facts, "the failure was taken for an answer");
    QTEST(facts.error().kind, "kind");
    QVERIFY(!facts.error().message.isEmpty());
    // Nothing was asked after it; of files, of which several are asked for at once, no more than files.
    const QStringList after = server.operations.mid(number + 1);
    const QString failed = server.operations.at(number);
    QVERIFY2(failed == QLatin1String("get_component_file") || after.isEmpty(), qPrintable(after.join(u' ')));
    QCOMPARE(after.count(QStringLiteral("get_component_file")), after.size());
}

void TestSetupInspector::undoStopsAtAFault_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QByteArray>("answer");
    for (const char *operation :
         {"list_users", "drop_role", "drop_component", "drop_table", "describe_database", "drop_database"}) {
        for (const auto &[name, answer, kind] : faults())
            QTest::addRow("%s at %s", name.constData(), operation)
                << QString::fromLatin1(operation) << answer;
    }
}

void TestSetupInspector::undoStopsAtAFault()
{
    QFETCH(QString, operation);
    QFETCH(QByteArray, answer);
    FakeSetupServer server;
    installOn(server);
    bool inspected = false;
    server.instead = [&](const QString &asked, int) -> std::optional<QByteArray> {
        // The inspection asks for the tables too.
        const bool after = inspected;
        inspected = inspected || asked == QLatin1String("search_by_id");
        if (asked == operation && after)
            return answer;
        return std::nullopt;
    };
    OperationsClient client(server.endpoint(300));
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
    runner.setRestartPace({0, 0});
    QSignalSpy finished(&runner, &SetupRunner::finished);
    runner.undo();
    QVERIFY(holdsSoon([&] { return finished.size() == 1; }));
    QCOMPARE(finished.at(0).at(1).toBool(), false);
    QCOMPARE(server.operations.constLast(), operation); // nothing was removed after it
    QVERIFY(server.database);
}

void TestSetupInspector::nothingIsThere()
{
    FakeSetupServer server;
    const auto facts = inspect(server);
    QVERIFY(facts);
    QVERIFY(!facts->databaseExists);
    QVERIFY(!facts->table);
    QVERIFY(!facts->component);
    server.database = true;
    const auto empty = inspect(server);
    QVERIFY(empty && empty->databaseExists);
    QVERIFY(empty->tables.isEmpty());
}

void TestSetupInspector::serversBefore45HaveNoStatus()
{
    FakeSetupServer server;
    installOn(server);
    server.instead = [&](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("get_status"))
            return FakeHttpServer::reply(400, R"({"error":"Operation 'get_status' not found"})");
        return std::nullopt;
    };
    const auto facts = inspect(server);
    QVERIFY(facts && facts->componentLoaded);
}

void TestSetupInspector::filesThatAreAsInstalledAreNotReadAgain()
{
    using Files = SetupInspector::Files;
    FakeSetupServer server;
    installOn(server);
    // As SysPulse writes it down.
    Json hashes = Json::object();
    Json changed = Json::object();
    const FileHashes all = hashesOf(bundledComponent());
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        hashes[toUtf8String(it.key())] = toUtf8String(it.value());
        changed[toUtf8String(it.key())] = "at first";
    }
    server.records.insert(
        QStringLiteral("sys_control/install"),
        dumpJson(Json{{"id", "install"},
                      {"owner", "SysPulse"},
                      {"payload", {{"component", {{"sha256", hashes}, {"changed", changed}}}}}}));
    const auto filesRead = [&server](Files files) {
        server.operations.clear();
        const auto facts = inspect(server, files);
        const ComponentFiles read = facts ? facts->componentFiles : ComponentFiles();
        return std::pair(int(server.operations.count(QStringLiteral("get_component_file"))), read);
    };
    const auto plain = filesRead(Files::All);
    QVERIFY(plain.first >= server.files.size());
    QCOMPARE(plain.second, server.files);
    QCOMPARE(filesRead(Files::Changed), std::pair(0, plain.second));

    // An edit of the same length, one of another length, a file that is gone, one that was not there.
    const QString same = QStringLiteral("resources.js");
    server.files[same].back() = 'x';
    QCOMPARE(filesRead(Files::Changed).second.value(same),
             bundledComponent().value(same)); // nobody could tell
    server.changed.insert(same, QStringLiteral("later"));
    QCOMPARE(filesRead(Files::Changed), std::pair(1, server.files));
    server.files[QStringLiteral("config.yaml")].append("# mine\n");
    QCOMPARE(filesRead(Files::Changed), std::pair(2, server.files));
    server.files.remove(QStringLiteral("schema.graphql"));
    QCOMPARE(filesRead(Files::Changed), std::pair(3, server.files));
    server.files.insert(QStringLiteral("mine.js"), "1");
    QCOMPARE(filesRead(Files::Changed), std::pair(4, server.files));
    QCOMPARE(filesRead(Files::All).second, server.files);
}

void TestSetupInspector::whatIsKnownIsNotAskedAgain()
{
    FakeSetupServer server;
    installOn(server);
    const auto asked = inspect(server);
    QVERIFY(asked);
    const QStringList all = std::exchange(server.operations, {});
    const auto known = inspect(server, SetupInspector::Files::All,
                               SetupInspector::Known{asked->user, asked->version, asked->configuration});
    QVERIFY(known);
    QCOMPARE(known->version, asked->version);
    QCOMPARE(known->user.superUser, true);
    QCOMPARE(known->componentFiles, asked->componentFiles);
    QCOMPARE(server.operations, all.mid(3));
}

void TestSetupInspector::eachThingIsAskedOnce()
{
    FakeSetupServer server;
    installOn(server);
    QVERIFY(inspect(server));
    server.operations.removeAll(QStringLiteral("get_component_file"));
    const QStringList expected{
        QStringLiteral("user_info"),         QStringLiteral("registration_info"),
        QStringLiteral("get_configuration"), QStringLiteral("get_components"),
        QStringLiteral("get_status"),        QStringLiteral("describe_database"),
        QStringLiteral("search_by_id"),      QStringLiteral("search_by_id"), // ids of "sys", the marker
        QStringLiteral("list_roles")};
    QCOMPARE(server.operations, expected);
}

void TestSetupInspector::recordsComeInPlaceOfTheirIds()
{
    for (const int most : {100, 1}) {
        FakeSetupServer server;
        installOn(server);
        server.instead = [](const QString &operation, int) -> std::optional<QByteArray> {
            if (operation == QLatin1String("search_by_value"))
                return FakeHttpServer::reply(200, R"([{"id":"broker_version","value":"HarperDB"}])");
            return std::nullopt;
        };
        OperationsClient client(server.endpoint());
        SetupInspector inspector(&client, SysLayout());
        inspector.alsoReadRecords(most);
        std::optional<Result<SetupFacts>> facts;
        inspector.inspect([&facts](const Result<SetupFacts> &result) { facts = result; });
        QVERIFY(holdsSoon([&facts] { return facts.has_value(); }));
        QVERIFY(*facts);
        QVERIFY(inspector.records());
        QCOMPARE(inspector.records()->size(), size_t(1));
        QCOMPARE(server.operations.count(QStringLiteral("search_by_value")), 1);
        if (most == 1) { // there may be more of them
            QCOMPARE(server.operations.count(QStringLiteral("search_by_id")), 2);
            continue;
        }
        QCOMPARE(server.operations.count(QStringLiteral("search_by_id")), 1); // the marker
        QVERIFY((*facts)->ids == IdStyle::Flat);
    }
}

void TestSetupInspector::tablesThatAreNotDescribedAreAskedFor()
{
    FakeSetupServer server;
    installOn(server);
    server.instead = [](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("describe_database"))
            return FakeHttpServer::reply(200, R"({"sys":{},"sys_control":{},"orders":5})");
        return std::nullopt;
    };
    const auto facts = inspect(server);
    QVERIFY(facts && facts->table && facts->stateTable);
    QCOMPARE(facts->table->table, QStringLiteral("sys"));
    QCOMPARE(facts->stateTable->table, QStringLiteral("sys_control"));
    QCOMPARE(server.operations.count(QStringLiteral("describe_table")), 2);
}

SYSPULSE_TEST(TestSetupInspector)
#include "tst_setupinspector.moc"
