// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/broker/brokermonitor.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"
#include "tests/unit/fakehttpserver.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Polls, and what a server says that has no component or an older one.
class TestBrokerMonitor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void asksOnlyForWhatIsWatched();
    void askedAgainWhileUnderWayItAsksOnceMore();
    void glancesWhileNobodyWatches();
    void afterAGlanceThatFailedItRests();
    void withoutTheComponentThatIsSaid();
    void anOlderComponentIsToBeUpgraded_data();
    void anOlderComponentIsToBeUpgraded();
    void silentWorkersAreAnError();
    void whoMayNotAskForThreadsIsAskedOnce();
    void otherErrorsStayWhatTheyAre();

private:
    QByteArray answer(const FakeHttpServer::Request &request);

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<BrokerMonitor> m_monitor;
    QMap<QString, QByteArray> m_answers; ///< by table
    QSet<QString> m_held;                ///< tables that get no answer
    QStringList m_asked;                 ///< tables and operations
    MovedClock m_clock;
    QByteArray m_threads; ///< what "system_information" answers
};

QByteArray TestBrokerMonitor::answer(const FakeHttpServer::Request &request)
{
    const auto json = parseJson(request.body);
    const QString table = json ? textOr(*json, "table") : QString();
    if (table.isEmpty()) {
        m_asked.append(QStringLiteral("threads"));
        return m_threads;
    }
    m_asked.append(table);
    return m_held.contains(table) ? QByteArray() : m_answers.value(table);
}

void TestBrokerMonitor::init()
{
    const QByteArray now = QByteArray::number(QDateTime::currentMSecsSinceEpoch());
    const QByteArray none = FakeHttpServer::reply(200, "[]");
    m_answers = {{QStringLiteral("sys_threads"),
                  FakeHttpServer::reply(200, "[{\"id\":\"b-1\",\"boot\":\"b\",\"thread\":1,\"updated\":" +
                                                 now + ",\"connected\":3}]")},
                 {QStringLiteral("sys_clients_top"), none},
                 {QStringLiteral("sys_storms"), none},
                 {QStringLiteral("sys_topics_top"), none}};
    m_threads = FakeHttpServer::reply(200, R"({"threads":[{"threadId":1,"name":"http"}]})");
    m_held.clear();
    m_asked.clear();
    m_server = std::make_unique<FakeHttpServer>();
    m_server->answer = [this](const FakeHttpServer::Request &request, int) { return answer(request); };
    HarperEndpoint endpoint;
    endpoint.url = m_server->url();
    endpoint.timeoutMs = 20000;
    m_client = std::make_unique<OperationsClient>(endpoint);
    m_monitor = std::make_unique<BrokerMonitor>(m_client.get(), SysLayout(), &m_clock,
                                                [] { return QDateTime::currentMSecsSinceEpoch(); });
}

void TestBrokerMonitor::cleanup()
{
    m_monitor.reset();
    m_client.reset();
    m_server.reset();
}

void TestBrokerMonitor::asksOnlyForWhatIsWatched()
{
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    QSignalSpy workers(m_monitor.get(), &BrokerMonitor::workersChanged);
    m_monitor->refresh(); // of nothing
    m_monitor->watch(BrokerView::Storms);
    QTRY_COMPARE(storms.count(), 1);
    QCOMPARE(m_asked, QStringList({QStringLiteral("threads"), QStringLiteral("sys_threads"),
                                   QStringLiteral("sys_storms")}));
    // Again by itself.
    QTRY_VERIFY(storms.count() >= 2);
    m_monitor->watch(BrokerView::Workers);
    QTRY_COMPARE(workers.count(), 1);
    const auto report = workers.constFirst().constFirst().value<WorkersReport>();
    QCOMPARE(report.clients, 3);
    QVERIFY(report.source.error.message.isEmpty());
    m_monitor->watch({});
    const qsizetype before = m_asked.size();
    m_monitor->refresh();
    // Another view shows that nothing was asked meanwhile.
    m_monitor->watch(BrokerView::Topics);
    QSignalSpy topics(m_monitor.get(), &BrokerMonitor::topTopicsChanged);
    QTRY_COMPARE(topics.count(), 1);
    QCOMPARE(m_asked.mid(before), QStringList({QStringLiteral("threads"), QStringLiteral("sys_threads"),
                                               QStringLiteral("sys_topics_top")}));
}

