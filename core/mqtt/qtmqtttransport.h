// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/bufferedtransport.h"
#include "core/tls/certificateerrors.h"

#include <memory>
#include <optional>
#include <QHash>
#include <QTcpSocket>
#include <QtMqtt/QMqttClient>
#include <QtMqtt/QMqttSubscription>
#include <QtMqtt/QMqttTopicName>

class QSslSocket;

namespace syspulse {

/// MqttTransport over Qt MQTT. MqttMessage::qos and retain stay 0 and false: QMqttClient tells them only to
/// subscriptions, whose matching of topics is wrong for filters such as `sys/+/#`.
class QtMqttTransport : public BufferedTransport
{
    Q_OBJECT

public:
    explicit QtMqttTransport(QObject *parent = nullptr);
    ~QtMqttTransport() override;

    void subscribe(const QString &filter, quint8 qos) override;
    void unsubscribe(const QString &filter) override;
    void publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain) override;
    void ping() override;

protected:
    void connectTo(const QHostAddress &address) override;
    void drop(Farewell farewell) override;

private:
    void onSocketReady();
    void onSocketError(QAbstractSocket::SocketError error);
    void onClientConnected();
    void onClientState(QMqttClient::ClientState state);
    void onMessage(const QByteArray &payload, const QMqttTopicName &topic);
    void onSubscriptionState(const QString &filter, QMqttSubscription *subscription);
    void startTls(const QHostAddress &address);
    /// Lets the pinned certificate pass, and remembers why another one was refused.
    void judge(QSslSocket *socket);

    // In this order: the client writes to the socket when it is destroyed.
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<QMqttClient> m_client;
    QHash<QString, QMqttSubscription *> m_subscriptions;
    QHash<QString, quint8> m_waitingFilters; ///< subscribe again once the old subscription is gone; the QoS
    std::optional<CertificateProblem> m_problem;
};

} // namespace syspulse
