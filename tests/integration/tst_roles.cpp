// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/rolerights.h"
#include "core/setup/updaterrole.h"
#include "tests/integration/ctl.h"
#include "tests/integration/roleprobes.h"
#include "tests/integration/seenbysession.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What the roles that setup makes allow on a real HarperDB, and what they do not, in this order.
class TestRoles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aPlanSaysWhatARoleMayDo();
    void updatersNeedASuperUserOnHarperDb4();
    void setupMakesTheRole();
    void aReaderSeesWhatTheWindowShows();
    void aReaderGetsWhatChanges();
    void aReaderReadsNothingElse();
    void aReaderWritesNothing();
    void aReaderPublishesNothing();
    void aReaderCallsNothingElse();
    void aLaterVersionRenewsTheRole();
    void undoLeavesARoleThatAUserHas();
    void undoRemovesARoleThatNobodyHas();

private:
    static QString text(const char *words) { return QString::fromLatin1(words); }
    QJsonValue op(const QJsonObject &body) { return m_harper.http().operation(body).json(); }
    void addUser(const QString &name, const QString &role)
    {
        op(operation("add_user", {{text("role"), role},
                                  {text("username"), name},
                                  {text("password"), m_password},
                                  {text("active"), true}}));
    }
    QStringList names(const char *listing, const char *key)
    {
        QStringList found;
        const QJsonArray all = op(operation(listing)).toArray();
        for (const QJsonValue &each : all)
            found.append(each[QLatin1String(key)].toString());
        found.sort();
        return found;
    }
    QStringList roles() { return names("list_roles", "role"); }
    QJsonObject roleOnServer()
    {
        const QJsonArray all = op(operation("list_roles")).toArray();
        for (const QJsonValue &each : all) {
            if (each[QLatin1String("role")] == m_role)
                return each.toObject();
        }
        return {};
    }
    /// State and detail of the step @p part.
    static std::pair<QString, QString> step(const Ctl::Outcome &outcome, const char *part)
    {
        for (const Json &object : outcome.objects()) {
            if (textOr(object, "step") == QLatin1String(part))
                return {textOr(object, "state"), textOr(object, "detail")};
        }
        return {};
    }
    Ctl::Outcome setUp(const QStringList &more)
    {
        return m_ctl->run(QStringList{text("setup"), text("--json")} + more);
    }
    TestHttp readerHttp() const { return TestHttp(m_harper.opsUrl(), m_reader, m_password); }
    TestHttp readerRest() const
    {
        return TestHttp(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_harper.httpPort())), m_reader,
                        m_password);
    }
    /// What must be as it was, whoever has tried what.
    QByteArray whatStays()
    {
        QJsonArray ids;
        const QJsonArray records = m_harper.records(text("sys"));
        QStringList sorted;
        for (const QJsonValue &record : records)
            sorted.append(record[QLatin1String("id")].toString());
        sorted.sort();
        return QJsonDocument(QJsonArray{QJsonArray::fromStringList(sorted), m_harper.records(text("orders")),
                                        m_harper.records(text("sys_commands")),
                                        m_harper.records(text("sys_traces")),
                                        m_harper.records(text("sys_control")), roleOnServer(),
                                        QJsonArray::fromStringList(roles()),
                                        QJsonArray::fromStringList(names("list_users", "username"))})
            .toJson();
    }
    /// Whether @p wanted comes on @p path of the HTTP port to a reader who asks with @p headers.
    bool streams(const QByteArray &path, const QByteArray &headers, const QByteArray &wanted)
    {
        return comes(m_harper.httpPort(), m_reader + u':' + m_password, path, headers, wanted);
    }

    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    const QString m_role = roleName(SetupRole::Reader);
    const QString m_reader = text("watcher");
    const QString m_password = text("p-1");
};

void TestRoles::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    // Somebody else's, in our database and in another one.
    for (const QString &place : {text("data.orders"), text("shop.orders")}) {
        op(operation("create_database", {{text("database"), place.section(u'.', 0, 0)}}));
        op(onTable("create_table", place, {{text("primary_key"), text("id")}}));
        op(onTable(
            "upsert", place,
            {{text("records"), QJsonArray{QJsonObject{{text("id"), text("1")}, {text("secret"), 42}}}}}));
    }
    QCOMPARE(m_harper.records(text("orders")).size(), 1);
}

void TestRoles::aPlanSaysWhatARoleMayDo()
{
    const auto plan = setUp({text("--plan"), text("--roles"), text("reader")});
    QVERIFY2(plan.exitCode == 0, plan.all().constData());
    const auto [state, detail] = step(plan, "reader-role");
    QCOMPARE(state, text("needed"));
    for (const QString &table : readableTables(SetupRole::Reader, SysLayout()))
        QVERIFY2(detail.contains(text("data.") + table), qPrintable(detail));
    QVERIFY2(detail.contains(text("add_user")), qPrintable(detail));
    QVERIFY(!roles().contains(m_role));
}

