// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/base/json.h"
#include "core/clients/clientrecords.h"
#include "tests/support/testregistry.h"

#include <limits>

#include <QTest>

using namespace syspulse;

class TestClientRecords : public QObject
{
    Q_OBJECT

private slots:
    void client();
    void aByteOrderMarkIsPartOfAnId();
    void subscriptionsStayAsTheyAre();
    void filtersAreFoundOneByOne();
    void badClients_data();
    void badClients();
    void longTextsAreBounded();
    void numbersBeyondTheirTypeAreClamped_data();
    void numbersBeyondTheirTypeAreClamped();
    void absurdTimesAreUnknown_data();
    void absurdTimesAreUnknown();
    void countsDoNotOverflow();
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
    QCOMPARE(client->subscriptions.list(), expected);
    QCOMPARE(client->thread, 3);
}

void TestClientRecords::aByteOrderMarkIsPartOfAnId()
{
    // Two clients: who disconnects one of them must not meet the other.
    const auto json = parseJson("[{\"id\":\"1\",\"client\":\"c\"},{\"id\":\"2\",\"client\":\"\xef\xbb\xbf"
                                "c\","
                                "\"subscriptions\":[{\"topic\":\"\xef\xbb\xbf"
                                "t\"}]}]");
    const auto client = decodeClient(json->at(1));
    QCOMPARE(client->clientId, QStringLiteral("\ufeffc"));
    QVERIFY(client->clientId != decodeClient(json->at(0))->clientId);
    QCOMPARE(client->subscriptions.list().constFirst().filter, QStringLiteral("\ufefft"));
    QVERIFY(client->subscriptions.contain(QStringLiteral("\ufefft")));
}

void TestClientRecords::subscriptionsStayAsTheyAre()
{
    QCOMPARE(ClientSubscriptions().list(), QList<ClientSubscription>());
    QCOMPARE(ClientSubscriptions().size(), 0);
    QList<ClientSubscription> odd{{QString(), 2},
                                  {QStringLiteral("caf\u00e9/\u6e29\u5ea6/#"), 1},
                                  {QStringLiteral("two\nlines"), 0},
                                  {QString(QChar(0)) + QStringLiteral("null"), 1},
                                  {QStringLiteral("\U0001f321/+"), 2},
                                  {QStringLiteral("\u00ff\ufffd"), 0}};
    for (int i = 0; i < 1000; ++i)
        odd.append({QStringLiteral("plant/%1/#").arg(i), i % 3});
    const ClientSubscriptions subscriptions(odd);
    QCOMPARE(subscriptions.list(), odd);
    QCOMPARE(subscriptions.size(), odd.size());
    QVERIFY(subscriptions == ClientSubscriptions(odd));
    odd.last().qos = 1;
    QVERIFY(!(subscriptions == ClientSubscriptions(odd)));
    QCOMPARE((ClientSubscriptions{{QStringLiteral("a"), 7}}).list().constFirst().qos, 2);
}

void TestClientRecords::filtersAreFoundOneByOne()
{
    const ClientSubscriptions subscriptions{{QStringLiteral("Plant/\u00c4/#"), 1},
                                            {QStringLiteral("b/1"), 0}};
    for (const char16_t *there : {u"plant", u"\u00e4/", u"#", u"B/1", u""})
        QVERIFY2(subscriptions.contain(QString::fromUtf16(there)), qPrintable(QString::fromUtf16(there)));
    for (const char16_t *missing : {u"#b", u"#1", u"/10", u"1b", u"2"})
        QVERIFY2(!subscriptions.contain(QString::fromUtf16(missing)),
                 qPrintable(QString::fromUtf16(missing)));
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

void TestClientRecords::longTextsAreBounded()
{
    // A foreign record; the component's own texts are bounded already and stay as they are.
    const QString text(5000, u'y');
    const Json foreign{{"id", "x"}, {"client", toUtf8String(text)}};
    QCOMPARE(decodeClient(foreign)->clientId, boundedText(text));
    const Json own{{"id", "x"}, {"client", toUtf8String(boundedText(text))}};
    QCOMPARE(decodeClient(own)->clientId, boundedText(text));
}

void TestClientRecords::numbersBeyondTheirTypeAreClamped_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("count");
    const int most = std::numeric_limits<int>::max();
    QTest::newRow("usual") << QByteArray("1883") << 1883 << 1883;
    QTest::newRow("a bit more") << QByteArray("65536") << 65535 << 65536;
    QTest::newRow("2^31") << QByteArray("2147483648") << 65535 << most;
    QTest::newRow("2^32+1") << QByteArray("4294967297") << 65535 << most;
    QTest::newRow("2^63") << QByteArray("9223372036854775808") << 65535 << most;
    QTest::newRow("1e300") << QByteArray("1e300") << 65535 << most;
    QTest::newRow("negative") << QByteArray("-5") << 0 << 0;
    QTest::newRow("-1e300") << QByteArray("-1e300") << 0 << 0;
    QTest::newRow("fraction") << QByteArray("7.9") << 7 << 7;
}

