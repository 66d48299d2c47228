// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttclient.h"
#include "tests/support/faketransport.h"
#include "tests/support/testregistry.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace std::chrono_literals;

/// MqttClient over a fake transport: states and back-off.
class TestMqttClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void goesThroughTheStates();
    void backsOff();
    void triesOftenAtFirst();
    void spreadsTheDelaysWithinBounds();
    void startsTheSequenceAnewAfterAStableConnection();
    void keepsTheSequenceAfterAnUnstableConnection();
    void waitsNoLongerThanAskedTo();
    void waitsForTheUser_data();
    void waitsForTheUser();
    void leavesAConnectionForAnother();
    void publishesOnlyWhenConnected();
    void ignoresADeadTransport();
    void stopCancelsARetry();
    void canBeRestartedOrDeletedInASlot();

private:
    void makeClient(double spread = 0.0, std::chrono::milliseconds stableAfter = 10s);
    void lose(ErrorKind kind = ErrorKind::Network);
    int lastDelay() const { return m_retries->constLast().constFirst().toInt(); }

    std::unique_ptr<MqttClient> m_client;
    std::unique_ptr<QSignalSpy> m_retries;
    std::unique_ptr<QSignalSpy> m_errors;
    QPointer<FakeTransport> m_transport;
    int m_made = 0;
    double m_random = 0.5;
    MqttRetryPolicy m_policy;
};

void TestMqttClient::init()
{
    m_made = 0;
    m_random = 0.5;
    m_policy = {};
    m_policy.atOnce = 8ms;
    m_policy.first = 10ms;
    m_policy.firsts = 1;
    m_policy.longest = 100ms;
    m_policy.random = [this] { return m_random; };
    makeClient();
}

void TestMqttClient::cleanup()
{
    m_client.reset();
    QVERIFY2(!m_transport, "a transport outlived its client");
}

void TestMqttClient::makeClient(double spread, std::chrono::milliseconds stableAfter)
{
    m_policy.stableAfter = stableAfter;
    m_policy.spread = spread;
    m_client = std::make_unique<MqttClient>(
        [this] {
            ++m_made;
            auto transport = std::make_unique<FakeTransport>();
            m_transport = transport.get();
            return transport;
        },
        m_policy);
    m_retries = std::make_unique<QSignalSpy>(m_client.get(), &MqttClient::retryScheduled);
    m_errors = std::make_unique<QSignalSpy>(m_client.get(), &MqttClient::errorOccurred);
}

void TestMqttClient::lose(ErrorKind kind)
{
    emit m_transport->closed(Error{kind, QStringLiteral("lost"), {}});
}

void TestMqttClient::goesThroughTheStates()
{
    using State = MqttClient::State;
    QList<State> states;
    connect(m_client.get(), &MqttClient::stateChanged, this, [&](State state) { states += state; });
    QCOMPARE(m_client->state(), State::Disconnected);
    m_client->start({});
    emit m_transport->opened();
    lose();
    QTRY_COMPARE(m_made, 2);
    emit m_transport->opened();
    m_client->stop();
    QCOMPARE(states, QList<State>({State::Connecting, State::Connected, State::WaitingToRetry,
                                   State::Connecting, State::Connected, State::Disconnected}));
    QCOMPARE(m_errors->size(), 1);
}

void TestMqttClient::backsOff()
{
    m_client->start({});
    QList<int> delays;
    for (int attempt = 1; attempt <= 7; ++attempt) {
        QTRY_COMPARE(m_made, attempt);
        lose();
        delays += lastDelay();
    }
    QCOMPARE(delays, QList<int>({10, 20, 40, 80, 100, 100, 100}));
    QCOMPARE(m_errors->size(), 7);
}

/// A broker that restarts is back within seconds.
void TestMqttClient::triesOftenAtFirst()
{
    m_policy.firsts = 4;
    makeClient();
    m_client->start({});
    QList<int> delays;
    for (int attempt = 1; attempt <= 7; ++attempt) {
        QTRY_COMPARE(m_made, attempt);
        lose();
        delays += lastDelay();
    }
    QCOMPARE(delays, QList<int>({10, 10, 10, 10, 20, 40, 80}));
    // Of a link that breaks soon after the login, or of a port that is closed, nobody gets more than this.
    const MqttRetryPolicy usual;
    QVERIFY(usual.firsts * usual.first <= 5s);
    QVERIFY(usual.longest >= 1s && usual.longest < 2s);
}

void TestMqttClient::spreadsTheDelaysWithinBounds()
{
    makeClient(0.25);
    m_client->start({});
    const QList<double> randoms = {0.0, 0.0, 0.999999, 0.0, 0.999999};
    QList<int> delays;
    for (int attempt = 1; attempt <= randoms.size(); ++attempt) {
        QTRY_COMPARE(m_made, attempt);
        m_random = randoms.at(attempt - 1);
        lose();
        delays += lastDelay();
    }
    QCOMPARE(delays, QList<int>({10, 15, 49, 60, 100}));
}