/// Not even who may do everything with every table can run an updater; if this changes, one may be offered.
void TestRoles::updatersNeedASuperUserOnHarperDb4()
{
    const auto plan = setUp({text("--plan"), text("--roles"), text("updater")});
    QCOMPARE(plan.exitCode, 6);
    QCOMPARE(step(plan, "updater-role").first, text("blocked"));
    QVERIFY(step(plan, "updater-role").second.contains(text("super users only")));
    QCOMPARE(setUp({text("--roles"), text("updater")}).exitCode, 6);
    QVERIFY(!roles().contains(roleName(SetupRole::Updater)));

    const QJsonDocument asked = QJsonDocument::fromJson(dumpJson(updaterRole(SysLayout())));
    const HttpReply refused = m_harper.http().operation(asked.object());
    QVERIFY2(refused.status >= 400, refused.body.constData()); // it does not take "operations"
    QVERIFY(!roles().contains(roleName(SetupRole::Updater)));

    QJsonObject ours;
    for (const QString &table : SysLayout().tables())
        ours.insert(table, tableRights(true, true));
    const QJsonObject system{{text("hdb_raw_analytics"), tableRights(true, false)},
                             {text("hdb_durable_session"), tableRights(true, false)}};
    const QJsonObject most{{text("super_user"), false},
                           {text("data"), QJsonObject{{text("tables"), ours}}},
                           {text("system"), QJsonObject{{text("tables"), system}}}};
    op(operation("add_role", {{text("role"), text("most")}, {text("permission"), most}}));
    QVERIFY(roles().contains(text("most")));
    addUser(text("most"), text("most"));
    TestHttp http(m_harper.opsUrl(), text("most"), m_password);
    QCOMPARE(http.operation(operation("user_info")).status, 200);
    const auto status = [&http](const QJsonObject &body) { return http.operation(body).status; };
    QCOMPARE(status(operation("get_configuration")), 403);
    QCOMPARE(status(operation("system_information", {{text("attributes"), QJsonArray{text("time")}}})), 403);
    for (const QJsonObject &body : readsOf(text("system.hdb_raw_analytics")))
        QCOMPARE(status(body), 403);
    Ctl ctl(m_harper);
    ctl.setUser(text("most"), m_password);
    QCOMPARE(ctl.run({text("update")}).exitCode, 5);
}

