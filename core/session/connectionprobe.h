// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    qint64 clockOffsetMs = 0; ///< the server's clock minus this machine's; 0 when the user may not read it
};

/// Tries a connection stage by stage: address, login, version, rights, MQTT port and, if wanted, MQTT itself.
class ConnectionProbe : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionProbe(QObject *parent = nullptr);
    ~ConnectionProbe() override;

    /// Starts anew; stageChanged() per stage, then finished().
    void run(const ConnectionSettings &settings, bool withMqtt);
    void cancel();

signals:
    void stageChanged(const syspulse::StageResult &result);
    void finished(const syspulse::Result<syspulse::ProbeResult> &result);

private:
    void login();
    void readVersion();
    void readRights();
    void chooseMqtt(const ServerConfiguration &configuration);
    void readClock();
    void tryMqtt();
    void running(ConnectStage stage, const QString &text);
    void passed(const QString &text);
    void failed(const Error &error);
    void succeed();

    ConnectionSettings m_settings;
    bool m_withMqtt = false;
    ConnectStage m_stage = ConnectStage::Address;
    ProbeResult m_result;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<MqttTransport> m_transport;
    QObject *m_run = nullptr; ///< parent of the callbacks: deleting it lets late answers die
};

} // namespace syspulse
