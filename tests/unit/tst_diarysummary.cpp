// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/clients/diarysummary.h"
#include "core/clients/diarywatch.h"
#include "tests/support/faketransport.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QTest>

using namespace syspulse;

/// What the diary of the clients says, and of which clients one is kept.
class TestDiarySummary : public QObject
{
    Q_OBJECT

private slots:
    void sumsUpWhatIsKnown();
    void isExported();
    void tooManyClientsAreLeftAlone_data();
    void tooManyClientsAreLeftAlone();
};

void TestDiarySummary::sumsUpWhatIsKnown()
{
    const auto visit = [](qint64 startedMs, qint64 seenMs, std::optional<qint64> endedMs) {
        ClientVisit each;
        each.startedMs = startedMs;
        each.seenMs = seenMs;
        each.endedMs = endedMs;
        return each;
    };
    DiaryPage page;
    page.watched = {{0, 150}, {900, 2000}};
    QCOMPARE(summaryOf(page, 100, 1000).came, 0);
    QCOMPARE(summaryOf(page, 100, 1000).watchedMs, 150);
    page.visits = {visit(50, 300, 300), visit(200, 300, 300), visit(900, 950, std::nullopt)};
    DiarySummary summary = summaryOf(page, 100, 1000);
    QCOMPARE(summary.came, 2); // the first one was there before
    QCOMPARE(summary.firstMs, 200);
    QCOMPARE(summary.lastMs, 900);
    QVERIFY(summary.there);
    QVERIFY(!summary.flapped);
    page.visits.clear();
    for (int i = 0; i < DiarySummary::flappingVisits; ++i)
        page.visits.append(visit(100 + i, 200 + i, 200 + i));
    QVERIFY(summaryOf(page, 100, 1000).flapped);
    QVERIFY(!summaryOf(page, 100, 1000).there);
    // As often, but nobody saw how long they stayed.
    for (ClientVisit &each : page.visits)
        each.endedMs = 100'000;
    QVERIFY(!summaryOf(page, 100, 1000).flapped);
    // As often, for an hour each.
    for (ClientVisit &each : page.visits)
        each.endedMs = each.seenMs = each.startedMs + 3600'000;
    QVERIFY(!summaryOf(page, 100, 1000).flapped);
}

void TestDiarySummary::isExported()
{
    constexpr qint64 cameMs = 1'800'000'000'000;
    DiaryPage page;
    page.watched = {{cameMs, cameMs + 60'000}};
    page.visits = {{QStringLiteral("b-1-3-2"),
                    QStringLiteral("sensor-2"),
                    QStringLiteral("plant"),
                    QStringLiteral("10.0.0.7"),
                    QStringLiteral("n"),
                    3,
                    cameMs + 5000,
                    cameMs + 5000,
                    {},
                    {}},
                   {QStringLiteral("b-1-3-1"), QStringLiteral("=cmd,\"x\""), QStringLiteral("plant"),
                    QStringLiteral("10.0.0.7"), QStringLiteral("n"), 3, cameMs, cameMs + 5000, cameMs + 5000,
                    VisitEnd::Left}};
    const QByteArrayList lines = diaryCsv(page).split('\n');
    QCOMPARE(lines.at(1).trimmed(),
             QByteArray("sensor-2,plant,10.0.0.7,n,3,2027-01-15T08:00:05.000Z,2027-01-15T08:00:05.000Z,,"));
    QVERIFY2(lines.at(2).startsWith("\"'=cmd,\"\"x\"\"\",plant,"), lines.at(2).constData());
    QVERIFY2(lines.at(2).trimmed().endsWith("2027-01-15T08:00:05.000Z,left"), lines.at(2).constData());
    const auto json = parseJson(diaryJson(page));
    QVERIFY(json);
    QCOMPARE(json->at("visits").size(), size_t(2));
    QVERIFY(json->at("visits")[0].at("goneBy").is_null());
    QCOMPARE(textOr(json->at("visits")[1], "client"), page.visits.at(1).clientId);
    QCOMPARE(json->at("watched").size(), size_t(1));
    QCOMPARE(boolAt(*json, "more"), false);
}

void TestDiarySummary::tooManyClientsAreLeftAlone_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<bool>("followed");
    QTest::newRow("as many as are followed") << DiaryWatch::maxClients << true;
    QTest::newRow("one more") << DiaryWatch::maxClients + 1 << false;
}

void TestDiarySummary::tooManyClientsAreLeftAlone()
{
    QFETCH(int, clients);
    QFETCH(bool, followed);
    const QString filter = QStringLiteral("sys_sessions/#");
    OperationsClient client{HarperEndpoint()};
    FakeTransport *transport = nullptr;
    MqttClient mqtt([&transport] {
        auto made = std::make_unique<FakeTransport>();
        transport = made.get();
        return made;
    });
    const MovedClock clock;
    DiaryWatch watch(&client, &mqtt, SysLayout(), &clock, [] { return qint64(0); });
    int told = 0;
    connect(&watch, &DiaryWatch::told, this,
            [&told](const DiaryFrame &frame) { told += int(frame.begun.size()); });
    watch.start();
    mqtt.start({});
    emit transport->opened();
    QCOMPARE(transport->filters, QSet<QString>{filter});
    QList<MqttMessage> messages;
    for (int i = 0; i < clients; ++i)
        messages.append({QStringLiteral("sys_sessions/b-1-1-%1").arg(i),
                         QStringLiteral("{\"id\":\"b-1-1-%1\"}").arg(i).toLatin1()});
    emit transport->messagesReceived(messages);
    emit transport->subscribed(filter, true);
    if (followed) {
        QTRY_COMPARE(told, clients);
        QVERIFY(transport->filters.contains(filter));
    } else {
        QTRY_VERIFY(transport->filters.isEmpty());
        QCOMPARE(told, 0);
    }
}

SYSPULSE_TEST(TestDiarySummary)
#include "tst_diarysummary.moc"
