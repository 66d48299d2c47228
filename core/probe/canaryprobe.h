// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/mqtt/mqtttransport.h"
#include "core/probe/canaryround.h"

#include <functional>
#include <memory>

#include <QElapsedTimer>
#include <QTimer>

namespace syspulse {

/// Measures how fast a server answers, as this program sees it: one MQTT connection of its own that is made,
/// used once for each phase and left again, then one request to the operations API. Times are in ms of a
/// monotonic clock and contain what this thread was busy with meanwhile.
///
/// The message is not retained: no record is made or changed, and readers of $SYS get nothing. HarperDB notes
/// it in the audit log, and passes it to whoever subscribes to the topic. The connection has a client id by
/// which its traffic is counted as SysPulse's own. At its end it asks the component which worker serves it,
/// where there is one that can tell.
class CanaryProbe : public QObject
{
    Q_OBJECT

public:
    /// Making the connection, what it is used for, and the operations API: each is given up when it takes
    /// longer. All three end before the next round of the canary.
    static constexpr int longestMs = 8000;

    using Done = std::function<void(const CanaryRound &)>;

    /// @p topic: where the message goes, below an exported table that no record with this id is in.
    CanaryProbe(OperationsClient *client, MqttBackend backend, const QString &topic,
                QObject *parent = nullptr);
    ~CanaryProbe() override;

    /// Instead of longestMs.
    void setLongest(int ms) { m_longestMs = ms; }

    bool isRunning() const { return m_done != nullptr; }
    /// Measures everything once. @p done gets the round when its connection is closed. A round under way is
    /// cancelled.
    void run(const MqttEndpoint &endpoint, Done done);
    /// Leaves the connection; nobody is told.
    void cancel();

private:
    void opened();
    void pinged();
    void subscribed(const QString &filter, bool granted);
    void published();
    void received(const QList<MqttMessage> &messages);
    void askWorkerWhenDone();
    void leave();
    void closed(const Error &error);
    void takeOpening();
    void askOperations();
    void timedOut();
    void give(CanaryPhase phase, double ms);
    /// Gives @p reason to all phases of MQTT that have no time.
    void giveUp(const QString &reason);
    void finish();
    double stepMs() const { return double(m_step.nsecsElapsed()) / 1e6; }

    OperationsClient *m_client;
    MqttBackend m_backend;
    QString m_topic;
    int m_longestMs = longestMs;
    Done m_done;
    CanaryRound m_round;
    std::unique_ptr<MqttTransport> m_transport;
    QByteArray m_nonce;
    QElapsedTimer m_step;
    QTimer m_deadline;
    RequestScope m_request; ///< of the operations API
};

} // namespace syspulse