void TestClientRecords::numbersBeyondTheirTypeAreClamped()
{
    QFETCH(QByteArray, number);
    QFETCH(int, port);
    QFETCH(int, count);
    const QByteArray text = QByteArray(R"({"id":"x","port":N,"keepalive":N,"thread":N,"subscription_count":N,
        "subscriptions":[{"topic":"a","qos":N}]})")
                                .replace("N", number);
    const auto client = decodeClient(*parseJson(text));
    QVERIFY(client);
    QCOMPARE(client->port, port);
    QCOMPARE(client->keepAliveSeconds, port);
    QCOMPARE(client->thread, count);
    QCOMPARE(client->subscriptionCount, count);
    QCOMPARE(client->subscriptions.list().constFirst().qos, std::min(count, 2));
}

void TestClientRecords::absurdTimesAreUnknown_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("usual") << QByteArray("1700000000123.5") << 1700000000123LL;
    QTest::newRow("the year 9999") << QByteArray("253402300799999") << 253402300799999LL;
    for (const char *time : {"253402300800000", "9005403620029000", "9223372036854775807",
                             "9223372036854775808", "1e19", "1e300", "-1", "-1e300", "0", "null"})
        QTest::newRow(time) << QByteArray(time) << 0LL;
}

void TestClientRecords::absurdTimesAreUnknown()
{
    QFETCH(QByteArray, time);
    QFETCH(qint64, expected);
    const auto with = [&time](const char *text) { return *parseJson(QByteArray(text).replace("@", time)); };
    QCOMPARE(decodeClient(with(R"({"id":"x","since":@})"))->sinceMs, expected);
    const RefusedLogins logins =
        decodeRefusedLogins(with(R"([{"refused":1,"since":@,"refusals":[{"time":@}]}])"));
    QCOMPARE(logins.sinceMs, expected);
    QCOMPARE(logins.list.constFirst().timeMs, expected);
    const OrphanedSessions sessions =
        decodeOrphanedSessions(with(R"([{"id":"s","subscriptions":[{"topic":"a","startTime":@}]}])"), {});
    QCOMPARE(sessions.list.constFirst().waitingSinceMs, expected);
}

void TestClientRecords::countsDoNotOverflow()
{
    Json threads = Json::array();
    for (int i = 0; i < 3000; ++i)
        threads.push_back({{"refused", 9007199254740992.0}});
    QCOMPARE(decodeRefusedLogins(threads).total, std::numeric_limits<qint64>::max());
    QCOMPARE(decodeRefusedLogins(*parseJson(R"([{"refused":1e300},{"refused":-7},{"refused":2}])")).total, 2);
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

    // The component bounds client ids; the table of sessions has them in full.
    const QString start(300, u'z');
    const Json longOnes =
        Json::array({{{"id", toUtf8String(start + u'1')}}, {{"id", toUtf8String(start + u'2')}}});
    const auto away = decodeOrphanedSessions(longOnes, {boundedText(start + u'1')}).list;
    QCOMPARE(away.size(), 1);
    QCOMPARE(away.constFirst().clientId, start + u'2');
}

SYSPULSE_TEST(TestClientRecords)
#include "tst_clientrecords.moc"
