// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/portknock.h"
#include "core/session/reachmonitor.h"
#include "core/updater/updaterservice.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Whoever waits for a server is there when it is.
class TestPortKnock : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aServerThatListensAgainIsTold();
    void aServerThatListensAllTheTimeIsNotTold();
    void theUpdaterNeedNotWaitForItsTurn();
    void theMonitorNeedNotWaitForItsTurn();
    void theUpdaterRestsBrieflyWhereOnlyTheLinkBreaks();
    void theMonitorRestsBrieflyWhereOnlyTheLinkBreaks();

private:
    /// After enough failures for the longest rest.
    static constexpr int manyFailures = 6;

    HarperEndpoint endpoint() const
    {
        HarperEndpoint endpoint;
        endpoint.url = m_url;
        endpoint.user = QStringLiteral("admin");
        return endpoint;
    }
    /// At the port where nobody has listened so far. @p answer: of all requests; empty: connections end
    /// instead.
    bool listen(const QByteArray &answer = FakeHttpServer::reply(500, "{}"))
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer] {
                socket->readAll();
                m_requests++;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
        return m_server.listen(QHostAddress::LocalHost, quint16(m_url.port()));
    }

    QUrl m_url;
    QTcpServer m_server;
    int m_requests = 0;
    SystemClock m_clock;
};

void TestPortKnock::init()
{
    m_server.close();
    m_server.disconnect(this);
    m_requests = 0;
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    m_url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(probe.serverPort()));
}

void TestPortKnock::aServerThatListensAgainIsTold()
{
    PortKnock knock(m_url);
    QSignalSpy opened(&knock, &PortKnock::opened);
    knock.start();
    QVERIFY(knock.isKnocking());
    QTest::qWait(0);
    QVERIFY(listen());
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(!knock.isKnocking());
    // The next time it is there, and what was before does not count.
    knock.start();
    QTRY_VERIFY(!knock.isKnocking());
    QCOMPARE(opened.size(), 1);
    QCOMPARE(m_requests, 0);
}

void TestPortKnock::aServerThatListensAllTheTimeIsNotTold()
{
    QVERIFY(listen());
    PortKnock knock(m_url);
    QSignalSpy opened(&knock, &PortKnock::opened);
    QSignalSpy wasOpen(&knock, &PortKnock::wasOpen);
    knock.start();
    QTRY_VERIFY(!knock.isKnocking());
    QCOMPARE(opened.size(), 0);
    QCOMPARE(wasOpen.size(), 1);
    knock.start();
    knock.stop();
    QVERIFY(!knock.isKnocking());
}

void TestPortKnock::theUpdaterNeedNotWaitForItsTurn()
{
    OperationsClient client(endpoint());
    UpdaterService service(&client, {}, &m_clock);
    service.start({10, {}});
    // Until it would rest for its longest.
    const auto rests = [&] { return service.status().nextRunMs - m_clock.nowMs() > 9000; };
    QTRY_VERIFY(service.status().state == UpdaterState::Retrying && (rests() || (service.retryNow(), false)));
    const qint64 turnMs = service.status().nextRunMs;
    QVERIFY(listen());
    QTRY_VERIFY(m_requests > 0);
    QVERIFY(m_clock.nowMs() < turnMs);
}

void TestPortKnock::theMonitorNeedNotWaitForItsTurn()
{
    OperationsClient client(endpoint());
    MqttClient mqtt([] { return makeMqttTransport(availableMqttBackends().constFirst()); });
    ReachMonitor monitor(&client, &mqtt, &m_clock);
    monitor.doubt();
    const auto rests = [&] { return monitor.reach().nextTryMs - m_clock.nowMs() > 9000; };
    QTRY_VERIFY(monitor.reach().nextTryMs > 0 && (rests() || (monitor.retryNow(), false)));
    const qint64 turnMs = monitor.reach().nextTryMs;
    QVERIFY(listen());
    QTRY_VERIFY(!monitor.reach().isAway());
    QVERIFY(m_clock.nowMs() < turnMs);
}

void TestPortKnock::theUpdaterRestsBrieflyWhereOnlyTheLinkBreaks()
{
    QVERIFY(listen({}));
    OperationsClient client(endpoint());
    UpdaterService service(&client, {}, &m_clock);
    QSignalSpy runs(&service, &UpdaterService::runFinished);
    qint64 restMs = 0; // what is left of it moves with the clock
    connect(&service, &UpdaterService::statusChanged, this, [&](const UpdaterStatus &status) {
        if (status.state == UpdaterState::Retrying)
            restMs = status.nextRunMs - m_clock.nowMs();
    });
    service.start({10, {}});
    QTRY_VERIFY(runs.size() >= manyFailures || (service.retryNow(), false));
    QTRY_VERIFY(service.status().state == UpdaterState::Retrying && restMs <= longestLinkRestMs);
}

void TestPortKnock::theMonitorRestsBrieflyWhereOnlyTheLinkBreaks()
{
    QVERIFY(listen({}));
    OperationsClient client(endpoint());
    MqttClient mqtt([] { return makeMqttTransport(availableMqttBackends().constFirst()); });
    ReachMonitor monitor(&client, &mqtt, &m_clock);
    qint64 restMs = 0;
    connect(&monitor, &ReachMonitor::changed, this, [&](const Reach &reach) {
        restMs = reach.nextTryMs > 0 ? reach.nextTryMs - m_clock.nowMs() : 0;
    });
    monitor.doubt();
    QTRY_VERIFY(m_requests >= manyFailures || (monitor.retryNow(), false));
    QTRY_VERIFY(restMs > 0 && restMs <= longestLinkRestMs);
}

SYSPULSE_TEST(TestPortKnock)
#include "tst_portknock.moc"
