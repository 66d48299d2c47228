// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/windowcore.h"

#include <QTest>

namespace syspulse::test {

WindowCore::WindowCore(const HarperFixture &harper, quint16 operationsPort, quint16 mqttPort, int timeoutMs)
{
    QObject::connect(&session.connection(), &SessionConnection::valuesArrived, &session,
                     [this] { m_frames++; });
    QObject::connect(&session.connection(), &SessionConnection::mqttStateChanged, &session,
                     [this](MqttClient::State state) {
                         const bool away = m_connections == 0 || m_away.isValid();
                         if (state != MqttClient::State::Connected) {
                             if (!away)
                                 m_away.start();
                         } else if (away) {
                             m_connections++;
                             m_gapMs = m_away.isValid() ? m_away.elapsed() : 0;
                             m_away.invalidate();
                         }
                     });
    ConnectionSettings settings;
    QUrl url = harper.opsUrl();
    if (operationsPort > 0)
        url.setPort(operationsPort);
    settings.url = url.toString();
    settings.user = harper.user();
    settings.password = Secret(harper.password());
    settings.timeoutMs = timeoutMs;
    if (mqttPort > 0) {
        settings.mqttHost = QStringLiteral("127.0.0.1");
        settings.mqttPort = mqttPort;
    }
    session.request<&SessionConnection::connectTo>(settings);
}

bool WindowCore::isWhole() const
{
    return session.isConnected() && !session.reach().isAway() &&
           session.mqttState() == MqttClient::State::Connected;
}

bool WindowCore::waitConnected(int timeoutMs)
{
    return QTest::qWaitFor([this] { return isWhole(); }, timeoutMs);
}

bool WindowCore::waitBack(int timeoutMs)
{
    const int before = m_frames;
    return QTest::qWaitFor([&] { return isWhole() && m_frames > before; }, timeoutMs);
}

QString WindowCore::saidError() const
{
    return describe(session.reach().error);
}

} // namespace syspulse::test