void TestRoles::setupMakesTheRole()
{
    const auto setup = setUp({text("--roles"), text("reader")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    const auto [state, detail] = step(setup, "reader-role");
    QCOMPARE(state, text("done"));
    QVERIFY2(detail.contains(text("add_user")), qPrintable(detail));
    const QJsonObject role = roleOnServer();
    QVERIFY(sameRights(QJsonDocument(role[QLatin1String("permission")].toObject()).toJson(),
                       dumpJson(rolePermission(SetupRole::Reader, SysLayout()))));
    const auto plan = setUp({text("--plan")});
    QCOMPARE(step(plan, "reader-role").first, text("done"));
    QVERIFY(!step(plan, "reader-role").second.contains(text("did not make")));
    QVERIFY(role.contains(text("__createdtime__")));
    addUser(m_reader, m_role);
}

void TestRoles::aReaderSeesWhatTheWindowShows()
{
    SeenBySession seen;
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_reader;
    settings.password = Secret(m_password);
    settings.mqttPort = m_harper.mqttPort(); // which only super users are told
    seen.session.connection().connectTo(settings);
    QTRY_COMPARE(seen.state, SessionState::Connected);
    QVERIFY(!seen.info.superUser && !seen.info.mayUpdate);
    QTRY_VERIFY(seen.topics.contains(text("$SYS/broker/version")) && seen.topics.size() > 30);
    seen.session.clients().watchClients(true);
    QTRY_COMPARE(seen.clients.state, ClientsState::Live);
    QTRY_VERIFY(seen.clientIds.contains(seen.info.mqttClientId));
    QTRY_VERIFY(seen.logins.has_value());
    QVERIFY2(seen.logins->error.message.isEmpty(), qPrintable(describe(seen.logins->error)));
    seen.session.broker().watchBroker(BrokerViews(BrokerView::Workers) | BrokerView::Clients |
                                      BrokerView::Storms | BrokerView::Topics);
    QTRY_COMPARE(seen.views.size(), 4);
    for (const Error &error : std::as_const(seen.views))
        QVERIFY2(error.message.isEmpty(), qPrintable(describe(error)));
}

void TestRoles::aReaderGetsWhatChanges()
{
    TestHttp rest = readerRest();
    for (const char *path :
         {"/sys/", "/sys/broker_version", "/$SYS/", "/$SYS/broker/version", "/sys_sessions/"})
        QCOMPARE(rest.get(text(path)).status, 200);
    const QByteArray events("Accept: text/event-stream\r\n");
    const QByteArray socket("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            "Sec-WebSocket-Key: c3lzcHVsc2UxMjM0NTY3OA==\r\n");
    QVERIFY(streams("/sys/broker_version", events, "$SYS/broker/version"));
    QVERIFY(streams("/$SYS/broker/version", events, "HarperDB"));
    QVERIFY(streams("/sys/", socket, "$SYS/broker/version"));
    MosquittoClients clients(m_harper.mqttBroker(m_reader, m_password));
    for (const char *filter : {"sys/#", "$SYS/#", "sys_sessions/#"})
        QVERIFY2(clients.subscribe({text(filter)})->waitSubscribed(), filter);
    for (const char *filter :
         {"sys_control/#", "sys_commands/#", "sys_threads/#", "sys_traces/#", "orders/#"})
        QVERIFY2(!clients.subscribe({text(filter)})->waitSubscribed(), filter);
}

void TestRoles::aReaderReadsNothingElse()
{
    TestHttp http = readerHttp();
    for (const QString &table : readableTables(SetupRole::Reader, SysLayout())) {
        for (const QJsonObject &body : readsOf(text("data.") + table)) {
            const HttpReply reply = http.operation(body);
            QVERIFY2(reply.status == 200, told(body, reply).constData());
        }
    }
    for (const char *place : {"data.sys_traces", "data.sys_commands", "data.sys_control", "data.orders",
                              "shop.orders", "system.hdb_user", "system.hdb_role", "system.hdb_raw_analytics",
                              "system.hdb_analytics", "system.hdb_durable_session"}) {
        const QList<QJsonObject> tried = readsOf(text(place)) + QList{onTable("describe_table", text(place))};
        for (const QJsonObject &body : tried) {
            const HttpReply reply = http.operation(body);
            const bool describes = body.value(text("operation")) == text("describe_table");
            QVERIFY2(reply.status == 403 || (describes && reply.status == 404),
                     told(body, reply).constData());
        }
    }
    const QByteArray hidden = http.operation(readsOf(text("data.sys_control")).constFirst()).body;
    QVERIFY2(hidden.contains("\"Table 'data.sys_control' does not exist\""), hidden.constData());
    const QByteArray described = http.operation(operation("describe_all")).body;
    for (const char *name : {"sys_control", "sys_commands", "sys_traces", "orders", "hdb_user"})
        QVERIFY2(!described.contains(name), described.constData());
    TestHttp rest = readerRest();
    for (const char *path : {"/sys_control/", "/sys_commands/", "/sys_traces/", "/sys_threads/", "/orders/"})
        QVERIFY2(rest.get(text(path)).status >= 400, path);
}

void TestRoles::aReaderWritesNothing()
{
    const QByteArray before = whatStays();
    TestHttp http = readerHttp();
    QStringList places{text("data.orders"), text("shop.orders"), text("system.hdb_user"),
                       text("system.hdb_role")};
    for (const QString &table : SysLayout().tables())
        places.append(text("data.") + table);
    for (const QString &place : std::as_const(places)) {
        for (const QJsonObject &body : writesTo(place)) {
            const HttpReply reply = http.operation(body);
            QVERIFY2(reply.status == 403, told(body, reply).constData());
        }
    }
    TestHttp rest = readerRest();
    const QJsonObject record{{text("id"), text("1")}, {text("value"), 13}};
    for (const char *path : {"/sys/1", "/sys/broker_version", "/sys_sessions/1", "/$SYS/broker/version"}) {
        for (const char *method : {"PUT", "PATCH", "POST", "DELETE"}) {
            const HttpReply reply = rest.send(method, text(path), record);
            const bool readOnly = path[1] == '$' && reply.status == 405; // for everybody
            QVERIFY2(reply.status == 403 || readOnly, told({{text(method), text(path)}}, reply).constData());
        }
    }
    QCOMPARE(rest.send("POST", text("/sys/"), record).status, 403);
    QCOMPARE(whatStays(), before);
}

void TestRoles::aReaderPublishesNothing()
{
    const QByteArray before = whatStays();
    MosquittoClients all(m_harper.mqttBroker());
    auto *sub = all.subscribe({text("sys/#"), text("sys_sessions/#"), text("$SYS/#")});
    QVERIFY(sub->waitSubscribed());
    MqttBroker broker = m_harper.mqttBroker(m_reader, m_password);
    for (const bool version5 : {false, true}) {
        broker.version5 = version5;
        MosquittoClients reader(broker);
        for (const char *topic : {"sys/1", "sys/broker_version", "sys_sessions/1", "$SYS/broker/version",
                                  "sys_commands/1", "sys_control/lease", "orders/1"}) {
            for (const bool retain : {false, true})
                reader.publish(text(topic), R"({"value":"forged"})", 1, retain);
            reader.publish(text(topic), "", 1, true); // which would delete
        }
    }
    // The broker has answered them all; what somebody else publishes comes after them.
    QVERIFY(all.publish(text("sys/fence"), "passed", 1));
    QVERIFY(sub->waitForLine([](const QByteArray &line) { return line.startsWith("sys/fence "); }));
    for (const QByteArray &line : sub->lines()) {
        const bool deleted = line.startsWith("sys/") && line.endsWith(" null");
        QVERIFY2(!line.contains("forged") && !deleted, line.constData());
    }
    QCOMPARE(whatStays(), before);
}

void TestRoles::aReaderCallsNothingElse()
{
    const QByteArray before = whatStays();
    TestHttp http = readerHttp();
    for (const QJsonObject &body : superUserOperations(m_reader, m_role)) {
        const HttpReply reply = http.operation(body);
        QVERIFY2(reply.status == 403, told(body, reply).constData());
    }
    // What no role can withhold, and the README names.
    for (const char *each : {"user_info", "registration_info", "describe_all"})
        QCOMPARE(http.operation(operation(each)).status, 200);
    Ctl ctl(m_harper);
    ctl.setUser(m_reader, m_password);
    QCOMPARE(ctl.run({text("update")}).exitCode, 5);
    QCOMPARE(ctl.run({text("setup")}).exitCode, 5);
    QCOMPARE(ctl.run({text("undo"), text("--yes")}).exitCode, 5);
    QCOMPARE(whatStays(), before);
}

void TestRoles::aLaterVersionRenewsTheRole()
{
    // As a version would have left it that knew one table less.
    QJsonObject permission = roleOnServer()[QLatin1String("permission")].toObject();
    QJsonObject tables = permission[QLatin1String("data")][QLatin1String("tables")].toObject();
    tables.remove(text("sys_topics_top"));
    permission.insert(text("data"), QJsonObject{{text("tables"), tables}});
    const QByteArray created = QJsonDocument(QJsonArray{roleOnServer()[QLatin1String("__createdtime__")]})
                                   .toJson(QJsonDocument::Compact);
    op(operation("alter_role",
                 {{text("id"), m_role}, {text("role"), m_role}, {text("permission"), permission}}));
    const QByteArray older = QJsonDocument(permission).toJson(QJsonDocument::Compact);
    const QByteArray note =
        dumpJson(recordOfRoles({{m_role, {{older}, created.mid(1, created.size() - 2)}}}));
    op(onTable("upsert", text("data.sys_control"),
               {{text("records"), QJsonArray{QJsonDocument::fromJson(note).object()}}}));
    const QJsonObject search =
        onTable("search_by_id", text("data.sys_topics_top"),
                {{text("ids"), QJsonArray{text("1")}}, {text("get_attributes"), QJsonArray{text("*")}}});
    QTRY_COMPARE(readerHttp().operation(search).status, 403);

    const auto plan = setUp({text("--plan")});
    QCOMPARE(step(plan, "reader-role").first, text("needed"));
    const auto setup = setUp({});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    QCOMPARE(step(setup, "reader-role").first, text("done"));
    QTRY_COMPARE(readerHttp().operation(search).status, 200);
    QCOMPARE(step(setUp({text("--plan")}), "reader-role").first, text("done"));
}

void TestRoles::undoLeavesARoleThatAUserHas()
{
    // One who cannot log in has it, too.
    op(operation("alter_user", {{text("username"), m_reader}, {text("active"), false}}));
    const auto undo = m_ctl->run({text("undo"), text("--yes"), text("--json")});
    QVERIFY2(undo.exitCode == 0, undo.all().constData());
    const auto [state, detail] = step(undo, "reader-role");
    QCOMPARE(state, text("skipped"));
    QVERIFY2(detail.contains(m_reader), qPrintable(detail));
    QVERIFY(roles().contains(m_role));
}

void TestRoles::undoRemovesARoleThatNobodyHas()
{
    op(operation("drop_user", {{text("username"), m_reader}}));
    op(operation("drop_role", {{text("id"), m_role}}));
    const auto setup = setUp({text("--roles"), text("reader")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    QVERIFY(roles().contains(m_role));
    const auto undo = m_ctl->run({text("undo"), text("--yes"), text("--json")});
    QVERIFY2(undo.exitCode == 0, undo.all().constData());
    QCOMPARE(step(undo, "reader-role").first, text("done"));
    QVERIFY(!roles().contains(m_role));
}

SYSPULSE_TEST(TestRoles)
#include "tst_roles.moc"
