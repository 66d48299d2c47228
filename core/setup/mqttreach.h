// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/base/result.h"
#include "core/mqtt/mqtttransport.h"

#include <functional>
#include <memory>

#include <QElapsedTimer>

namespace syspulse {

/// Looks whether the MQTT port answers. A refused login is an answer too.
class MqttReach : public QObject
{
    Q_OBJECT

public:
    /// Workers that have just been restarted may refuse for some seconds: a failure within this time is tried
    /// again.
    static constexpr int patienceMs = 10000;
    static constexpr int retryMs = 1000;

    explicit MqttReach(MqttBackend backend, QObject *parent = nullptr);
    ~MqttReach() override;

    void run(const MqttEndpoint &endpoint, std::function<void(const Result<void> &)> done);
    /// Nobody is told.
    void cancel();
    void setPatience(int ms) { m_patienceMs = ms; }

private:
    void attempt();
    void closed(const Error &error);
    void finish(const Result<void> &result);

    MqttBackend m_backend;
    MqttEndpoint m_endpoint;
    std::unique_ptr<MqttTransport> m_transport;
    std::function<void(const Result<void> &)> m_done;
    QElapsedTimer m_sinceStart;
    int m_patienceMs = patienceMs;
    RequestScope m_run;
};

} // namespace syspulse
