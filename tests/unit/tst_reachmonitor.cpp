// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/reachmonitor.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesetupserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Whether a server that stops answering is noticed, and that it answers again.
class TestReachMonitor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theEndOfMqttAloneIsNotTheServersEnd();
    void mqttIsTriedMoreOftenThanTheServerIsAsked();
    void aServerThatIsAwayIsAskedUntilItAnswers_data();
    void aServerThatIsAwayIsAskedUntilItAnswers();
    void aRefusalIsAnAnswer_data();
    void aRefusalIsAnAnswer();
    void theUserNeedNotWait();
    void anErrorOfTheUpdaterIsReasonToLook();
    void mqttThatConnectsIsReasonToLook();

private:
    /// The end of an MQTT connection, as MqttClient reports it.
    void loseMqtt()
    {
        emit m_mqtt->errorOccurred({ErrorKind::Network, QStringLiteral("gone"), {}, 0});
        emit m_mqtt->stateChanged(MqttClient::State::WaitingToRetry);
        emit m_mqtt->retryScheduled(500);
    }
    int asked() const { return int(m_server->operations.count(QStringLiteral("user_info"))); }

    std::unique_ptr<FakeSetupServer> m_server;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<MqttClient> m_mqtt;
    std::unique_ptr<ReachMonitor> m_monitor;
    SystemClock m_clock;
    int m_status = 200; ///< 0: the connection is closed without an answer
};

void TestReachMonitor::init()
{
    m_monitor.reset();
    m_status = 200;
    m_server = std::make_unique<FakeSetupServer>();
    m_server->instead = [this](const QString &, int) -> std::optional<QByteArray> {
        if (m_status == 200)
            return std::nullopt;
        return m_status == 0 ? QByteArray("x") : FakeHttpServer::reply(m_status, "{}");
    };
    m_client = std::make_unique<OperationsClient>(m_server->endpoint());
    m_mqtt =
        std::make_unique<MqttClient>([] { return makeMqttTransport(availableMqttBackends().constFirst()); });
    m_monitor = std::make_unique<ReachMonitor>(m_client.get(), m_mqtt.get(), &m_clock);
}

void TestReachMonitor::theEndOfMqttAloneIsNotTheServersEnd()
{
    loseMqtt();
    QVERIFY(m_monitor->reach().mqttAwaySinceMs > 0);
    QVERIFY(m_monitor->reach().mqttNextTryMs > m_monitor->reach().mqttAwaySinceMs);
    QVERIFY(holdsSoon([&] { return asked() == 1; }));
    QSignalSpy changes(m_monitor.get(), &ReachMonitor::changed);
    m_monitor->retryNow(); // after its answer the first question has been judged
    QVERIFY(holdsSoon([&] { return asked() == 2; }));
    QVERIFY(!m_monitor->reach().isAway());
    const qint64 since = m_monitor->reach().mqttAwaySinceMs;
    loseMqtt();
    QCOMPARE(m_monitor->reach().mqttAwaySinceMs, since); // the first failure counts
    emit m_mqtt->stateChanged(MqttClient::State::Connected);
    QCOMPARE(m_monitor->reach().mqttAwaySinceMs, 0);
    QCOMPARE(m_monitor->reach().mqttNextTryMs, 0);
}

void TestReachMonitor::mqttIsTriedMoreOftenThanTheServerIsAsked()
{
    constexpr int attempts = 12;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        loseMqtt();
        // An answer to this comes after one to what that has had asked.
        bool answered = false;
        m_client->version(this, [&](const Result<QString> &) { answered = true; });
        QVERIFY(holdsSoon([&] { return answered; }));
    }
    QVERIFY(asked() >= 1);
    QVERIFY2(asked() < attempts / 2, qPrintable(QString::number(asked())));
}

void TestReachMonitor::aServerThatIsAwayIsAskedUntilItAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("no answer") << 0;
    QTest::newRow("a proxy says bad gateway") << 502;
    QTest::newRow("a proxy says unavailable") << 503;
    QTest::newRow("a proxy has waited in vain") << 504;
}

void TestReachMonitor::aServerThatIsAwayIsAskedUntilItAnswers()
{
    QFETCH(const int, status);
    QSignalSpy returned(m_monitor.get(), &ReachMonitor::returned);
    m_status = status;
    const qint64 before = m_clock.nowMs();
    loseMqtt();
    QVERIFY(holdsSoon([&] { return m_monitor->reach().isAway(); }));
    const Reach away = m_monitor->reach();
    QVERIFY(away.awaySinceMs >= before && away.awaySinceMs <= m_clock.nowMs());
    QCOMPARE(away.awaySinceMs, away.mqttAwaySinceMs);
    QVERIFY(!away.error.message.isEmpty());
    QVERIFY(away.nextTryMs > away.awaySinceMs);
    QVERIFY(holdsSoon([&] { return asked() >= 2; })); // by itself
    QCOMPARE(m_monitor->reach().awaySinceMs, away.awaySinceMs);
    QCOMPARE(returned.size(), 0);
    m_status = 200;
    QVERIFY(holdsSoon([&] { return !m_monitor->reach().isAway(); }));
    QCOMPARE(returned.size(), 1);
    QVERIFY(m_monitor->reach().error.message.isEmpty());
}

void TestReachMonitor::aRefusalIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 403, 404, 500})
        QTest::addRow("%d", status) << status;
}

void TestReachMonitor::aRefusalIsAnAnswer()
{
    QFETCH(const int, status);
    m_status = 503;
    loseMqtt();
    QVERIFY(holdsSoon([&] { return m_monitor->reach().isAway(); }));
    m_status = status;
    m_monitor->retryNow();
    QVERIFY(holdsSoon([&] { return !m_monitor->reach().isAway(); }));
}

void TestReachMonitor::theUserNeedNotWait()
{
    m_status = 503;
    loseMqtt();
    QVERIFY(holdsSoon([&] { return m_monitor->reach().isAway(); }));
    m_status = 200;
    m_monitor->retryNow();
    m_monitor->retryNow();                     // no second question beside the first
    QCOMPARE(m_monitor->reach().nextTryMs, 0); // it is being asked
    QVERIFY(holdsSoon([&] { return !m_monitor->reach().isAway(); }));
    QCOMPARE(asked(), 2);
}

void TestReachMonitor::anErrorOfTheUpdaterIsReasonToLook()
{
    m_status = 503;
    m_monitor->doubt();
    QVERIFY(holdsSoon([&] { return m_monitor->reach().isAway(); }));
    QCOMPARE(m_monitor->reach().mqttAwaySinceMs, 0);
}

void TestReachMonitor::mqttThatConnectsIsReasonToLook()
{
    m_status = 503;
    loseMqtt();
    QVERIFY(holdsSoon([&] { return asked() >= 3; })); // the next question is seconds away
    QVERIFY(holdsSoon([&] { return m_monitor->reach().nextTryMs > 0; }));
    const int before = asked();
    m_status = 200;
    emit m_mqtt->stateChanged(MqttClient::State::Connected);
    QCOMPARE(m_monitor->reach().nextTryMs, 0); // it is being asked
    QVERIFY(holdsSoon([&] { return !m_monitor->reach().isAway(); }));
    QCOMPARE(asked(), before + 1);
}

SYSPULSE_TEST(TestReachMonitor)
#include "tst_reachmonitor.moc"
