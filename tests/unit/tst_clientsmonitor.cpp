// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/clients/clientsmonitor.h"
#include "tests/support/faketransport.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Faults that a real broker and a real HarperDB do not produce on demand.
class TestClientsMonitor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void listIsLiveOnceTheBrokerIsQuiet();
    void aRefusedSubscriptionSaysWhatToDo();
    void clientsThatLeftWhileTheLinkWasDownGo();
    void whoIsKnownStaysListedUntilThereIsNews();
    void badMessagesAreNotTaken();
    void pollsDoNotOverlap();
    void anErrorOfAPollIsTold();
    void aListThatIsCutSaysSo();
    void noSessionIsOrphanedThatMayBeOfAnUnlistedClient();
    void aCutReadingSaysSo();
    void aRequestThatNobodyAnswersIsGivenUp();
    void aRequestThatVanishesIsNoSuccess();
    void aRequestThatCannotBeWrittenSaysSo();

private:
    /// The record of the session @p id as the broker tells it.
    void tell(const QString &id, const QByteArray &payload)
    {
        emit m_transport->messagesReceived({MqttMessage{QStringLiteral("sys_sessions/") + id, payload}});
    }
    void tellClient(const QString &id)
    {
        tell(id, "{\"id\":\"" + id.toLatin1() + "\",\"client\":\"c-" + id.toLatin1() + "\"}");
    }
    void makeMonitor(int bound);
    void connectBroker();
    QByteArray answer(const FakeHttpServer::Request &request);

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<MqttClient> m_mqtt;
    std::unique_ptr<ClientsMonitor> m_monitor;
    QPointer<FakeTransport> m_transport;
    QSet<QString> m_listed;
    QList<ClientsStatus> m_states;
    QList<ClientActionResult> m_results;
    QByteArray m_command = "[]";             ///< what reading a request answers
    QMap<QString, QByteArrayList> m_records; ///< by table
    bool m_writable = true;
    bool m_answering = true;
    bool m_broken = false;
    int m_threadReads = 0;
};

QByteArray TestClientsMonitor::answer(const FakeHttpServer::Request &request)
{
    const auto json = parseJson(request.body);
    const QString operation = json ? textOr(*json, "operation") : QString();
    const QString table = json ? textOr(*json, "table") : QString();
    if (table == QLatin1String("sys_threads")) {
        ++m_threadReads;
        if (!m_answering)
            return {};
        if (m_broken)
            return FakeHttpServer::reply(500, R"({"error":"database is on fire"})");
    }
    if (operation == QLatin1String("upsert") && !m_writable)
        return FakeHttpServer::reply(403, R"({"error":"not allowed"})");
    if (operation == QLatin1String("search_by_id"))
        return FakeHttpServer::reply(200, m_command);
    const qint64 limit = json ? integerAt(*json, "limit").value_or(0) : 0;
    return FakeHttpServer::reply(200, '[' + m_records.value(table).mid(0, limit).join(',') + ']');
}

void TestClientsMonitor::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_server->answer = [this](const FakeHttpServer::Request &request, int) { return answer(request); };
    HarperEndpoint endpoint;
    endpoint.url = m_server->url();
    endpoint.timeoutMs = 20000;
    m_client = std::make_unique<OperationsClient>(endpoint);
    MqttRetryPolicy policy;
    policy.first = std::chrono::milliseconds(1);
    m_mqtt = std::make_unique<MqttClient>(
        [this] {
            auto transport = std::make_unique<FakeTransport>();
            m_transport = transport.get();
            return transport;
        },
        policy);
    makeMonitor(ClientsReader::usualBound);
    m_records.clear();
    m_listed.clear();
    m_states.clear();
    m_results.clear();
    m_command = "[]";
    m_writable = m_answering = true;
    m_broken = false;
    m_threadReads = 0;
}

