// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/talkers.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 talkMs = 1'795'000'000'000;

BrokerSource tellingSource()
{
    BrokerSource source;
    source.workers = 2;
    return source;
}

TopClients talkingClients(const QList<std::pair<QString, double>> &rates)
{
    TopClients clients;
    clients.source = tellingSource();
    for (const auto &[name, rate] : rates) {
        ClientNumbers client;
        client.clientId = name;
        client.own = name.startsWith(QLatin1String("syspulse"));
        client.messagesInRate = rate;
        clients.busiest.append(client);
    }
    return clients;
}

TopTopics talkedTopics(const QString &name, std::optional<double> rate)
{
    TopTopics topics;
    topics.source = tellingSource();
    TopicTraffic topic;
    topic.topic = name;
    topic.messagesOutRate = rate;
    topics.topics.append(topic);
    return topics;
}

QStringList namesOf(const QList<Talkers::Talker> &list)
{
    QStringList names;
    for (const Talkers::Talker &talker : list)
        names.append(QStringLiteral("%1 %2").arg(talker.name).arg(talker.rate));
    return names;
}

} // namespace

class TestTalkers : public QObject
{
    Q_OBJECT

private slots:
    void theLargestAreKept()
    {
        TalkerBook book;
        QVERIFY(book.near(talkMs) == nullptr);
        book.add(talkingClients({{QStringLiteral("b"), 2},
                                 {QStringLiteral("syspulse-1"), 99},
                                 {QStringLiteral("a"), 2},
                                 {QStringLiteral("quiet"), 0},
                                 {QStringLiteral("d"), 1},
                                 {QStringLiteral("twin"), 3},
                                 {QStringLiteral("twin"), 4}}),
                 talkMs);
        book.add(talkedTopics(QStringLiteral("plant/#"), 5), talkMs + 100);
        const Talkers *talkers = book.near(talkMs);
        QVERIFY(talkers != nullptr);
        QCOMPARE(talkers->timeMs, talkMs);
        QCOMPARE(namesOf(talkers->clients),
                 (QStringList{QStringLiteral("twin 7"), QStringLiteral("a 2"), QStringLiteral("b 2")}));
        QCOMPARE(namesOf(talkers->topics), QStringList{QStringLiteral("plant/# 5")});
    }

    void whatIsNotToldIsNotKnown()
    {
        TalkerBook book;
        TopClients clients = talkingClients({{QStringLiteral("a"), 1}});
        clients.source.error.message = QStringLiteral("refused");
        book.add(clients, talkMs);
        clients = talkingClients({{QStringLiteral("a"), 1}});
        clients.source.uncounted = 2;
        book.add(clients, talkMs);
        clients.source = BrokerSource();
        book.add(clients, talkMs);
        QVERIFY(book.near(talkMs) == nullptr);
        book.add(talkedTopics(QStringLiteral("t"), std::nullopt), talkMs);
        QVERIFY(book.near(talkMs)->topics.isEmpty());
    }

    void theNearestMomentAnswers()
    {
        TalkerBook book;
        const auto at = [&book](qint64 ms) {
            const Talkers *talkers = book.near(ms);
            return talkers == nullptr || talkers->clients.isEmpty() ? QString()
                                                                    : talkers->clients.first().name;
        };
        for (const int minute : {0, 1, 5})
            book.add(talkingClients({{QString::number(minute), 1}}), talkMs + minute * 60'000);
        QCOMPARE(at(talkMs - TalkerBook::reachMs), QStringLiteral("0"));
        QCOMPARE(at(talkMs - TalkerBook::reachMs - 1), QString());
        QCOMPARE(at(talkMs + 29'000), QStringLiteral("0"));
        QCOMPARE(at(talkMs + 31'000), QStringLiteral("1"));
        QCOMPARE(at(talkMs + 3 * 60'000), QString()); // nobody watched
        QCOMPARE(at(talkMs + 6 * 60'000), QStringLiteral("5"));
        // Of reports that come close together the newest stays.
        book.add(talkingClients({{QStringLiteral("new"), 1}}), talkMs + 5 * 60'000 + 2000);
        QCOMPARE(at(talkMs + 5 * 60'000), QStringLiteral("new"));
        // A clock that was set back takes with it what it said.
        book.add(talkingClients({{QStringLiteral("back"), 1}}), talkMs + 30'000);
        QCOMPARE(at(talkMs + 60'000), QStringLiteral("back"));
        QCOMPARE(at(talkMs + 6 * 60'000), QString());
    }

    void aDayIsKept()
    {
        TalkerBook book;
        for (int i = 0; i <= TalkerBook::mostMoments; ++i)
            book.add(talkedTopics(QStringLiteral("t"), 1), talkMs + i * 60'000LL);
        QVERIFY(book.near(talkMs)->timeMs == talkMs + 60'000);
        QVERIFY(book.near(talkMs - 1000) == nullptr);
        book.clear();
        QVERIFY(book.near(talkMs + 60'000) == nullptr);
    }
};

SYSPULSE_TEST(TestTalkers)
#include "tst_talkers.moc"
