// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttypes.h"

#include <optional>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace syspulse::test {

/// A peer for the faults that a real broker cannot be made to show. Takes one connection, answers CONNECT and
/// SUBSCRIBE as told, never answers anything else and never closes by itself.
class FakeBroker : public QObject
{
    Q_OBJECT

public:
    FakeBroker();

    MqttEndpoint endpoint() const;

    /// The return code of CONNACK; without one, CONNECT is not answered.
    std::optional<quint8> connackCode = quint8(0);
    quint8 subackCode = 0;
    /// Sent straight before the SUBACK, as HarperDB sends its initial state.
    QByteArray beforeSuback;
    /// Sent as soon as the connection is there.
    QByteArray greeting;
    bool closeOnConnect = false;
    /// Nothing is read or answered.
    bool deaf = false;
    /// From now on nothing is read, so that the client's writes pile up.
    void stopReading();
    void send(const QByteArray &data);
    /// Closes the connection; with a reset when the client has sent what was not read.
    void hangUp();

    bool clientIsConnected() const;
    /// Whether the client has sent what nobody has read.
    bool hasUnread() const { return m_socket && m_socket->bytesAvailable() > 0; }
    /// Everything that the client has sent.
    QByteArray received() const { return m_received; }
    /// How many packets of @p type (the high four bits) have come.
    int packetCount(quint8 type) const;

    static QByteArray publishPacket(const QByteArray &topic, const QByteArray &payload);

private:
    void onConnection();
    void onReadable();
    void answer(quint8 type, const QByteArray &body);

    QTcpServer m_server;
    QPointer<QTcpSocket> m_socket;
    QByteArray m_received;
    QByteArray m_unparsed;
    QList<quint8> m_types;
};

} // namespace syspulse::test
