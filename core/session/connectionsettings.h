// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/httpoperations.h"
#include "core/setup/setupplan.h"
#include "core/tls/linktrust.h"

#include <optional>

#include <QMetaType>

namespace syspulse {

/// What a person enters to connect. Lives in memory only.
struct ConnectionSettings
{
    QString url; ///< as typed; see parseInstanceUrl()
    QString user;
    QString password;
    LoginMode login = LoginMode::Basic;
    LinkTrust trust;                    ///< of the operations API
    QString mqttHost;                   ///< empty: the host of the url
    quint16 mqttPort = 0;               ///< 0: from the server's configuration
    std::optional<bool> mqttTls;        ///< nothing: as the url
    std::optional<LinkTrust> mqttTrust; ///< nothing: as the operations API

    bool operator==(const ConnectionSettings &) const = default;
};

/// Stages of connecting and of the connection test, in order.
enum class ConnectStage { Address, Login, Version, Rights, MqttPort, Mqtt };

/// Result of one stage.
struct StageResult
{
    ConnectStage stage = ConnectStage::Address;
    StepState state = StepState::Running;
    QString text;                        ///< what was found, or what failed and what to do
    std::optional<ErrorKind> error = {}; ///< of a stage that failed
};

/// The links of a connection that may use TLS.
enum class TlsLink { Operations, Mqtt };

/// What is known about the instance once connected.
struct InstanceInfo
{
    QString url;
    QString user;
    bool superUser = false;
    QString version;
    QString mqttAddress; ///< "host:port (TLS)"
    QString mqttBackend; ///< "Qt MQTT" or "libmosquitto"
    int workers = 1;
    bool analyticsOn = true;
    bool configurationKnown = false; ///< false: the user may not read it
};

QString connectStageName(ConnectStage stage);

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ConnectionSettings)
Q_DECLARE_METATYPE(syspulse::StageResult)
Q_DECLARE_METATYPE(syspulse::TlsLink)
Q_DECLARE_METATYPE(syspulse::InstanceInfo)
