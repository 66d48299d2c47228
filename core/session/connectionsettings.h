// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rawanalytics.h"
#include "core/harper/endpoint.h"
#include "core/harper/operationtypes.h"
#include "core/mqtt/mqttaddress.h"
#include "core/profiles/connectionsettings.h"
#include "core/setup/stepstate.h"

#include <optional>

#include <QMetaType>
#include <QString>

namespace syspulse {

/// Stages of connecting and of the connection test, in order.
enum class ConnectStage { Address, Login, Version, Rights, MqttPort, Mqtt };

/// Result of one stage.
struct StageResult
{
    ConnectStage stage = ConnectStage::Address;
    StepState state = StepState::Running;
    QString text;                        ///< what was found, or what failed and what to do
    std::optional<ErrorKind> error = {}; ///< of a stage that failed
    bool plainHttp = false;              ///< it failed because the server answers in plain HTTP
    QString detail = {}; ///< what a library or the server said to a failure, see Error::detail
};

/// What is known about the instance once connected.
struct InstanceInfo
{
    QString url; ///< see instanceId()
    QString user;
    bool superUser = false;
    QString version;
    MqttAddress mqtt;
    QString mqttBackend;  ///< "Qt MQTT" or "libmosquitto"
    QString mqttClientId; ///< of the session's own connection
    int workers = 1;
    bool analyticsOn = true;
    StorageEngine storage = StorageEngine::Lmdb;
    qint64 reliableRawMs = usualRawAnalyticsMs; ///< how far back raw analytics can be relied on
    bool mayUpdate = false;          ///< a super user, or one whose role has all that an updater does
    bool configurationKnown = false; ///< false: the user may not read it

    /// The url without its scheme: to be shown, and to tell apart what is stored by instance.
    QString name() const { return instanceName(QUrl(url)); }
};

QString connectStageName(ConnectStage stage);

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::StageResult)
Q_DECLARE_METATYPE(syspulse::InstanceInfo)