void TestClientsMonitor::makeMonitor(int bound)
{
    m_monitor = std::make_unique<ClientsMonitor>(m_client.get(), m_mqtt.get(), SysLayout(), nullptr, bound);
    connect(m_monitor.get(), &ClientsMonitor::framed, this, [this](const ClientsFrame &frame) {
        if (frame.reset)
            m_listed.clear();
        for (const QString &id : frame.removed)
            m_listed.remove(id);
        for (const ClientSession &client : frame.changed)
            m_listed.insert(client.id);
    });
    connect(m_monitor.get(), &ClientsMonitor::statusChanged, this,
            [this](const ClientsStatus &status) { m_states.append(status); });
    connect(m_monitor.get(), &ClientsMonitor::actionFinished, this,
            [this](const ClientActionResult &result) { m_results.append(result); });
}

void TestClientsMonitor::cleanup()
{
    m_monitor.reset();
    m_mqtt.reset();
    m_client.reset();
    m_server.reset();
}

void TestClientsMonitor::connectBroker()
{
    m_mqtt->start({});
    QTRY_VERIFY(m_transport);
    emit m_transport->opened();
    m_monitor->watch(true);
    QTRY_VERIFY(m_transport->filters.contains(QStringLiteral("sys_sessions/#")));
}

void TestClientsMonitor::listIsLiveOnceTheBrokerIsQuiet()
{
    connectBroker();
    tellClient(QStringLiteral("a"));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QVERIFY(m_states.constLast().state == ClientsState::Waiting);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    QCOMPARE(m_listed, QSet<QString>{QStringLiteral("a")});
    tell(QStringLiteral("a"), "null");
    QTRY_VERIFY(m_listed.isEmpty());
    m_monitor->watch(false);
    QVERIFY(m_states.constLast().state == ClientsState::Off);
}

void TestClientsMonitor::aRefusedSubscriptionSaysWhatToDo()
{
    connectBroker();
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), false);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Refused);
    QVERIFY2(m_states.constLast().error.message.contains(QLatin1String("Setup")),
             qPrintable(m_states.constLast().error.message));
}

void TestClientsMonitor::clientsThatLeftWhileTheLinkWasDownGo()
{
    connectBroker();
    for (const char *id : {"a", "b", "c"})
        tellClient(QLatin1String(id));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    const QPointer<FakeTransport> before = m_transport;
    emit m_transport->closed({ErrorKind::Network, QStringLiteral("gone"), {}, 0});
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Interrupted);
    QCOMPARE(m_listed.size(), 3); // shown as out of date, not thrown away
    QTRY_VERIFY(m_transport && m_transport != before);
    emit m_transport->opened();
    QTRY_VERIFY(m_transport->filters.contains(QStringLiteral("sys_sessions/#")));
    tellClient(QStringLiteral("b"));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    QCOMPARE(m_listed, QSet<QString>{QStringLiteral("b")});
}

void TestClientsMonitor::whoIsKnownStaysListedUntilThereIsNews()
{
    connectBroker();
    for (const char *id : {"a", "b", "c"})
        tellClient(QLatin1String(id));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    // What has just been heard is not forgotten with the end of the watching.
    tell(QStringLiteral("c"), "null");
    m_monitor->watch(false);
    const QSet<QString> both{QStringLiteral("a"), QStringLiteral("b")};
    QCOMPARE(m_listed, both);

    // The server ends while nobody looks: whoever looks then sees what is known, as out of date.
    emit m_transport->closed({ErrorKind::Network, QStringLiteral("gone"), {}, 0});
    m_monitor->watch(true);
    QVERIFY(m_states.constLast().state == ClientsState::Interrupted);
    QCOMPARE(m_listed, both);

    QTRY_VERIFY(m_mqtt->state() == MqttClient::State::Connecting);
    emit m_transport->opened();
    QTRY_VERIFY(m_transport->filters.contains(QStringLiteral("sys_sessions/#")));
    tellClient(QStringLiteral("b"));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    QCOMPARE(m_listed, QSet<QString>{QStringLiteral("b")});
}

