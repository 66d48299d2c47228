// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/mqttsender.h"

#include "core/alerts/alertmessage.h"

#include <utility>

#include <QUrl>

namespace syspulse {

MqttSender::MqttSender(const AlertChannel &channel, const Secret &password, int timeoutMs)
    : m_channel(channel)
    , m_password(password)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(timeoutMs);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        finish(failure(ErrorKind::Network,
                       tr("%1 did not acknowledge the message within %2 s. Look into the log of the broker.")
                           .arg(alertChannelPlace(m_channel))
                           .arg(double(m_timeout.interval()) / 1000)));
    });
}

MqttSender::~MqttSender() = default;

void MqttSender::send(const AlertMessage &message, Done done)
{
    m_done = std::move(done);
    const QUrl broker = alertChannelUrl(m_channel).value_or(QUrl());
    MqttEndpoint endpoint;
    endpoint.host = broker.host();
    endpoint.port = quint16(broker.port());
    endpoint.user = m_channel.user;
    endpoint.password = m_password;
    endpoint.tls.enabled = broker.scheme() == QLatin1String("mqtts");
    endpoint.connectTimeoutMs = m_timeout.interval();
    m_transport = makeMqttTransport(availableMqttBackends().constFirst());
    connect(m_transport.get(), &MqttTransport::opened, this, [this, payload = alertMessageJson(message)] {
        m_transport->publish(m_channel.topic, payload, quint8(m_channel.qos), m_channel.retain);
    });
    connect(m_transport.get(), &MqttTransport::published, this, [this] { finish({}); });
    connect(m_transport.get(), &MqttTransport::closed, this, [this](const Error &error) {
        m_transport.release()->deleteLater(); // it is emitting
        finish(Unexpected<Error>{error});
    });
    m_timeout.start();
    m_transport->open(endpoint);
}

void MqttSender::finish(const Result<void> &result)
{
    m_timeout.stop();
    if (MqttTransport *used = m_transport.release()) {
        // It may be emitting, and has a DISCONNECT to send.
        used->disconnect(this);
        connect(used, &MqttTransport::closed, used, &QObject::deleteLater);
        used->close();
    }
    const Done done = std::exchange(m_done, {});
    done(result);
}

} // namespace syspulse
