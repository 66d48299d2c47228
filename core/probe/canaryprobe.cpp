// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/canaryprobe.h"

#include "core/base/json.h"
#include "core/base/logging.h"

#include <algorithm>
#include <utility>

#include <QUuid>

namespace syspulse {

/// Of the component: who subscribes to it gets the thread that serves the connection, once.
static const QString workerTopic = QStringLiteral("syspulse_info/thread");

CanaryProbe::CanaryProbe(OperationsClient *client, MqttBackend backend, const QString &topic, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_backend(backend)
    , m_topic(topic)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &CanaryProbe::timedOut);
}

CanaryProbe::~CanaryProbe() = default;

void CanaryProbe::cancel()
{
    m_deadline.stop();
    m_done = nullptr;
    m_request.end();
    m_transport.reset();
}

void CanaryProbe::run(const MqttEndpoint &endpoint, Done done)
{
    cancel();
    m_done = std::move(done);
    m_round = {};
    if (!endpoint.tls.enabled)
        m_round[CanaryPhase::Tls] = {{}, tr("MQTT is not encrypted on this connection."), false};
    m_nonce = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    MqttEndpoint own = endpoint;
    own.keepAliveSeconds = 0; // otherwise only the library may ping
    own.connectTimeoutMs = m_longestMs;
    own.clientId.clear();
    m_transport = makeMqttTransport(m_backend);
    connect(m_transport.get(), &MqttTransport::opened, this, &CanaryProbe::opened);
    connect(m_transport.get(), &MqttTransport::pinged, this, &CanaryProbe::pinged);
    connect(m_transport.get(), &MqttTransport::subscribed, this, &CanaryProbe::subscribed);
    connect(m_transport.get(), &MqttTransport::published, this, &CanaryProbe::published);
    connect(m_transport.get(), &MqttTransport::messagesReceived, this, &CanaryProbe::received);
    connect(m_transport.get(), &MqttTransport::closed, this, &CanaryProbe::closed);
    m_transport->open(own);
}

void CanaryProbe::give(CanaryPhase phase, double ms)
{
    m_round[phase].ms = ms;
}

void CanaryProbe::takeOpening()
{
    const MqttOpening opening = m_transport->opening();
    m_round[CanaryPhase::Tcp].ms = opening.tcpMs;
    m_round[CanaryPhase::Tls].ms = opening.tlsMs;
    m_round[CanaryPhase::Connect].ms = opening.loginMs;
}

void CanaryProbe::opened()
{
    takeOpening();
    m_deadline.start(m_longestMs);
    m_step.start();
    m_transport->ping();
}

void CanaryProbe::pinged()
{
    give(CanaryPhase::Ping, stepMs());
    m_transport->subscribe(m_topic, 0);
}

void CanaryProbe::subscribed(const QString &filter, bool granted)
{
    if (filter == workerTopic) {
        if (!granted)
            leave(); // a component that cannot tell, or none
        return;
    }
    if (!granted)
        m_round[CanaryPhase::Arrival].unknown = tr("The broker refused the subscription to %1.").arg(m_topic);
    // Whoever reads the table's records gets this too, and should not stumble over it.
    const OrderedJson message{{"id", toUtf8String(m_topic.section(QLatin1Char('/'), 1))},
                              {"value", m_nonce.toStdString()},
                              {"description", "Sent by SysPulse to measure how fast messages arrive."}};
    const QByteArray payload = dumpJson(message);
    m_step.start();
    m_transport->publish(m_topic, payload, 1, false);
}

void CanaryProbe::published()
{
    give(CanaryPhase::Acknowledge, stepMs());
    askWorkerWhenDone();
}

void CanaryProbe::received(const QList<MqttMessage> &messages)
{
    const double ms = stepMs();
    for (const MqttMessage &message : messages) {
        if (message.topic != workerTopic)
            continue;
        bool isNumber = false;
        if (const int thread = message.payload.toInt(&isNumber); isNumber && thread >= 0)
            m_round.worker = thread;
        return leave();
    }
    const bool arrived = std::any_of(messages.cbegin(), messages.cend(), [this](const MqttMessage &message) {
        return message.topic == m_topic && message.payload.contains(m_nonce);
    });
    if (!arrived || m_round[CanaryPhase::Arrival].isKnown())
        return;
    give(CanaryPhase::Arrival, ms);
    askWorkerWhenDone();
}

void CanaryProbe::askWorkerWhenDone()
{
    const CanaryMeasure &arrival = m_round[CanaryPhase::Arrival];
    if (m_round[CanaryPhase::Acknowledge].isKnown() && (arrival.isKnown() || !arrival.unknown.isEmpty()))
        m_transport->subscribe(workerTopic, 0);
}

void CanaryProbe::leave()
{
    m_transport->close(); // closed() follows
}

void CanaryProbe::giveUp(const QString &reason)
{
    for (const CanaryPhase phase : canaryPhases) {
        CanaryMeasure &measure = m_round[phase];
        if (phase != CanaryPhase::Operations && !measure.isKnown() && measure.unknown.isEmpty())
            measure.unknown = reason;
    }
}

void CanaryProbe::timedOut()
{
    const QString reason = tr("No answer within %1 s.").arg(double(m_longestMs) / 1000);
    if (m_transport) {
        giveUp(reason);
        return leave();
    }
    m_request.end();
    m_round[CanaryPhase::Operations].unknown = reason;
    finish();
}

void CanaryProbe::closed(const Error &error)
{
    m_deadline.stop();
    takeOpening();
    giveUp(describe(error));
    // It is emitting.
    m_transport->disconnect(this);
    m_transport.release()->deleteLater();
    askOperations();
}

void CanaryProbe::askOperations()
{
    m_deadline.start(m_longestMs);
    m_step.start();
    m_client->userInfo(m_request.begin(), [this](const Result<UserInfo> &user) {
        if (user)
            give(CanaryPhase::Operations, stepMs());
        else
            m_round[CanaryPhase::Operations].unknown = describe(user.error());
        finish();
    });
}

void CanaryProbe::finish()
{
    m_deadline.stop();
    m_request.end();
    if (const auto failed = m_round.firstFailure())
        qCDebug(lcProbe) << "canary:" << canaryPhaseName(*failed) << m_round[*failed].unknown;
    const CanaryRound round = m_round;
    if (const Done done = std::exchange(m_done, nullptr))
        done(round);
}

} // namespace syspulse
