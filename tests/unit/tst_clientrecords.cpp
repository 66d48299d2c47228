// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/clients/clientrecords.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestClientRecords : public QObject
{
    Q_OBJECT

private slots:
    void client();
    void badClients_data();
    void badClients();
    void longTextsAreCut();
    void refusedLogins();
    void orphanedSessions();
};

void TestClientRecords::client()
{
    const auto json = parseJson(R"({"id":"b-1-7","client":"c","user":"ann","address":"::1","port":9,
        "transport":"wss","since":1700000000123.5,"persistent":true,"keepalive":60,"subscription_count":99,
        "subscriptions":[{"topic":"a/#","qos":1},{"topic":"b"}],"node":"n","thread":3,"boot":"b"})");
    const auto client = decodeClient(*json);
    QVERIFY(client);
    QCOMPARE(client->id, QStringLiteral("b-1-7"));
    QCOMPARE(client->sinceMs, 1700000000123);
    QVERIFY(client->persistent);
    QCOMPARE(client->subscriptionCount, 99); // more than the record lists
    const QList<ClientSubscription> expected{{QStringLiteral("a/#"), 1}, {QStringLiteral("b"), 0}};
    QCOMPARE(client->subscriptions, expected);
    QCOMPARE(client->thread, 3);
}

void TestClientRecords::badClients_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("usable");
    QTest::newRow("no id") << QByteArray(R"({"client":"c"})") << false;
    QTest::newRow("array") << QByteArray("[1,2]") << false;
    QTest::newRow("number") << QByteArray("7") << false;
    QTest::newRow("wrong types")
        << QByteArray(
               R"({"id":"x","client":5,"port":"p","subscriptions":{"a":1},"since":null,"persistent":3})")
        << true;
    QTest::newRow("strange subscriptions")
        << QByteArray(R"({"id":"x","subscriptions":[1,null,{"topic":7,"qos":"x"}]})") << true;
}

void TestClientRecords::badClients()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, usable);
    QCOMPARE(decodeClient(*parseJson(json)).has_value(), usable);
}

void TestClientRecords::longTextsAreCut()
{
    const Json json{{"id", "x"}, {"client", std::string(5000, 'y')}};
    QCOMPARE(decodeClient(json)->clientId.size(), 256);
}

void TestClientRecords::refusedLogins()
{
    const auto threads = parseJson(R"([
        {"refused":3,"since":2000,"refusals":[{"time":10,"user":"a"},{"time":30,"user":"b","address":"1.2.3.4"}]},
        {"refused":2,"since":1000,"refusals":[{"time":20,"user":null,"client":"k"}]},
        {"refused":1,"refusals":"none"}, 5])");
    const RefusedLogins logins = decodeRefusedLogins(*threads);
    QCOMPARE(logins.total, 6);
    QCOMPARE(logins.sinceMs, 1000); // a thread that does not tell must not make it 1970
    QCOMPARE(logins.list.size(), 3);
    QCOMPARE(logins.list[0].user, QStringLiteral("b"));
    QCOMPARE(logins.list[1].clientId, QStringLiteral("k"));
    QVERIFY(logins.list[1].user.isEmpty());
    QCOMPARE(logins.list[2].timeMs, 10);
}

void TestClientRecords::orphanedSessions()
{
    const auto records = parseJson(R"([
        {"id":"here","subscriptions":[]},
        {"id":"away","subscriptions":[{"topic":"a","qos":1,"startTime":500.25},{"topic":"b","qos":1,"startTime":400}]},
        {"id":"plain"}, {"subscriptions":[]}])");
    const OrphanedSessions sessions = decodeOrphanedSessions(*records, {QStringLiteral("here")});
    QCOMPARE(sessions.list.size(), 2);
    QCOMPARE(sessions.list[0].clientId, QStringLiteral("away"));
    QCOMPARE(sessions.list[0].subscriptions.size(), 2);
    QCOMPARE(sessions.list[0].waitingSinceMs, 400);
    QCOMPARE(sessions.list[1].waitingSinceMs, 0);

    // The component cuts client ids; the table of sessions does not.
    const Json longOne = Json::array({{{"id", std::string(300, 'z')}}});
    QVERIFY(decodeOrphanedSessions(longOne, {QString(256, u'z')}).list.isEmpty());
    QCOMPARE(decodeOrphanedSessions(longOne, {}).list.first().clientId.size(), 300);
}

SYSPULSE_TEST(TestClientRecords)
#include "tst_clientrecords.moc"
