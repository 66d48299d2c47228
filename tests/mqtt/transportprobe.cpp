// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/transportprobe.h"

#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QTest>
#include <QTimer>

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

void passQueued()
{
    constexpr int rounds = 3;
    for (int i = 0; i < rounds; ++i) {
        bool passed = false;
        QObject here; // of this thread
        QTimer::singleShot(0, &here, [&passed] { passed = true; });
        while (!passed)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

TransportProbe::TransportProbe(MqttBackend backend)
    : transport(makeMqttTransport(backend))
{
    connect(transport.get(), &MqttTransport::opened, this, &TransportProbe::onOpened);
    connect(transport.get(), &MqttTransport::messagesReceived, this, &TransportProbe::onMessages);
    connect(transport.get(), &MqttTransport::subscribed, this, &TransportProbe::onSubscribed);
    connect(transport.get(), &MqttTransport::published, this, [this] { ++publishedCount; });
    connect(transport.get(), &MqttTransport::pinged, this, [this] { ++pingedCount; });
    connect(transport.get(), &MqttTransport::closed, this, &TransportProbe::onClosed);
}

void TransportProbe::open(const MqttEndpoint &endpoint)
{
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

bool TransportProbe::waitForClosed()
{
    const bool done = QTest::qWaitFor([this] { return !closed.isEmpty(); }, patienceMs);
    passQueued(); // what must not come any more would come now
    if (done)
        qInfo().noquote() << errorKindName(closed.constFirst().kind) << describe(closed.constFirst());
    return done && closed.size() == 1 && signalsAfterClosed == 0;
}

bool TransportProbe::waitForMessages(qsizetype count)
{
    return QTest::qWaitFor([this, count] { return messages.size() >= count; }, patienceMs);
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

void TransportProbe::noteLate()
{
    if (!closed.isEmpty())
        ++signalsAfterClosed;
}

} // namespace syspulse::test
