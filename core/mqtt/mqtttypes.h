// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/mqtt/mqttaddress.h"
#include "core/tls/tlsoptions.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace syspulse {

/// One PUBLISH as delivered by the broker. The payload is untrusted bytes. Qt MQTT does not tell qos and
/// retain: do not decide anything by them.
struct MqttMessage
{
    QString topic;
    QByteArray payload;
    quint8 qos = 0;
    bool retain = false;

    bool operator==(const MqttMessage &) const = default;
};

/// Where the broker is and who we are there. Lives in memory only.
struct MqttEndpoint
{
    QString host;
    quint16 port = usualMqttPort(false);
    QString user;
    Secret password;
    TlsOptions tls;
    int keepAliveSeconds = 60;
    int connectTimeoutMs = 10000; ///< from the first packet to CONNACK, name resolution and TLS included
    QString clientId;             ///< empty: newMqttClientId() for each connection

    bool operator==(const MqttEndpoint &) const = default;
};

/// How long the steps of opening a connection took, in ms, as this program saw it. One that has not come to
/// its end, or that there is none of, has no time. Looking up the name is part of none of them.
struct MqttOpening
{
    std::optional<double> tcpMs;   ///< until the peer had accepted the connection
    std::optional<double> tlsMs;   ///< from then until the handshake was over
    std::optional<double> loginMs; ///< from then until CONNACK

    bool operator==(const MqttOpening &) const = default;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::MqttMessage)
Q_DECLARE_METATYPE(QList<syspulse::MqttMessage>)
Q_DECLARE_METATYPE(syspulse::MqttEndpoint)
