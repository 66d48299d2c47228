// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/updater/samplecollector.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 brokerStart = 1795000000000;
constexpr qint64 readAt = brokerStart + 100000;

} // namespace

/// A server that has the component's tables, or refuses them.
class TestSampleCollector : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void eventsAreRead();
    void withoutEvents_data();
    void withoutEvents();
    void brokenLinkIsAFailure();

private:
    QByteArray answer(const FakeHttpServer::Request &request) const;
    Result<SampleCollector::Sample> collect();

    std::unique_ptr<FakeHttpServer> m_server;
    QByteArray m_threads;    ///< whole HTTP answer
    QByteArray m_persistent; ///< whole HTTP answer
    Json m_asked;            ///< the request for persistent clients
};

void TestSampleCollector::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_server->answer = [this](const FakeHttpServer::Request &request, int) {
        const Json body = *parseJson(request.body);
        if (textOr(body, "table") == QLatin1String("sys_sessions"))
            m_asked = body;
        return answer(request);
    };
    const Json thread{{"thread", 1},  {"boot", "b"},  {"since", brokerStart}, {"updated", readAt},
                      {"sockets", 9}, {"refused", 2}, {"connected", 3},       {"open", 4}};
    m_threads = FakeHttpServer::reply(200, dumpJson(Json::array({thread})));
    m_persistent = FakeHttpServer::reply(200, R"([{"client":"b"},{"client":"b"},{"client":"other"}])");
    m_asked = nullptr;
}

QByteArray TestSampleCollector::answer(const FakeHttpServer::Request &request) const
{
    const Json body = *parseJson(request.body);
    const QString operation = textOr(body, "operation");
    const QString table = textOr(body, "table");
    if (table == QLatin1String("sys_threads"))
        return m_threads;
    if (table == QLatin1String("sys_sessions"))
        return m_persistent;
    Json json = Json::array();
    if (table == QLatin1String("hdb_durable_session"))
        json = {{{"id", "a"}}, {{"id", "b"}}, {{"id", "c"}}};
    else if (operation == QLatin1String("get_configuration"))
        json = {{"http", Json::object()}};
    else if (operation == QLatin1String("registration_info"))
        json = {{"version", "4.7.29"}};
    else if (operation == QLatin1String("get_status"))
        return FakeHttpServer::reply(400, R"({"error":"Operation 'get_status' not found"})");
    else if (operation == QLatin1String("system_information"))
        json = {{"time", {{"current", readAt}}},
                {"threads", {{{"threadId", 1}, {"name", "http"}}}},
                {"harperdb_processes", {{"core", {{{"started", "2026-11-18 11:06:40"}}}}}}};
    return FakeHttpServer::reply(200, dumpJson(json));
}

Result<SampleCollector::Sample> TestSampleCollector::collect()
{
    HarperEndpoint endpoint;
    endpoint.url = m_server->url();
    endpoint.timeoutMs = 1500;
    OperationsClient client(endpoint);
    const SystemClock clock;
    SampleCollector collector(&client, SysLayout(), &clock);
    std::optional<Result<SampleCollector::Sample>> result;
    collector.collect(Metrics(), false, [&result](const auto &sample) { result = sample; });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, test::patienceMs))
        return failure(ErrorKind::Cancelled, QStringLiteral("NEVER ANSWERED"));
    return *result;
}

void TestSampleCollector::eventsAreRead()
{
    const auto sample = collect();
    QVERIFY2(sample, sample ? "" : qPrintable(describe(sample.error())));
    QVERIFY(sample->facts.events);
    QVERIFY(sample->facts.events->complete);
    QCOMPARE(sample->facts.events->sockets, 9);
    QCOMPARE(sample->facts.durableSessions, 3);
    QCOMPARE(sample->facts.disconnected, 2);
    QVERIFY(m_asked["get_attributes"] == Json::array({"client"}));
    QVERIFY(m_asked["conditions"][0]["search_attribute"] == "persistent");
}

void TestSampleCollector::withoutEvents_data()
{
    QTest::addColumn<QByteArray>("threads");
    QTest::addColumn<QByteArray>("persistent");
    const QByteArray none =
        FakeHttpServer::reply(404, R"({"error":"Table 'data.sys_threads' does not exist"})");
    const QByteArray refused = FakeHttpServer::reply(403, R"({"error":"not allowed"})");
    const QByteArray clients = FakeHttpServer::reply(200, "[]");
    QTest::newRow("no table") << none << clients;
    QTest::newRow("refused") << refused << clients;
    QTest::newRow("no thread has started") << FakeHttpServer::reply(200, "[]") << clients;
    QTest::newRow("sessions refused") << QByteArray() << refused;
}

void TestSampleCollector::withoutEvents()
{
    QFETCH(QByteArray, threads);
    QFETCH(QByteArray, persistent);
    if (!threads.isEmpty())
        m_threads = threads;
    m_persistent = persistent;
    const auto sample = collect();
    QVERIFY2(sample, sample ? "" : qPrintable(describe(sample.error())));
    QCOMPARE(sample->facts.events.has_value(), threads.isEmpty());
    QVERIFY(!sample->facts.disconnected); // not 0 and not all of them
}

void TestSampleCollector::brokenLinkIsAFailure()
{
    m_threads = "HTTP/1.1 200 X\r\nContent-Length: 500\r\nConnection: close\r\n\r\n[";
    QVERIFY(!collect());
}

SYSPULSE_TEST(TestSampleCollector)
#include "tst_samplecollector.moc"
