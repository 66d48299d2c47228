// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/mqtt/mqtttypes.h"

#include <memory>
#include <QObject>

namespace syspulse {

/// One MQTT connection, made by one back end (Qt MQTT or libmosquitto). Single use: open() once, then
/// discard the object; a reconnect makes a fresh one. Lives in, and signals on, the thread that made it.
/// Clean session, MQTT 3.1.1.
///
/// Guarantees that every back end keeps and the shared contract tests check:
/// - opened() or closed() follows open() within MqttEndpoint::connectTimeoutMs, whatever the peer does;
/// - closed() is emitted exactly once, last, and not from within a call of a method of this class;
/// - a refused CONNECT, whatever its code, is ErrorKind::Auth, and the socket is closed by us;
/// - no method blocks, not even in name resolution or the TLS handshake;
/// - messages arrive in broker order, in batches of whatever one wake-up of the socket delivered.
class MqttTransport : public QObject
{
    Q_OBJECT

public:
    explicit MqttTransport(QObject *parent = nullptr)
        : QObject(parent)
    {}
    ~MqttTransport() override = default;

    virtual void open(const MqttEndpoint &endpoint) = 0;
    /// Sends DISCONNECT where possible, then closes; closed() follows with ErrorKind::Cancelled.
    virtual void close() = 0;
    /// Answered by subscribed() with the same filter, refused without asking the broker when @p filter is not
    /// valid MQTT. This and the following do nothing before opened() and after closed().
    virtual void subscribe(const QString &filter, quint8 qos) = 0;
    virtual void unsubscribe(const QString &filter) = 0;
    virtual void publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain) = 0;
    /// Sends PINGREQ; the answer is told by pinged(). Only where MqttEndpoint::keepAliveSeconds is 0: a
    /// library that pings by itself lets nobody else do so.
    virtual void ping() = 0;

    /// What open() has taken so far, of the address that was tried last.
    virtual MqttOpening opening() const = 0;

signals:
    void opened();
    /// @p granted false: the broker refused the filter. Messages that came before the answer are emitted
    /// before.
    void subscribed(const QString &filter, bool granted);
    void messagesReceived(const QList<syspulse::MqttMessage> &messages);
    /// Once for each publish(), in any order, before closed(): the broker has acknowledged it, or it was sent
    /// with QoS 0, which nobody acknowledges. A broker of MQTT 3.1.1 acknowledges what it does not let pass,
    /// too.
    void published();
    /// Once for each ping() that the broker answers.
    void pinged();
    void closed(const syspulse::Error &error);
};

/// "syspulse-" plus random text: what SysPulse's own connections are recognised by.
QString newMqttClientId();

/// Which library carries MQTT.
enum class MqttBackend { QtMqtt, Mosquitto };

/// The back ends compiled in, the preferred one first.
QList<MqttBackend> availableMqttBackends();

/// The library's own name, untranslated, for example "Qt MQTT".
QString mqttBackendName(MqttBackend backend);

/// A transport of @p backend; null when that one is not compiled in (see availableMqttBackends()).
std::unique_ptr<MqttTransport> makeMqttTransport(MqttBackend backend);

} // namespace syspulse
