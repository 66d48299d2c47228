// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertsender.h"
#include "core/mqtt/mqtttransport.h"

#include <QTimer>

namespace syspulse {

/// Publishes messages as JSON (see alertMessageJson()) to the topic of a channel, with a connection for each:
/// alerts are rare. Success is what the broker has acknowledged, with QoS 0 what was sent. The certificate of
/// the broker must be valid for the system.
class MqttSender final : public AlertSender
{
    Q_OBJECT

public:
    MqttSender(const AlertChannel &channel, const Secret &password, int timeoutMs);
    ~MqttSender() override;

    void send(const AlertMessage &message, Done done) override;

private:
    void finish(const Result<void> &result);

    const AlertChannel m_channel;
    const Secret m_password;
    std::unique_ptr<MqttTransport> m_transport;
    QTimer m_timeout;
    Done m_done;
};

} // namespace syspulse
