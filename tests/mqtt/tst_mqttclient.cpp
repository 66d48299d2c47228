// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttclient.h"
#include "tests/support/faketransport.h"
#include "tests/support/testregistry.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace std::chrono_literals;

/// MqttClient over a fake transport: states, filters, back-off.
class TestMqttClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void goesThroughTheStates();
    void backsOff();
    void spreadsTheDelaysWithinBounds();
    void startsTheSequenceAnewAfterAStableConnection();
    void keepsTheSequenceAfterAnUnstableConnection();
    void waitsForTheUser_data();
    void waitsForTheUser();
    void subscribesTheSetOnEachConnection();
    void changesFiltersWhileConnected();
    void sharesFilters();
    void leavesAConnectionForAnother();
    void reportsRefusedFilters();
    void asksAgainAboutSilentFilters();
    void publishesOnlyWhenConnected();
    void ignoresADeadTransport();
    void stopCancelsARetry();
    void canBeRestartedOrDeletedInASlot();

private:
    void makeClient(double spread = 0.0, std::chrono::milliseconds stableAfter = 10s,
                    std::chrono::milliseconds silence = 5min);
    void lose(ErrorKind kind = ErrorKind::Network);
    int lastDelay() const { return m_retries->constLast().constFirst().toInt(); }

    std::unique_ptr<MqttClient> m_client;
    std::unique_ptr<QSignalSpy> m_retries;
    std::unique_ptr<QSignalSpy> m_errors;
    QPointer<FakeTransport> m_transport;
    int m_made = 0;
    double m_random = 0.5;
};

void TestMqttClient::init()
{
    m_made = 0;
    m_random = 0.5;
    makeClient();
}

void TestMqttClient::cleanup()
{
    m_client.reset();
    QVERIFY2(!m_transport, "a transport outlived its client");
}

void TestMqttClient::makeClient(double spread, std::chrono::milliseconds stableAfter,
                                std::chrono::milliseconds silence)
{
    const MqttRetryPolicy policy{10ms, 100ms, stableAfter, spread, [this] { return m_random; }, silence};
    m_client = std::make_unique<MqttClient>(
        [this] {
            ++m_made;
            auto transport = std::make_unique<FakeTransport>();
            m_transport = transport.get();
            return transport;
        },
        policy);
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

void TestMqttClient::subscribesTheSetOnEachConnection()
{
    m_client->addFilter(QStringLiteral("a"));
    m_client->addFilter(QStringLiteral("a"));
    m_client->addFilter(QStringLiteral("b"));
    m_client->removeFilter(QStringLiteral("b"));
    m_client->start({});
    for (int connection = 1; connection <= 3; ++connection) {
        QTRY_COMPARE(m_made, connection);
        QCOMPARE(m_transport->calls, QStringList({QStringLiteral("open")}));
        emit m_transport->opened();
        QCOMPARE(m_transport->calls, QStringList({QStringLiteral("open"), QStringLiteral("subscribe a 0")}));
        lose();
    }
}

void TestMqttClient::changesFiltersWhileConnected()
{
    m_client->setFilters({QStringLiteral("a"), QStringLiteral("b")});
    m_client->start({});
    emit m_transport->opened();
    m_transport->calls.clear();
    m_client->setFilters({QStringLiteral("b"), QStringLiteral("c")});
    QCOMPARE(m_transport->calls,
             QStringList({QStringLiteral("unsubscribe a"), QStringLiteral("subscribe c 0")}));
    m_transport->calls.clear();
    m_client->setFilters({QStringLiteral("b"), QStringLiteral("c")});
    m_client->removeFilter(QStringLiteral("z"));
    QVERIFY(m_transport->calls.isEmpty());
}

/// Whoever adds one that another has gets what is retained, too, and neither ends the other's.
void TestMqttClient::sharesFilters()
{
    const QString filter = QStringLiteral("a");
    m_client->addFilter(filter);
    m_client->start({});
    emit m_transport->opened();
    m_transport->calls.clear();
    m_client->addFilter(filter);
    QCOMPARE(m_transport->calls, QStringList({QStringLiteral("subscribe a 0")}));
    m_transport->calls.clear();
    m_client->removeFilter(filter);
    QVERIFY(m_transport->calls.isEmpty());
    QCOMPARE(m_client->filters(), QSet<QString>({filter}));
    m_client->removeFilter(filter);
    QCOMPARE(m_transport->calls, QStringList({QStringLiteral("unsubscribe a")}));
    QVERIFY(m_client->filters().isEmpty());
    // A set that is told as a whole has forgotten who shared.
    m_client->addFilter(filter);
    m_client->addFilter(filter);
    m_client->setFilters({});
    m_client->addFilter(filter);
    m_client->removeFilter(filter);
    QVERIFY(m_client->filters().isEmpty());
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

void TestMqttClient::reportsRefusedFilters()
{
    QSignalSpy refused(m_client.get(), &MqttClient::subscriptionRefused);
    m_client->addFilter(QStringLiteral("a"));
    m_client->start({});
    emit m_transport->opened();
    emit m_transport->subscribed(QStringLiteral("a"), true);
    QVERIFY(refused.isEmpty());
    emit m_transport->subscribed(QStringLiteral("a"), false);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().constFirst().toString(), QStringLiteral("a"));
    QCOMPARE(m_client->filters(), QSet<QString>({QStringLiteral("a")}));
    m_client->removeFilter(QStringLiteral("a"));
    emit m_transport->subscribed(QStringLiteral("a"), false);
    QCOMPARE(refused.size(), 1);
}

/// Rights that are revoked end a subscription on some servers, and MQTT 3.1.1 has no word for that.
void TestMqttClient::asksAgainAboutSilentFilters()
{
    const QString lively = QStringLiteral("lively/#");
    const QString silent = QStringLiteral("silent/+/x");
    const auto asked = [this](const QString &filter) {
        return m_transport->calls.count(QStringLiteral("subscribe %1 0").arg(filter));
    };
    makeClient(0.0, 10s, 50ms);
    m_client->setFilters({lively, silent});
    QSignalSpy refused(m_client.get(), &MqttClient::subscriptionRefused);
    m_client->start({});
    emit m_transport->opened();
    QCOMPARE(asked(silent), 1);
    // Whenever it is asked about one, something has come on the other.
    connect(m_client.get(), &MqttClient::subscriptionRefused, m_client.get(), [this] {
        emit m_transport->messagesReceived({{QStringLiteral("lively/1"), "1"}});
    });
    const auto answered = [&] {
        if (asked(silent) > refused.size() + 1)
            emit m_transport->subscribed(silent, false);
        return refused.size() >= 3;
    };
    emit m_transport->messagesReceived({{QStringLiteral("lively/1"), "1"}});
    QTRY_VERIFY(answered());
    QVERIFY2(asked(lively) < asked(silent), qPrintable(m_transport->calls.join(QLatin1Char('\n'))));

    const qsizetype before = asked(silent);
    m_client->removeFilter(silent);
    QTRY_VERIFY(asked(lively) > 3); // nothing comes any more
    QCOMPARE(asked(silent), before);
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
