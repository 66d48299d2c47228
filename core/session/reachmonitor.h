// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/harper/portknock.h"
#include "core/mqtt/mqttclient.h"
#include "core/session/reach.h"

#include <QTimer>

namespace syspulse {

/// Whether a request that fails with @p error was not answered by the server. One that refuses, or says that
/// it cannot, is there; a proxy in front of one that is not answers 502 to 504.
inline bool meansAway(const Error &error)
{
    return error.kind == ErrorKind::Network || (error.httpStatus >= 502 && error.httpStatus <= 504);
}

/// Watches whether the server of a connection answers. The end of the MQTT connection, or any other reason to
/// doubt, has the operations API asked at once; while that does not answer, again after retryDelayMs(),
/// within longestLinkRestMs where it accepts connections, and as soon as it listens again or MQTT connects.
/// The first answer has MQTT connect without waiting any longer. While the operations API answers and MQTT
/// stays away, which may be the first sign of a server's end, it is asked after retryDelayMs() too, however
/// often MQTT is tried.
class ReachMonitor : public QObject
{
    Q_OBJECT

public:
    /// How often the operations API is asked while there is no MQTT connection that would tell, and none that
    /// ended.
    static constexpr int withoutMqttMs = 10000;

    /// All must outlive the monitor.
    ReachMonitor(OperationsClient *client, MqttClient *mqtt, const Clock *clock, QObject *parent = nullptr);

    const Reach &reach() const { return m_reach; }

    /// Something failed that the server's end would explain: looks now.
    void doubt();
    /// The user does not want to wait.
    void retryNow();

signals:
    void changed(const syspulse::Reach &reach);
    /// The server answers again after it did not.
    void returned();

private:
    void ask();
    void answered(const Result<UserInfo> &result, qint64 askedMs);
    void mqttFailed(const Error &error);
    void mqttEntered(MqttClient::State state);
    void tell(const Reach &reach);

    OperationsClient *m_client;
    MqttClient *m_mqtt;
    const Clock *m_clock;
    Reach m_reach;
    QTimer m_next;
    PortKnock m_knock;  ///< while the server cannot be reached
    int m_failures = 0; ///< in a row
    int m_answers = 0;  ///< in a row since MQTT is away
    bool m_asking = false;
    RequestScope m_run;
};

} // namespace syspulse
