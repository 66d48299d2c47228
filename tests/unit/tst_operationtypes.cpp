// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/operationtypes.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

static Json json(const char *text)
{
    return *parseJson(QByteArray(text));
}

/// Answers below are as HarperDB 4.7.29 gave them, shortened.
class TestOperationTypes : public QObject
{
    Q_OBJECT

private slots:
    void userInfo();
    void configuration();
    void threadsAsPlainNumber();
    void systemInformation();
    void startTimeInAnotherZone();
    void status();
    void componentLoadedNeedsEveryWorkerAfterTheRestart();
    void components();
    void table();
    void aByteOrderMarkIsPartOfATablesName();
    void roles();
    void roleHolders();
    void nonsense_data();
    void nonsense();
};

void TestOperationTypes::userInfo()
{
    const auto user = decodeUserInfo(json(
        R"({"active":true,"username":"HDB_ADMIN","role":{"permission":{"super_user":true},"role":"super_user","id":"super_user"}})"));
    QVERIFY(user);
    QCOMPARE(user->username, QStringLiteral("HDB_ADMIN"));
    QVERIFY(user->superUser);
    const auto reader =
        decodeUserInfo(json(R"({"username":"r","role":{"permission":{"data":{}},"role":"viewer"}})"));
    QVERIFY(!reader->superUser);
    QCOMPARE(reader->role, QStringLiteral("viewer"));
}

void TestOperationTypes::configuration()
{
    const auto found = decodeConfiguration(json(
        R"({"http":{"port":"127.0.0.1:9926","securePort":null},"threads":{"count":2},"analytics":{"aggregatePeriod":-1},
                 "logging":{"auditRetention":"3d"},"mqtt":{"network":{"port":1883,"securePort":"8883"}}})"));
    QVERIFY(found);
    QCOMPARE(int(found->httpPort), 9926);
    QCOMPARE(int(found->httpSecurePort), 0);
    QCOMPARE(int(found->mqttPort), 1883);
    QCOMPARE(int(found->mqttSecurePort), 8883);
    QCOMPARE(found->threads, 2);
    QCOMPARE(found->analyticsPeriodSeconds, -1);
    QCOMPARE(found->auditRetention, QStringLiteral("3d"));
}

void TestOperationTypes::threadsAsPlainNumber()
{
    QCOMPARE(
        decodeConfiguration(
            json(R"({"http":{},"threads":4,"mqtt":{"network":{"port":"[::1]:1883","securePort":99999}}})"))
            ->threads,
        4);
    const auto odd = decodeConfiguration(json(R"({"http":{},"threads":-4,"mqtt":null})"));
    QCOMPARE(odd->threads, 1);
    QCOMPARE(int(odd->mqttPort), 0);
}

void TestOperationTypes::systemInformation()
{
    const auto found =
        decodeSystemInformation(json(R"({"time":{"current":1795448136270,"timezone":"UTC+0000"},
                 "harperdb_processes":{"core":[{"pid":3338,"started":"2026-11-23 15:34:58"}]},
                 "threads":[{"threadId":1,"name":"http"},{"threadId":2,"name":"job"},{"threadId":3,"name":"http"}]})"));
    QCOMPARE(*found->serverTimeMs, 1795448136270);
    QCOMPARE(found->threadIds, (QList<int>{1, 3}));
    QCOMPARE(*found->startedMs,
             QDateTime(QDate(2026, 11, 23), QTime(15, 34, 58), Qt::UTC).toMSecsSinceEpoch());
}

void TestOperationTypes::startTimeInAnotherZone()
{
    const auto found = decodeSystemInformation(json(
        R"({"time":{"timezone":"UTC+0230"},"harperdb_processes":{"core":[{"started":"2026-11-23 15:34:58"}]}})"));
    QCOMPARE(*found->startedMs,
             QDateTime(QDate(2026, 11, 23), QTime(13, 4, 58), Qt::UTC).toMSecsSinceEpoch());
}

void TestOperationTypes::status()
{
    const auto found = decodeStatus(json(
        R"({"systemStatus":[],"componentStatus":[{"name":"mqtt","status":"healthy","lastChecked":{"workers":{"0":1795448105311},"main":1795448103283}}],"restartRequired":true})"));
    QCOMPARE(*found->bootMs(), 1795448103283);
    QVERIFY(found->restartRequired);
    QVERIFY(!decodeStatus(json(R"({"componentStatus":[]})"))->bootMs());
}

