// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/transportprobe.h"

#include <QTest>

namespace syspulse::test {

void addBackendRows()
{
    QTest::addColumn<MqttBackend>("backend");
    for (const MqttBackend each : availableMqttBackends())
        QTest::newRow(qPrintable(mqttBackendName(each))) << each;
}

MqttBackend currentBackend()
{
    QFETCH_GLOBAL(MqttBackend, backend);
    return backend;
}

TransportProbe::TransportProbe(MqttBackend backend)
    : transport(makeMqttTransport(backend))
{
    constexpr int tickMs = 5;
    connect(transport.get(), &MqttTransport::opened, this, &TransportProbe::onOpened);
    connect(transport.get(), &MqttTransport::messagesReceived, this, &TransportProbe::onMessages);
    connect(transport.get(), &MqttTransport::subscribed, this, &TransportProbe::onSubscribed);
    connect(transport.get(), &MqttTransport::closed, this, &TransportProbe::onClosed);
    connect(&m_tick, &QTimer::timeout, this, &TransportProbe::onTick);
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.start(tickMs);
}

void TransportProbe::open(const MqttEndpoint &endpoint)
{
    m_sinceTick.start();
    transport->open(endpoint);
}

bool TransportProbe::openAndWait(const MqttEndpoint &endpoint)
{
    open(endpoint);
    const bool answered = QTest::qWaitFor([this] { return openedCount > 0 || !closed.isEmpty(); },
                                          endpoint.connectTimeoutMs + 2000);
    return answered && openedCount == 1 && closed.isEmpty();
}

bool TransportProbe::subscribeAndWait(const QString &filter)
{
    const qsizetype before = answers.size();
    transport->subscribe(filter, 0);
    return QTest::qWaitFor([this, before] { return answers.size() > before; }) &&
           answers.last().first == filter && answers.last().second;
}

bool TransportProbe::waitForClosed(int milliseconds)
{
    const bool done = QTest::qWaitFor([this] { return !closed.isEmpty(); }, milliseconds);
    QTest::qWait(50); // for what must not come any more
    if (done)
        qInfo().noquote() << errorKindName(closed.constFirst().kind) << describe(closed.constFirst());
    return done && closed.size() == 1 && signalsAfterClosed == 0;
}

bool TransportProbe::waitForMessages(qsizetype count, int milliseconds)
{
    return QTest::qWaitFor([this, count] { return messages.size() >= count; }, milliseconds);
}

void TransportProbe::onOpened()
{
    noteLate();
    ++openedCount;
}

void TransportProbe::onMessages(const QList<MqttMessage> &received)
{
    noteLate();
    messages += received;
    ++batches;
}

void TransportProbe::onSubscribed(const QString &filter, bool granted)
{
    noteLate();
    answers.append({filter, granted});
}

void TransportProbe::onClosed(const Error &error)
{
    noteLate();
    closed.append(error);
}

void TransportProbe::onTick()
{
    longestStandstillMs = qMax(longestStandstillMs, m_sinceTick.restart());
}

void TransportProbe::noteLate()
{
    if (!closed.isEmpty())
        ++signalsAfterClosed;
}

} // namespace syspulse::test
