// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/reachmonitor.h"

#include "core/updater/schedule.h"

namespace syspulse {

ReachMonitor::ReachMonitor(OperationsClient *client, MqttClient *mqtt, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_mqtt(mqtt)
    , m_clock(clock)
    , m_knock(client->endpoint().url)
{
    m_run.begin();
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ReachMonitor::ask);
    connect(&m_knock, &PortKnock::opened, this, [this] {
        m_failures = 0; // of the server that was
        ask();
    });
    connect(&m_knock, &PortKnock::wasOpen, this, [this] {
        if (!m_next.isActive() || m_next.remainingTime() <= longestLinkRestMs)
            return;
        m_next.start(int(longestLinkRestMs));
        Reach reach = m_reach;
        reach.nextTryMs = m_clock->nowMs() + longestLinkRestMs;
        tell(reach);
    });
    connect(mqtt, &MqttClient::errorOccurred, this, &ReachMonitor::mqttFailed);
    connect(mqtt, &MqttClient::stateChanged, this, &ReachMonitor::mqttEntered);
    connect(mqtt, &MqttClient::retryScheduled, this, [this](int milliseconds) {
        Reach reach = m_reach;
        reach.mqttNextTryMs = m_clock->nowMs() + milliseconds;
        tell(reach);
    });
    m_next.start(withoutMqttMs);
}

void ReachMonitor::tell(const Reach &reach)
{
    if (reach == m_reach)
        return;
    m_reach = reach;
    emit changed(m_reach);
}

void ReachMonitor::mqttFailed(const Error &)
{
    if (m_reach.mqttAwaySinceMs > 0)
        return;
    Reach reach = m_reach;
    reach.mqttAwaySinceMs = m_clock->nowMs();
    m_answers = 0;
    tell(reach);
    doubt();
}

void ReachMonitor::mqttEntered(MqttClient::State state)
{
    Reach reach = m_reach;
    if (state != MqttClient::State::WaitingToRetry)
        reach.mqttNextTryMs = 0;
    if (state == MqttClient::State::Connected)
        reach.mqttAwaySinceMs = 0;
    tell(reach);
    if (state != MqttClient::State::Connected)
        return;
    if (m_reach.isAway())
        ask(); // it is back, and need not be waited for
    else
        m_next.stop(); // its end would tell
}

void ReachMonitor::doubt()
{
    if (!m_reach.isAway())
        ask();
}

void ReachMonitor::retryNow()
{
    ask();
    m_mqtt->retryNow();
}

void ReachMonitor::ask()
{
    if (m_asking)
        return;
    m_asking = true;
    m_next.stop();
    Reach reach = m_reach;
    reach.nextTryMs = 0;
    tell(reach);
    m_client->userInfo(m_run.context(), [this, askedMs = m_clock->nowMs()](const Result<UserInfo> &result) {
        answered(result, askedMs);
    });
}

void ReachMonitor::answered(const Result<UserInfo> &result, qint64 askedMs)
{
    m_asking = false;
    Reach reach = m_reach;
    if (!result && meansAway(result.error())) {
        const qint64 delay = retryDelayMs(++m_failures, result.error());
        if (!reach.isAway())
            reach.awaySinceMs = reach.mqttAwaySinceMs > 0 ? reach.mqttAwaySinceMs : askedMs;
        reach.nextTryMs = m_clock->nowMs() + delay;
        reach.error = result.error();
        m_next.start(int(delay));
        if (result.error().kind == ErrorKind::Network)
            m_knock.start();
        tell(reach);
        return;
    }
    m_failures = 0;
    m_knock.stop();
    const bool wasAway = reach.isAway();
    reach.awaySinceMs = reach.nextTryMs = 0;
    reach.error = {};
    tell(reach);
    if (m_mqtt->state() != MqttClient::State::Connected)
        m_next.start(reach.mqttAwaySinceMs > 0 ? int(retryDelayMs(++m_answers)) : withoutMqttMs);
    if (!wasAway)
        return;
    m_mqtt->retryNow();
    emit returned();
}

} // namespace syspulse