void TestBrokerMonitor::askedAgainWhileUnderWayItAsksOnceMore()
{
    m_held.insert(QStringLiteral("sys_storms"));
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    m_monitor->watch(BrokerView::Storms);
    QTRY_VERIFY(m_asked.contains(QStringLiteral("sys_storms")));
    for (int i = 0; i < 5; ++i)
        m_monitor->refresh();
    QCOMPARE(m_asked.count(QStringLiteral("sys_storms")), 1);
    QCOMPARE(m_server->requests.size(), 3);
    m_held.clear();
    m_server->send(2, m_answers.value(QStringLiteral("sys_storms")));
    QTRY_COMPARE(storms.count(), 2);
}

void TestBrokerMonitor::glancesWhileNobodyWatches()
{
    QSignalSpy clients(m_monitor.get(), &BrokerMonitor::topClientsChanged);
    QSignalSpy topics(m_monitor.get(), &BrokerMonitor::topTopicsChanged);
    m_monitor->setGlances(10, 1'000'000);
    m_monitor->glance(BrokerViews(BrokerView::Clients) | BrokerView::Topics);
    QTRY_VERIFY(clients.count() >= 3 && topics.count() >= 3);
    QVERIFY(!m_asked.contains(QStringLiteral("sys_storms")));
    // Who watches, and leaves again, ends no glances.
    m_monitor->watch(BrokerView::Clients);
    m_monitor->watch({});
    const qsizetype before = clients.count();
    QTRY_VERIFY(clients.count() >= before + 3);
    m_monitor->glance({});
    QTRY_COMPARE(m_server->requests.size(), m_asked.size());
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    m_monitor->watch(BrokerView::Storms);
    QTRY_COMPARE(storms.count(), 1);
    const qsizetype asked = m_asked.count(QStringLiteral("sys_clients_top"));
    QTRY_VERIFY(storms.count() >= 2);
    QCOMPARE(m_asked.count(QStringLiteral("sys_clients_top")), asked);
}

void TestBrokerMonitor::afterAGlanceThatFailedItRests()
{
    QSignalSpy clients(m_monitor.get(), &BrokerMonitor::topClientsChanged);
    const QByteArray good = m_answers.value(QStringLiteral("sys_clients_top"));
    m_answers[QStringLiteral("sys_clients_top")] = FakeHttpServer::reply(403, R"({"error":"no"})");
    m_monitor->setGlances(10, 1'000'000);
    m_monitor->glance(BrokerView::Clients);
    QTRY_COMPARE(clients.count(), 1);
    // Polls of another view show that no glance comes meanwhile.
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    m_monitor->watch(BrokerView::Storms);
    QTRY_VERIFY(storms.count() >= 2);
    QCOMPARE(clients.count(), 1);
    m_answers[QStringLiteral("sys_clients_top")] = good;
    m_monitor->glance(BrokerView::Clients);
    QTRY_VERIFY(clients.count() >= 4);
}

void TestBrokerMonitor::withoutTheComponentThatIsSaid()
{
    m_answers[QStringLiteral("sys_threads")] =
        FakeHttpServer::reply(404, R"({"error":"Table 'data.sys_threads' does not exist"})");
    QSignalSpy workers(m_monitor.get(), &BrokerMonitor::workersChanged);
    m_monitor->watch(BrokerView::Workers);
    QTRY_COMPARE(workers.count(), 1);
    const Error error = workers.constFirst().constFirst().value<WorkersReport>().source.error;
    QVERIFY(error.kind == ErrorKind::Conflict);
    QVERIFY2(error.message.contains(QLatin1String("Set the instance up first")), qPrintable(error.message));
}

