// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backfill/backfill.h"
#include "core/base/json.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <limits>
#include <QSignalSpy>

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 firstHour = 1'799'996'400'000; // a whole hour
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
const SeriesKey receivedKey{QStringLiteral("$SYS/broker/publish/messages/received"), true};
const SeriesKey bytesSent{QStringLiteral("$SYS/broker/bytes/sent"), true};
const SeriesKey connectedKey{QStringLiteral("$SYS/broker/clients/connected"), false};

AggregateRow tick(qint64 atMs, double periodMs = 60'000)
{
    AggregateRow row;
    row.timeMs = row.storedMs = double(atMs);
    row.periodMs = periodMs;
    row.entry.name = AnalyticsName(QStringLiteral("resource-usage"));
    return row;
}

AggregateRow packets(qint64 atMs, const char *metric, qint64 count, double mean, double periodMs = 60'000)
{
    AggregateRow row = tick(atMs - 5, periodMs); // written just before the tick's own
    row.entry.name = AnalyticsName(QLatin1String(metric), QStringLiteral("sys"),
                                   QStringLiteral("publish,qos=1"), QStringLiteral("mqtt"));
    row.entry.count = count;
    row.entry.mean = mean;
    return row;
}

AnalyticsRow raw(qint64 atMs, int thread, qint64 publishes, qint64 connections)
{
    AnalyticsRow row;
    row.id = row.timeMs = double(atMs);
    row.threadId = thread;
    if (publishes > 0)
        row.entries.append(packets(atMs, "bytes-received", publishes, 10).entry);
    if (connections > 0) {
        AnalyticsEntry entry;
        entry.name = AnalyticsName(QStringLiteral("mqtt-connections"));
        entry.connections = connections;
        row.entries.append(entry);
    }
    return row;
}

} // namespace

class TestBackfill : public QObject
{
    Q_OBJECT

private slots:
    void sumsBeyondTheType()
    {
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        RawMinutes minutes({firstHour, firstHour + minute}, 0, {1, 2});
        minutes.add({raw(firstHour + 1000, 1, 0, most), raw(firstHour + 2000, 2, 0, most)});
        QCOMPARE(minutes.values().value(connectedKey).constFirst().value, double(most));
    }

    void rowsFarAway()
    {
        RawMinutes minutes({firstHour, firstHour + minute}, -9007199254740992, {1});
        AnalyticsRow far = raw(firstHour, 1, 5, 1);
        far.id = far.timeMs = 1e300;
        minutes.add({far});
        QVERIFY(minutes.values().isEmpty());
    }

    void sumsBecomeRatesPerMinute()
    {
        const TimeSpan span{firstHour, firstHour + 3 * minute};
        QList<AggregateRow> rows{packets(firstHour + minute, "bytes-received", 600, 20),
                                 packets(firstHour + 2 * minute, "bytes-sent", 60, 100)};
        AggregateRow sockets = tick(firstHour + minute - 5);
        sockets.entry.name = AnalyticsName(QStringLiteral("mqtt-connections"));
        sockets.connections = 3.5;
        rows.append(sockets);
        const PastValues past =
            pastFromAggregates({tick(firstHour + 2 * minute), tick(firstHour + minute)}, rows, span, 0);
        // A minute with a tick and no packets is 0, one without a tick is unknown.
        QCOMPARE(past.value(receivedKey),
                 (QList<SeriesPoint>{{firstHour + minute / 2, 10}, {firstHour + 3 * minute / 2, 0}}));
        QCOMPARE(past.value(bytesSent),
                 (QList<SeriesPoint>{{firstHour + minute / 2, 0}, {firstHour + 3 * minute / 2, 100}}));
        QCOMPARE(past.value(connectedKey), (QList<SeriesPoint>{{firstHour + minute / 2, 3.5}}));
    }

    void shortAndLateTicks()
    {
        // Every 7.5 s the first 5 s are summed up, as a server does that is told to do so every 5 s.
        QList<AggregateRow> ticks;
        QList<AggregateRow> rows;
        for (int i = 1; i <= 8; ++i) {
            ticks.append(tick(firstHour + i * 7500, 7500));
            rows.append(packets(firstHour + i * 7500, "bytes-received", 50, 20, 5000));
        }
        const TimeSpan span{firstHour, firstHour + minute};
        QCOMPARE(pastFromAggregates(ticks, rows, span, 0).value(receivedKey),
                 (QList<SeriesPoint>{{firstHour + minute / 2, 10}}));
        // A tick after 90 s tells about one and a half minutes.
        const PastValues late = pastFromAggregates({tick(firstHour + 90'000, 90'000)},
                                                   {packets(firstHour + 90'000, "bytes-received", 600, 20)},
                                                   {firstHour, firstHour + 2 * minute}, 0);
        QCOMPARE(late.value(receivedKey).size(), 2);
        QCOMPARE(late.value(receivedKey).at(1).value, 10.0);
        // One that says it tells about a day does not.
        QCOMPARE(pastFromAggregates({tick(firstHour + 60 * minute, 86'400'000)}, {},
                                    {firstHour, firstHour + hour}, 0)
                     .value(receivedKey)
                     .size(),
                 5);
    }

    void timesAreOfThisMachine()
    {
        const PastValues past = pastFromAggregates(
            {tick(firstHour + minute + 5000)}, {packets(firstHour + minute + 5000, "bytes-received", 60, 1)},
            {firstHour, firstHour + minute}, 5000);
        QCOMPARE(past.value(receivedKey), (QList<SeriesPoint>{{firstHour + minute / 2, 1}}));
        RawMinutes minutes({firstHour, firstHour + minute}, 5000, {1});
        minutes.add({raw(firstHour + minute + 4000, 1, 60, 0)});
        QCOMPARE(minutes.values().value(receivedKey), (QList<SeriesPoint>{{firstHour + minute / 2, 1}}));
    }

    void rawRowsBecomeRatesPerMinute()
    {
        RawMinutes minutes({firstHour - 1000, firstHour + 3 * minute + 20'000}, 0, {1, 2});
        minutes.add(
            {raw(firstHour - 500, 1, 1000, 7), // before the first whole minute: tells its sockets only
             raw(firstHour + 1000, 1, 30, 4), raw(firstHour + 50'000, 1, 30, 5)});
        minutes.add(
            {raw(firstHour + 2 * minute + 1000, 2, 0, 2), raw(firstHour + 3 * minute + 1, 1, 500, 1)});
        const PastValues past = minutes.values();
        // In the second minute nobody told anything; the fourth is not over.
        QCOMPARE(past.value(receivedKey),
                 (QList<SeriesPoint>{{firstHour + minute / 2, 1}, {firstHour + 5 * minute / 2, 0}}));
        // Known once both threads have told their own.
        QCOMPARE(past.value(connectedKey), (QList<SeriesPoint>{{firstHour + 5 * minute / 2, 7}}));
    }

    void readsNewestFirstInPages()
    {
        FakeHttpServer server;
        server.answer = [](const FakeHttpServer::Request &request, int) {
            const Json body = *parseJson(request.body);
            if (textOr(body, "operation") != QLatin1String("get_analytics"))
                return FakeHttpServer::reply(500, R"({"error":"not asked for"})");
            Json rows = Json::array();
            if (textOr(body, "metric") == QLatin1String("resource-usage")) {
                const qint64 from = *integerAt(body, "start_time");
                rows.push_back({{"metric", "resource-usage"},
                                {"time", from + minute},
                                {"id", from + minute},
                                {"period", minute}});
            }
            return FakeHttpServer::reply(200, dumpJson(rows));
        };
        const QList<PastFrame> frames =
            read(server, false, {{firstHour - 20 * hour, firstHour + 30 * minute}});
        QCOMPARE(m_error.message, QString());
        QCOMPARE(frames.size(), 3);
        QCOMPARE(frames.at(0).settled, (TimeSpan{firstHour - 5 * hour, firstHour + 30 * minute}));
        QCOMPARE(frames.at(1).settled,
                 (TimeSpan{firstHour - 17 * hour, firstHour - 5 * hour})); // few rows: longer
        QCOMPARE(frames.at(2).settled, (TimeSpan{firstHour - 20 * hour, firstHour - 17 * hour}));
        QCOMPARE(frames.at(2).values.value(receivedKey),
                 (QList<SeriesPoint>{{firstHour - 20 * hour + minute / 2, 0}}));
        const Json sent = *parseJson(server.requests.at(2).body);
        QVERIFY(sent["metric"] == "bytes-sent");
        QVERIFY(sent["conditions"][0]["value"] == "mqtt");
    }

    void anOldServerTellsTheRawHourOnly()
    {
        FakeHttpServer server;
        server.answer = [](const FakeHttpServer::Request &request, int) {
            const Json body = *parseJson(request.body);
            const QString operation = textOr(body, "operation");
            if (operation == QLatin1String("system_information"))
                return FakeHttpServer::reply(200, R"({"threads":[{"threadId":1,"name":"http"}]})");
            if (operation != QLatin1String("search_by_conditions"))
                return FakeHttpServer::reply(400, R"({"error":"Operation 'get_analytics' not found"})");
            const double after = *numberAt(body["conditions"][0], "search_value");
            const Json rows = Json::array({{{"id", after + 90'000}, {"threadId", 1}}});
            return FakeHttpServer::reply(200, dumpJson(rows));
        };
        const QList<PastFrame> frames =
            read(server, true, {{firstHour - 30 * minute, firstHour + 30 * minute}});
        QCOMPARE(m_error.message, QString()); // nothing went wrong
        QCOMPARE(frames.size(), 1);
        QVERIFY(frames.at(0).settled.isEmpty());
        QCOMPARE(frames.at(0).values.value(receivedKey),
                 (QList<SeriesPoint>{{firstHour - 24 * minute + minute / 2, 0}}));
        QCOMPARE(frames.at(0).values.value(connectedKey).size(), 1);
    }

    void aBrokenLinkIsSaid()
    {
        FakeHttpServer server;
        server.answer = [](const FakeHttpServer::Request &, int) { return QByteArray("nonsense\r\n\r\n"); };
        QVERIFY(read(server, false, {{firstHour, firstHour + hour}}).isEmpty());
        QVERIFY(!m_error.message.isEmpty());
    }

private:
    QList<PastFrame> read(const FakeHttpServer &server, bool rawRows, const QList<TimeSpan> &missing)
    {
        HarperEndpoint endpoint;
        endpoint.url = server.url();
        endpoint.timeoutMs = 2000;
        OperationsClient client(endpoint);
        Backfill backfill(&client, {rawRows, 0});
        QList<PastFrame> frames;
        connect(&backfill, &Backfill::arrived, this, [&](const PastFrame &frame) { frames.append(frame); });
        bool done = false;
        connect(&backfill, &Backfill::finished, this, [&](const Error &error) {
            m_error = error;
            done = true;
        });
        backfill.run(missing, missing.constLast().toMs + (rawRows ? 0 : hour));
        if (!QTest::qWaitFor([&done] { return done; }, test::patienceMs))
            m_error.message = QStringLiteral("NEVER ENDED");
        return frames;
    }

    Error m_error;
};

SYSPULSE_TEST(TestBackfill)
#include "tst_backfill.moc"
