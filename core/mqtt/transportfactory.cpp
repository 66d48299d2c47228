// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqtttransport.h"

#ifdef SYSPULSE_HAVE_LIBMOSQUITTO
#include "core/mqtt/mosquittotransport.h"
#endif
#ifdef SYSPULSE_HAVE_QTMQTT
#include "core/mqtt/qtmqtttransport.h"
#endif

namespace syspulse {

QList<MqttBackend> availableMqttBackends()
{
    return {
#ifdef SYSPULSE_HAVE_QTMQTT
        MqttBackend::QtMqtt,
#endif
#ifdef SYSPULSE_HAVE_LIBMOSQUITTO
        MqttBackend::Mosquitto,
#endif
    };
}

QString mqttBackendName(MqttBackend backend)
{
    switch (backend) {
    case MqttBackend::QtMqtt:
        return QStringLiteral("Qt MQTT");
    case MqttBackend::Mosquitto:
        return QStringLiteral("libmosquitto");
    }
    return {};
}

std::unique_ptr<MqttTransport> makeMqttTransport(MqttBackend backend)
{
    switch (backend) {
    case MqttBackend::QtMqtt:
#ifdef SYSPULSE_HAVE_QTMQTT
        return std::make_unique<QtMqttTransport>();
#else
        break;
#endif
    case MqttBackend::Mosquitto:
#ifdef SYSPULSE_HAVE_LIBMOSQUITTO
        return std::make_unique<MosquittoTransport>();
#else
        break;
#endif
    }
    return nullptr;
}

} // namespace syspulse