void TestBrokerMonitor::anOlderComponentIsToBeUpgraded_data()
{
    QTest::addColumn<int>("view");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QByteArray>("words");
    const auto missing = [](const char *table) -> QByteArray {
        return QByteArray("{\"error\":\"Table 'data.") + table + "' does not exist\"}";
    };
    QTest::newRow("workers") << int(BrokerView::Workers) << QStringLiteral("sys_threads")
                             << QByteArray(R"({"error":"unknown attribute 'heap_used'"})");
    QTest::newRow("clients") << int(BrokerView::Clients) << QStringLiteral("sys_clients_top")
                             << missing("sys_clients_top");
    QTest::newRow("storms") << int(BrokerView::Storms) << QStringLiteral("sys_storms")
                            << missing("sys_storms");
    QTest::newRow("topics") << int(BrokerView::Topics) << QStringLiteral("sys_topics_top")
                            << missing("sys_topics_top");
}

void TestBrokerMonitor::anOlderComponentIsToBeUpgraded()
{
    QFETCH(int, view);
    QFETCH(QString, table);
    QFETCH(QByteArray, words);
    m_answers[table] = FakeHttpServer::reply(404, words);
    Error error;
    const auto take = [&error](const auto &report) { error = report.source.error; };
    connect(m_monitor.get(), &BrokerMonitor::workersChanged, this, take);
    connect(m_monitor.get(), &BrokerMonitor::topClientsChanged, this, take);
    connect(m_monitor.get(), &BrokerMonitor::stormsChanged, this, take);
    connect(m_monitor.get(), &BrokerMonitor::topTopicsChanged, this, take);
    m_monitor->watch(BrokerViews(view));
    QTRY_VERIFY2(error.message.contains(QLatin1String("Upgrade it in Setup")), qPrintable(error.message));
    QVERIFY(error.kind == ErrorKind::Conflict);
}

void TestBrokerMonitor::silentWorkersAreAnError()
{
    m_answers[QStringLiteral("sys_threads")] =
        FakeHttpServer::reply(200, R"([{"id":"b-1","boot":"b","thread":1,"updated":1700000000000}])");
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    m_monitor->watch(BrokerView::Storms);
    QTRY_COMPARE(storms.count(), 1);
    const Error error = storms.constFirst().constFirst().value<Storms>().source.error;
    QVERIFY2(error.message.contains(QLatin1String("for 15 s")), qPrintable(error.message));
}

void TestBrokerMonitor::whoMayNotAskForThreadsIsAskedOnce()
{
    m_threads = FakeHttpServer::reply(403, R"({"error":"not allowed"})");
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    m_monitor->watch(BrokerView::Storms);
    QTRY_VERIFY(storms.count() >= 2);
    QVERIFY(storms.constFirst().constFirst().value<Storms>().source.error.message.isEmpty());
    QCOMPARE(m_asked.count(QStringLiteral("threads")), 1);
    // The right may come later.
    m_clock.pass(60000);
    QTRY_COMPARE(m_asked.count(QStringLiteral("threads")), 2);
}

void TestBrokerMonitor::otherErrorsStayWhatTheyAre()
{
    m_answers[QStringLiteral("sys_storms")] =
        FakeHttpServer::reply(500, R"({"error":"database is on fire"})");
    QSignalSpy storms(m_monitor.get(), &BrokerMonitor::stormsChanged);
    m_monitor->watch(BrokerView::Storms);
    QTRY_COMPARE(storms.count(), 1);
    const Error error = storms.constFirst().constFirst().value<Storms>().source.error;
    QVERIFY(error.kind == ErrorKind::Server && error.detail.contains(QLatin1String("on fire")));
}

SYSPULSE_TEST(TestBrokerMonitor)
#include "tst_brokermonitor.moc"
