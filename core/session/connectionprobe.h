// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/mqtt/mqtttransport.h"
#include "core/session/connectionsettings.h"

#include <memory>

namespace syspulse {

/// What a successful probe found.
struct ProbeResult
{
    HarperEndpoint endpoint;
    MqttEndpoint mqtt;
    InstanceInfo info;
    qint64 clockOffsetMs = 0; ///< the server's clock minus this machine's; 0 before the server has said it
    std::optional<UserInfo> user;
    std::optional<ServerConfiguration> configuration; ///< where the user may read it
};

/// Tries a connection stage by stage: address, login, version, rights, MQTT port and MQTT itself.
class ConnectionProbe : public QObject
{
    Q_OBJECT

public:
    /// Which stages are told about; one that fails always is.
    enum class Report { EachStage, LastStage };

    explicit ConnectionProbe(QObject *parent = nullptr);
    ~ConnectionProbe() override;

    /// Starts again and goes as far as @p last; stageChanged() per stage, then finished().
    void run(const ConnectionSettings &settings, ConnectStage last, Report report = Report::EachStage);
    void cancel();
    /// After a success the client that has asked stays, connection and all, for who takes it then.
    void keepClient() { m_keepsClient = true; }
    std::unique_ptr<OperationsClient> takeClient() { return std::move(m_client); }
    /// What was found so far.
    const ProbeResult &found() const { return m_result; }

signals:
    void stageChanged(const syspulse::StageResult &result);
    void finished(const syspulse::Result<syspulse::ProbeResult> &result);

private:
    void login();
    void readVersion();
    void readRights();
    void chooseMqtt(const ServerConfiguration &configuration);
    /// Who we are to the MQTT broker, where that is not as for the operations API.
    void readMqttIdentity();
    void tryMqtt();
    void running(ConnectStage stage, const QString &text);
    void passed(const QString &text);
    /// Goes on with @p next unless this was the last stage.
    void proceed(void (ConnectionProbe::*next)());
    void failed(const Error &error);
    void succeed();

    ConnectionSettings m_settings;
    ConnectStage m_last = ConnectStage::Mqtt;
    Report m_report = Report::EachStage;
    ConnectStage m_stage = ConnectStage::Address;
    ProbeResult m_result;
    std::unique_ptr<OperationsClient> m_client;
    bool m_keepsClient = false;
    std::unique_ptr<MqttTransport> m_transport;
    RequestScope m_run;
};

} // namespace syspulse