void TestClientsMonitor::badMessagesAreNotTaken()
{
    connectBroker();
    tell(QStringLiteral("a"), "{");
    tell(QStringLiteral("a"), "[1]");
    tell(QStringLiteral("a"), R"({"id":"another"})"); // says to be somebody else
    tell(QStringLiteral("a"), "\xff\xfe");
    tell(QStringLiteral("a"), QByteArray("{\"id\":\"a\",\"x\":") + QByteArray(20000, '['));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    QVERIFY(m_listed.isEmpty());
}

void TestClientsMonitor::pollsDoNotOverlap()
{
    m_answering = false;
    connectBroker();
    QTRY_COMPARE(m_threadReads, 1);
    for (int i = 0; i < 5; ++i)
        m_monitor->refresh();
    // A poll would be asked for before this, and take up the connections.
    bool later = false;
    m_client->userInfo(this, [&later](const Result<UserInfo> &) { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(m_threadReads, 1);
}

void TestClientsMonitor::anErrorOfAPollIsTold()
{
    m_broken = true;
    QSignalSpy logins(m_monitor.get(), &ClientsMonitor::refusedLoginsChanged);
    connectBroker();
    QTRY_VERIFY(!logins.isEmpty());
    QVERIFY(!logins.constFirst().constFirst().value<RefusedLogins>().error.message.isEmpty());
    // The next poll is not held up by the failed one.
    m_broken = false;
    QTRY_VERIFY((m_monitor->refresh(),
                 logins.constLast().constFirst().value<RefusedLogins>().error.message.isEmpty()));
}

void TestClientsMonitor::aListThatIsCutSaysSo()
{
    makeMonitor(2);
    connectBroker();
    for (const char *id : {"a", "b"})
        tellClient(QLatin1String(id));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    QCOMPARE(m_states.constLast().cutAt, 0);
    tellClient(QStringLiteral("c"));
    QTRY_COMPARE(m_states.constLast().cutAt, 2);
    QVERIFY(m_states.constLast().state == ClientsState::Live);
    QCOMPARE(m_listed.size(), 2);
    // Who is there after the link was down is listed anew.
    const QPointer<FakeTransport> before = m_transport;
    emit m_transport->closed({ErrorKind::Network, QStringLiteral("gone"), {}, 0});
    QTRY_VERIFY(m_transport && m_transport != before);
    emit m_transport->opened();
    QTRY_VERIFY(m_transport->filters.contains(QStringLiteral("sys_sessions/#")));
    tellClient(QStringLiteral("b"));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    QCOMPARE(m_states.constLast().cutAt, 0);
}

void TestClientsMonitor::noSessionIsOrphanedThatMayBeOfAnUnlistedClient()
{
    makeMonitor(2);
    m_records[QStringLiteral("hdb_durable_session")] = {R"({"id":"c-c","subscriptions":[]})",
                                                        R"({"id":"gone","subscriptions":[]})"};
    QList<OrphanedSessions> orphaned;
    connect(m_monitor.get(), &ClientsMonitor::orphanedSessionsChanged, this,
            [&orphaned](const OrphanedSessions &sessions) { orphaned.append(sessions); });
    connectBroker();
    for (const char *id : {"a", "b", "c"})
        tell(QLatin1String(id),
             QByteArray(R"({"id":"%","client":"c-%","persistent":true})").replace('%', id));
    emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
    QTRY_VERIFY(m_states.constLast().state == ClientsState::Live);
    // The table tells of persistent clients alone, of which there are fewer.
    const auto poll = [&] {
        const qsizetype polls = orphaned.size();
        m_monitor->refresh();
        return QTest::qWaitFor([&] { return orphaned.size() >= polls + 2; }); // one may be under way
    };
    m_records[QStringLiteral("sys_sessions")] = {R"({"client":"c-a"})", R"({"client":"c-c"})"};
    QVERIFY((m_monitor->refresh(), poll()));
    QVERIFY2(orphaned.constLast().error.message.isEmpty(), qPrintable(orphaned.constLast().error.message));
    QCOMPARE(orphaned.constLast().list.size(), 1);
    QCOMPARE(orphaned.constLast().list.constFirst().clientId, QStringLiteral("gone"));
    QCOMPARE(orphaned.constLast().cutAt, 0);
    // Too many of them as well: nothing is known.
    m_records[QStringLiteral("sys_sessions")].append(R"({"client":"c-b"})");
    QVERIFY((m_monitor->refresh(), poll()));
    QVERIFY(orphaned.constLast().list.isEmpty());
    QVERIFY2(orphaned.constLast().error.message.contains(QLatin1String("not known")),
             qPrintable(orphaned.constLast().error.message));
}

void TestClientsMonitor::aCutReadingSaysSo()
{
    ClientsReader reader(m_client.get(), SysLayout(), 2);
    std::optional<ConnectedClients> clients;
    std::optional<OrphanedSessions> sessions;
    const auto read = [&] {
        clients.reset();
        sessions.reset();
        reader.clients(ClientsReader::Fields::All, this,
                       [&](const Result<ConnectedClients> &result) { clients = *result; });
        reader.orphanedSessions(QSet<QString>(), this,
                                [&](const OrphanedSessions &result) { sessions = result; });
        return QTest::qWaitFor([&] { return clients && sessions; });
    };
    m_records = {{QStringLiteral("sys_sessions"), {R"({"id":"a"})", R"({"id":"b"})"}},
                 {QStringLiteral("hdb_durable_session"), {R"({"id":"s"})", R"({"id":"t"})"}}};
    QVERIFY(read());
    QCOMPARE(clients->list.size(), 2);
    QCOMPARE(clients->cutAt, 0);
    QCOMPARE(sessions->list.size(), 2);
    QCOMPARE(sessions->cutAt, 0);
    m_records[QStringLiteral("sys_sessions")].append(R"({"id":"c"})");
    m_records[QStringLiteral("hdb_durable_session")].append(R"({"id":"u"})");
    QVERIFY(read());
    QCOMPARE(clients->list.size(), 2);
    QCOMPARE(clients->cutAt, 2);
    QCOMPARE(sessions->list.size(), 2);
    QCOMPARE(sessions->cutAt, 2);
}

void TestClientsMonitor::aRequestThatNobodyAnswersIsGivenUp()
{
    m_command = R"([{"id":"x","action":"disconnect"}])";
    m_monitor->perform(ClientAction::Disconnect, QStringLiteral("r1"));
    QTRY_COMPARE_WITH_TIMEOUT(m_results.size(), 1,
                              3 * ComponentRequests::pollMs * ComponentRequests::attempts);
    QVERIFY2(m_results.constFirst().error.message.contains(QLatin1String("did not answer")),
             qPrintable(m_results.constFirst().error.message));
    QCOMPARE(m_results.constFirst().target, QStringLiteral("r1"));
}

void TestClientsMonitor::aRequestThatVanishesIsNoSuccess()
{
    m_monitor->perform(ClientAction::RemoveSession, QStringLiteral("pump"));
    QTRY_COMPARE(m_results.size(), 1);
    QVERIFY2(m_results.constFirst().error.message.contains(QLatin1String("disappeared")),
             qPrintable(m_results.constFirst().error.message));
}

void TestClientsMonitor::aRequestThatCannotBeWrittenSaysSo()
{
    m_writable = false;
    m_monitor->perform(ClientAction::Disconnect, QStringLiteral("r1"));
    QTRY_COMPARE(m_results.size(), 1);
    QCOMPARE(m_results.constFirst().error.kind, ErrorKind::Permission);
}

SYSPULSE_TEST(TestClientsMonitor)
#include "tst_clientsmonitor.moc"
