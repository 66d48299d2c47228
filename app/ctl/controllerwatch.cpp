// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"

#include "core/base/json.h"
#include "core/base/utf8.h"

#include <utility>

// The command "watch".
namespace syspulse {

void Controller::watch()
{
    const MqttBackend backend = availableMqttBackends().constFirst();
    m_mqtt = std::make_unique<MqttClient>([backend] { return makeMqttTransport(backend); });
    connect(m_mqtt.get(), &MqttClient::messagesReceived, this, [this](const QList<MqttMessage> &messages) {
        for (const MqttMessage &message : messages) {
            if (m_output.isJson())
                m_output.object({{"topic", toUtf8String(message.topic)},
                                 {"payload", toUtf8String(textFromUtf8(message.payload))}});
            else
                m_output.line(message.topic + QLatin1Char(' ') + textFromUtf8(message.payload));
        }
    });
    connect(m_mqtt.get(), &MqttClient::stateChanged, this, [this](MqttClient::State state) {
        if (state != MqttClient::State::Connected)
            return;
        m_watched = true;
        m_watchError = {};
    });
    connect(m_mqtt.get(), &MqttClient::errorOccurred, this, [this](const Error &error) {
        const bool hopeless = error.kind == ErrorKind::Auth || error.kind == ErrorKind::Tls || !m_watched;
        if (hopeless)
            fail(error);
        else if (error != std::exchange(m_watchError, error)) // it is tried again and again
            m_output.error(error);
    });
    connect(m_mqtt.get(), &MqttClient::subscriptionRefused, this, [this](const QString &filter) {
        fail({ErrorKind::Permission,
              tr("The broker refused the subscription to %1: the instance is not set up, the user may not "
                 "read the table \"%2\", or the broker does not support the filter.")
                  .arg(filter, m_open.layout.table),
              {},
              0});
    });
    m_mqtt->setFilters({m_options.filter});
    m_mqtt->start(m_found.mqtt);
}

} // namespace syspulse