void TestMqttClient::startsTheSequenceAnewAfterAStableConnection()
{
    makeClient(0.0, 30ms);
    m_client->start({});
    lose();
    QTRY_COMPARE(m_made, 2);
    lose();
    QCOMPARE(lastDelay(), 20);
    QTRY_COMPARE(m_made, 3);
    emit m_transport->opened();
    QTest::qWait(50); // the client's own timer of 30 ms is due before this one
    lose();
    QCOMPARE(lastDelay(), 4); // at once, but not all clients of a broker in the same moment
    QTRY_COMPARE(m_made, 4);
    lose();
    QCOMPARE(lastDelay(), 10);
}

void TestMqttClient::keepsTheSequenceAfterAnUnstableConnection()
{
    m_client->start({});
    lose();
    QTRY_COMPARE(m_made, 2);
    emit m_transport->opened();
    lose();
    QCOMPARE(lastDelay(), 20);
}

void TestMqttClient::waitsNoLongerThanAskedTo()
{
    m_policy.first = m_policy.longest = 1h;
    makeClient();
    m_client->start({});
    // A machine that was off when it was asked.
    const QPointer<FakeTransport> unheard = m_transport;
    m_client->retryNow();
    QCOMPARE(m_made, 2);
    QTRY_VERIFY(!unheard);
    m_transport->taken.tcpMs = 1;
    m_client->retryNow(); // it answers
    QCOMPARE(m_made, 2);
    lose();
    m_client->retryNow();
    QCOMPARE(m_made, 3);
    emit m_transport->opened();
    m_client->retryNow();
    QCOMPARE(m_made, 3);
    m_client->stop();
    m_client->retryNow();
    QCOMPARE(m_made, 3);
}

void TestMqttClient::waitsForTheUser_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("login") << ErrorKind::Auth;
    QTest::newRow("TLS") << ErrorKind::Tls;
}

void TestMqttClient::waitsForTheUser()
{
    QFETCH(ErrorKind, kind);
    m_client->start({});
    lose(kind);
    QCOMPARE(m_client->state(), MqttClient::State::Disconnected);
    QTest::qWait(50); // a retry, after 10 ms, would be due before this
    QCOMPARE(m_made, 1);
    QVERIFY(m_retries->isEmpty());
    QCOMPARE(m_errors->constFirst().constFirst().value<Error>().kind, kind);
}

void TestMqttClient::leavesAConnectionForAnother()
{
    m_client->reconnect(); // of none
    QCOMPARE(m_made, 0);
    m_client->addFilter(QStringLiteral("a"));
    m_client->start({});
    m_client->reconnect(); // it is on its way
    QCOMPARE(m_made, 1);
    emit m_transport->opened();
    const QPointer<FakeTransport> left = m_transport;
    m_client->reconnect();
    QCOMPARE(m_made, 2);
    QVERIFY(left->calls.contains(QStringLiteral("close")));
    QCOMPARE(m_client->state(), MqttClient::State::Connecting);
    emit m_transport->opened();
    QVERIFY(m_transport->calls.contains(QStringLiteral("subscribe a 0")));
    QVERIFY(m_errors->isEmpty());
    QTRY_VERIFY(left.isNull());
}

void TestMqttClient::publishesOnlyWhenConnected()
{
    QVERIFY(!m_client->publish(QStringLiteral("t"), "1"));
    m_client->start({});
    QVERIFY(!m_client->publish(QStringLiteral("t"), "1"));
    emit m_transport->opened();
    QVERIFY(m_client->publish(QStringLiteral("t"), "1", 1, true));
    QCOMPARE(m_transport->calls.constLast(), QStringLiteral("publish t 1 1 1"));
    lose();
    QVERIFY(!m_client->publish(QStringLiteral("t"), "1"));
}

void TestMqttClient::ignoresADeadTransport()
{
    QSignalSpy messages(m_client.get(), &MqttClient::messagesReceived);
    m_client->start({});
    const QPointer<FakeTransport> dead = m_transport;
    m_client->start({});
    QCOMPARE(m_made, 2);
    QVERIFY(dead && dead != m_transport);
    QVERIFY(dead->calls.contains(QStringLiteral("close")));
    emit dead->opened();
    emit dead->messagesReceived({MqttMessage{}});
    QCOMPARE(m_client->state(), MqttClient::State::Connecting);
    QTRY_VERIFY(!dead);
    QVERIFY(messages.isEmpty() && m_errors->isEmpty());
    QCOMPARE(m_made, 2);
}

void TestMqttClient::stopCancelsARetry()
{
    m_client->start({});
    lose();
    QCOMPARE(m_client->state(), MqttClient::State::WaitingToRetry);
    m_client->stop();
    QTest::qWait(50); // the retry, after 10 ms, would be due before this
    QCOMPARE(m_made, 1);
    QCOMPARE(m_client->state(), MqttClient::State::Disconnected);
}

void TestMqttClient::canBeRestartedOrDeletedInASlot()
{
    const auto restart =
        connect(m_client.get(), &MqttClient::errorOccurred, m_client.get(), [this] { m_client->start({}); });
    m_client->start({});
    lose(ErrorKind::Auth);
    QCOMPARE(m_made, 2);
    QCOMPARE(m_client->state(), MqttClient::State::Connecting);
    disconnect(restart);

    connect(m_client.get(), &MqttClient::errorOccurred, this, [this] { m_client.reset(); });
    lose();
    QVERIFY(!m_client);
    QTRY_VERIFY(!m_transport);
}

SYSPULSE_TEST(TestMqttClient)

#include "tst_mqttclient.moc"
