// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttclient.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"
#include "tests/support/threadspy.h"

#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace syspulse;
using namespace syspulse::test;
using namespace std::chrono_literals;

/// MqttClient over the real back ends and a real broker.
class TestMqttReconnect : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void initTestCase();

    void comesBackAfterARestart();
    void givesUpOnAWrongPassword();
    void worksInAnotherThread();

private:
    std::unique_ptr<MqttClient> makeClient() const;

    MosquittoBroker m_broker;
};

void TestMqttReconnect::initTestCase_data()
{
    addBackendRows();
}

void TestMqttReconnect::initTestCase()
{
    QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
}

std::unique_ptr<MqttClient> TestMqttReconnect::makeClient() const
{
    const MqttBackend backend = currentBackend();
    MqttRetryPolicy policy;
    policy.first = 50ms;
    policy.longest = 400ms;
    return std::make_unique<MqttClient>([backend] { return makeMqttTransport(backend); }, policy);
}

void TestMqttReconnect::comesBackAfterARestart()
{
    const auto client = makeClient();
    QList<MqttMessage> messages;
    connect(client.get(), &MqttClient::messagesReceived, this,
            [&](const QList<MqttMessage> &batch) { messages += batch; });
    QSignalSpy errors(client.get(), &MqttClient::errorOccurred);
    QSignalSpy retries(client.get(), &MqttClient::retryScheduled);
    client->addFilter(QStringLiteral("sys/#"));
    client->start(m_broker.plainEndpoint());
    QTRY_COMPARE(client->state(), MqttClient::State::Connected);

    for (int round = 1; round <= 3; ++round) {
        retries.clear();
        m_broker.kill();
        QTRY_VERIFY(client->state() != MqttClient::State::Connected);
        QTRY_VERIFY(retries.size() >= 2); // at least one try has failed
        QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
        QTRY_COMPARE(client->state(), MqttClient::State::Connected);

        // A second subscription would deliver twice.
        messages.clear();
        QVERIFY(client->publish(QStringLiteral("sys/round"), QByteArray::number(round)));
        QVERIFY(client->publish(QStringLiteral("sys/last"), "x"));
        QTRY_VERIFY(!messages.isEmpty() && messages.constLast().topic == QLatin1String("sys/last"));
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages.constFirst().payload, QByteArray::number(round));
    }
    QVERIFY(errors.size() >= 3);
    client->stop();
    QCOMPARE(client->state(), MqttClient::State::Disconnected);
}

void TestMqttReconnect::givesUpOnAWrongPassword()
{
    const auto client = makeClient();
    QSignalSpy errors(client.get(), &MqttClient::errorOccurred);
    QSignalSpy retries(client.get(), &MqttClient::retryScheduled);
    MqttEndpoint endpoint = m_broker.plainEndpoint();
    endpoint.password = Secret(u"wrong battery");
    client->start(endpoint);
    QTRY_COMPARE(client->state(), MqttClient::State::Disconnected);
    passQueued();
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().constFirst().value<Error>().kind, ErrorKind::Auth);
    QVERIFY(retries.isEmpty());

    client->start(m_broker.plainEndpoint());
    QTRY_COMPARE(client->state(), MqttClient::State::Connected);
}

void TestMqttReconnect::worksInAnotherThread()
{
    QThread thread;
    MqttClient *client = makeClient().release();
    client->moveToThread(&thread);
    connect(&thread, &QThread::finished, client, &QObject::deleteLater);
    const ThreadSpy states(client, &MqttClient::stateChanged);
    const ThreadSpy batches(client, &MqttClient::messagesReceived);
    thread.start();
    const auto endThread = qScopeGuard([&] {
        thread.quit();
        thread.wait();
    });
    QMetaObject::invokeMethod(client, [this, client] {
        client->addFilter(QStringLiteral("sys/#"));
        client->start(m_broker.tlsEndpoint());
    });
    QTRY_COMPARE(states.size(), 2);
    QCOMPARE(std::get<0>(states.signalled().constLast()), MqttClient::State::Connected);
    QMetaObject::invokeMethod(client, [client] { client->publish(QStringLiteral("sys/x"), "x"); });
    QTRY_COMPARE(batches.size(), 1);
    QCOMPARE(std::get<0>(batches.signalled().constFirst()).size(), 1);
}

SYSPULSE_TEST(TestMqttReconnect)

#include "tst_mqttreconnect.moc"
