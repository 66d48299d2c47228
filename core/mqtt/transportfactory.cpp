// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqtttransport.h"

#ifdef SYSPULSE_HAVE_LIBMOSQUITTO
#include "core/base/enumtable.h"
#include "core/mqtt/mosquittotransport.h"
#endif
#ifdef SYSPULSE_HAVE_QTMQTT
#include "core/mqtt/qtmqtttransport.h"
#endif

namespace syspulse {

namespace {

constexpr auto backends =
    enumTable<MqttBackend>({{MqttBackend::QtMqtt, "Qt MQTT"}, {MqttBackend::Mosquitto, "libmosquitto"}});

} // namespace

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
    return backends.name(backend);
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