void TestOperationTypes::componentLoadedNeedsEveryWorkerAfterTheRestart()
{
    const auto with = [](const char *workers, const char *state) {
        return *decodeStatus(*parseJson(
            QByteArray(
                R"({"componentStatus":[{"name":"syspulse.rest","status":"healthy","lastChecked":{"workers":{"0":200,"1":201}}},{"name":"syspulse.jsResource","status":")") +
            state + R"(","lastChecked":{"workers":)" + workers + "}}]}"));
    };
    const QString project = QStringLiteral("syspulse");
    QVERIFY(componentLoaded(with(R"({"0":200,"1":210})", "healthy"), project, 100));
    QVERIFY(!componentLoaded(with(R"({"0":200,"1":90})", "healthy"), project,
                             100));                                 // one worker is still the old one
    QVERIFY(!componentLoaded(with("{}", "healthy"), project, 100)); // nothing was loaded at all
    QVERIFY(!componentLoaded(with(R"({"0":200,"1":210})", "error"), project, 100));
    QVERIFY(!componentLoaded(with(R"({"0":200})", "healthy"), QStringLiteral("sys"), 100)); // another project
    QVERIFY(!componentLoaded(ServerStatus(), project, 0));
    QVERIFY(componentLoaded(with(R"({"0":200,"1":210})", "healthy"), project, 100, 2));
    QVERIFY(
        !componentLoaded(with(R"({"0":200,"1":210})", "healthy"), project, 100, 3)); // one is still starting

    // A restart without our configuration leaves parts of HarperDB's own in the status, which load no more.
    ServerStatus stale = with(R"({"0":200,"1":210})", "healthy");
    stale.components.append(
        {project + QStringLiteral(".roles"), QStringLiteral("error"), {}, {{QStringLiteral("0"), 90.0}}, {}});
    QVERIFY(!componentLoaded(stale, project, 100));
    QVERIFY(componentLoaded(stale, project, 100, 1, {QStringLiteral("rest"), QStringLiteral("jsResource")}));
}

void TestOperationTypes::components()
{
    const auto found = decodeComponents(json(
        R"({"name":"components","entries":[{"name":"syspulse","entries":[{"name":"config.yaml","size":5},{"name":"sub","entries":[]}],"status":{"status":"healthy","message":"ok"}},{"name":"empty"}]})"));
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->first().files, QStringList{QStringLiteral("config.yaml")});
    QCOMPARE(found->first().status, QStringLiteral("healthy"));
}

void TestOperationTypes::table()
{
    const auto found = decodeTable(json(
        R"({"schema":"data","name":"sys","hash_attribute":"id","attributes":[{"attribute":"id"},{"attribute":"value"}],"record_count":88})"));
    QCOMPARE(found->table, QStringLiteral("sys"));
    QCOMPARE(found->attributes.size(), 2);
    QCOMPARE(found->recordCount, 88);
}

void TestOperationTypes::aByteOrderMarkIsPartOfATablesName()
{
    const auto found = decodeDatabase(json("{\"sys\":{},\"\xef\xbb\xbfsys\":{}}"));
    QCOMPARE(found->keys(), (QStringList{QStringLiteral("sys"), QStringLiteral("\ufeffsys")}));
}

void TestOperationTypes::roles()
{
    const auto found = decodeRoles(json(
        R"([{"id":"r1","role":"reader","permission":{"super_user":false,"data":{}},"__createdtime__":1795448136270.5},
            {"id":"super_user","role":"super_user"}])"));
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->first().id, QStringLiteral("r1"));
    QCOMPARE(found->first().name, QStringLiteral("reader"));
    QCOMPARE(found->first().permission, QByteArray(R"({"data":{},"super_user":false})"));
    QCOMPARE(found->first().created, QByteArray("1795448136270.5"));
    QCOMPARE(found->last().permission, QByteArray());
    QCOMPARE(found->last().created, QByteArray());
    // One that is not understood may be the one that is looked for.
    QVERIFY(!decodeRoles(json(R"([{"id":"r1","role":"reader"},{"id":"r2"}])")));
}

void TestOperationTypes::roleHolders()
{
    const auto found = decodeRoleHolders(json(
        R"([{"username":"eve","active":false,"role":{"id":"r1","role":"reader","permission":{}}},
            {"username":"adam","role":"r2"},{"username":"cain"}])"));
    QVERIFY(found);
    QCOMPARE(found->size(), 3);
    QCOMPARE(found->at(0).user, QStringLiteral("eve"));
    QCOMPARE(found->at(0).roles, (QStringList{QStringLiteral("r1"), QStringLiteral("reader")}));
    QCOMPARE(found->at(1).roles, QStringList{QStringLiteral("r2")});
    QVERIFY(found->at(2).roles.isEmpty()); // whose role is gone
    QVERIFY(!decodeRoleHolders(json(R"([{"username":"eve"},{"role":"r1"}])")));
}

void TestOperationTypes::nonsense_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"null", "5", "\"x\"", "[]", "{}", "[null]", R"({"role":5,"username":5})",
                             R"({"componentStatus":5})", R"({"entries":[5,null,{"entries":7,"status":[]}]})",
                             R"({"http":[],"threads":"x","mqtt":[1]})", R"({"name":7,"attributes":5})",
                             R"({"time":5,"threads":{"a":1},"harperdb_processes":{"core":[5]}})"})
        QTest::newRow(text) << QByteArray(text);
}

void TestOperationTypes::nonsense()
{
    QFETCH(QByteArray, text);
    const Json value = *parseJson(text);
    // None may crash; those with required parts must refuse.
    QVERIFY(!decodeUserInfo(value));
    QVERIFY(!decodeStatus(value));
    QVERIFY(!decodeTable(value));
    const bool isEmptyList = text == "[]";
    QCOMPARE(decodeRoles(value).has_value(), isEmptyList);
    QCOMPARE(decodeRoleHolders(value).has_value(), isEmptyList);
    [[maybe_unused]] const auto configuration = decodeConfiguration(value);
    [[maybe_unused]] const auto information = decodeSystemInformation(value);
    [[maybe_unused]] const auto components = decodeComponents(value);
}

SYSPULSE_TEST(TestOperationTypes)
#include "tst_operationtypes.moc"
