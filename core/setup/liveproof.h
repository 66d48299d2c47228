// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/mqtt/mqtttransport.h"
#include "core/topics/syslayout.h"

#include <memory>

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

namespace syspulse {

/// Proves that both trees are live: subscribes to "sys/<record>" and "$SYS/...", upserts a record with a
/// random value, waits until exactly that value arrives on both, and deletes the record again.
class LiveProof : public QObject
{
    Q_OBJECT

public:
    static constexpr int timeoutMs = 15000;
    /// Old workers serve MQTT for some seconds after a restart, and know no component yet: a refusal or a cut
    /// within this time is tried again.
    static constexpr int patienceMs = 10000;
    static constexpr int retryMs = 1000;

    LiveProof(OperationsClient *client, const SysLayout &layout, MqttBackend backend,
              QObject *parent = nullptr);
    ~LiveProof() override;

    /// @p done gets a sentence about what was seen, or the failure.
    void run(const MqttEndpoint &endpoint, std::function<void(const Result<QString> &)> done);
    /// Removes the test record where one was written; nobody is told.
    void cancel();
    void setPatience(int ms) { m_patienceMs = ms; }

private:
    void attempt();
    void tryAgain(const Error &error);
    void dropTransport();
    void subscribed(const QString &filter, bool granted);
    void write();
    void received(const QList<MqttMessage> &messages);
    void timedOut();
    void finish(const Result<QString> &result);
    void report(const Result<QString> &result);
    QString recordTopic() const;

    OperationsClient *m_client;
    SysLayout m_layout;
    MqttBackend m_backend;
    std::unique_ptr<MqttTransport> m_transport;
    std::function<void(const Result<QString> &)> m_done;
    QTimer m_timeout;
    MqttEndpoint m_endpoint;
    QElapsedTimer m_sinceStart;
    int m_patienceMs = patienceMs;
    QString m_nonce;
    QSet<QString> m_granted;
    QSet<QString> m_seen;
    bool m_written = false;
    QElapsedTimer m_sinceWrite;
    RequestScope m_run;
};

} // namespace syspulse
