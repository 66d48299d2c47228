// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/fakebroker.h"

namespace syspulse::test {

namespace {

constexpr quint8 connectType = 0x10;
constexpr quint8 subscribeType = 0x80;

struct FixedHeader
{
    qsizetype size = 0;
    qsizetype remaining = 0;
};

/// Nothing when @p data does not hold the whole header yet.
std::optional<FixedHeader> parseHeader(const QByteArray &data)
{
    FixedHeader header;
    int shift = 0;
    for (qsizetype i = 1; i < data.size() && i <= 4; ++i) {
        header.remaining |= qsizetype(quint8(data.at(i)) & 0x7f) << shift;
        shift += 7;
        if (!(quint8(data.at(i)) & 0x80)) {
            header.size = i + 1;
            return header;
        }
    }
    return std::nullopt;
}

} // namespace

FakeBroker::FakeBroker()
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeBroker::onConnection);
    m_server.listen(QHostAddress::LocalHost);
}

MqttEndpoint FakeBroker::endpoint() const
{
    MqttEndpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = m_server.serverPort();
    endpoint.user = QStringLiteral("someone");
    endpoint.password = Secret(u"secret");
    return endpoint;
}

void FakeBroker::stopReading()
{
    disconnect(m_socket, &QTcpSocket::readyRead, this, &FakeBroker::onReadable);
    m_socket->setReadBufferSize(1);
}

void FakeBroker::send(const QByteArray &data)
{
    m_socket->write(data);
    m_socket->flush();
}

void FakeBroker::hangUp()
{
    m_socket->abort();
}

bool FakeBroker::clientIsConnected() const
{
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

int FakeBroker::packetCount(quint8 type) const
{
    return int(m_types.count(type));
}

QByteArray FakeBroker::publishPacket(const QByteArray &topic, const QByteArray &payload)
{
    const qsizetype remaining = 2 + topic.size() + payload.size();
    Q_ASSERT(remaining < 0x80);
    QByteArray packet;
    packet.append(char(0x30)).append(char(remaining)).append(char(0)).append(char(topic.size()));
    return packet + topic + payload;
}

void FakeBroker::onConnection()
{
    m_socket = m_server.nextPendingConnection();
    if (deaf) {
        m_socket->setReadBufferSize(1);
        return;
    }
    connect(m_socket, &QTcpSocket::readyRead, this, &FakeBroker::onReadable);
    if (!greeting.isEmpty())
        send(greeting);
    onReadable();
}

void FakeBroker::onReadable()
{
    const QByteArray data = m_socket->readAll();
    m_received += data;
    m_unparsed += data;
    // A TLS ClientHello is noted, but never taken for MQTT: it is random enough to look like any packet.
    if (m_received.isEmpty() || quint8(m_received.at(0)) != connectType)
        return;
    while (const auto header = parseHeader(m_unparsed)) {
        if (m_unparsed.size() < header->size + header->remaining)
            return;
        const quint8 type = quint8(m_unparsed.at(0)) & 0xf0;
        const QByteArray body = m_unparsed.mid(header->size, header->remaining);
        m_unparsed.remove(0, header->size + header->remaining);
        m_types.append(type);
        answer(type, body);
    }
}

void FakeBroker::answer(quint8 type, const QByteArray &body)
{
    if (type == connectType && closeOnConnect)
        m_socket->disconnectFromHost();
    else if (type == connectType && connackCode)
        send(QByteArray("\x20\x02\x00", 3) + char(*connackCode));
    else if (type == subscribeType)
        send(beforeSuback + QByteArray("\x90\x03", 2) + body.left(2) + char(subackCode));
}

} // namespace syspulse::test
