// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqtttransport.h"
#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

/// Says what it is told to, in pieces, whatever the client sends, then hangs up.
class Babbler : public QObject
{
public:
    Babbler()
    {
        connect(&m_server, &QTcpServer::newConnection, this, &Babbler::accept);
        if (!m_server.listen(QHostAddress::AnyIPv4))
            qFatal("no server on loopback");
    }

    quint16 port() const { return m_server.serverPort(); }
    /// For the connection that comes next: a piece is sent for each time that the client sends something.
    void prepare(const QByteArray &greeting, const QByteArrayList &pieces)
    {
        m_greeting = greeting;
        m_pieces = pieces;
    }
    /// Sends the next piece to a client that says no more; hangs up after the last one.
    void goOn()
    {
        if (m_socket == nullptr)
            return;
        if (!m_pieces.isEmpty()) {
            m_socket->write(m_pieces.takeFirst());
            m_socket->flush();
        } else {
            m_socket->disconnectFromHost();
        }
    }

private:
    void accept()
    {
        m_socket = m_server.nextPendingConnection();
        connect(m_socket, &QTcpSocket::disconnected, m_socket, &QObject::deleteLater);
        connect(m_socket, &QObject::destroyed, this, [this, gone = m_socket] {
            if (m_socket == gone)
                m_socket = nullptr;
        });
        connect(m_socket, &QTcpSocket::readyRead, this, [this, socket = m_socket] {
            socket->readAll();
            if (socket == m_socket)
                goOn();
        });
        m_socket->write(m_greeting);
    }

    QTcpServer m_server;
    QTcpSocket *m_socket = nullptr;
    QByteArray m_greeting;
    QByteArrayList m_pieces;
};

/// What MqttTransport promises of its signals, whatever the peer does.
void checkTransport(MqttBackend backend, Babbler &babbler, const MqttEndpoint &endpoint)
{
    const std::unique_ptr<MqttTransport> transport = makeMqttTransport(backend);
    int opened = 0;
    int closed = 0;
    int published = 0;
    int pinged = 0;
    int asked = 0; // how often "other/+" was
    QStringList answered;
    QObject::connect(transport.get(), &MqttTransport::opened, transport.get(), [&] {
        FUZZ_REQUIRE(closed == 0);
        ++opened;
        transport->subscribe(QStringLiteral("sys/#"), 1);
        transport->publish(QStringLiteral("a/b"), "x", 1, false);
        transport->ping();
    });
    QObject::connect(
        transport.get(), &MqttTransport::subscribed, transport.get(), [&](const QString &filter) {
            FUZZ_REQUIRE(closed == 0 && opened == 1);
            answered.append(filter);
            FUZZ_REQUIRE(answered.count(QStringLiteral("sys/#")) <= 1 && answered.size() <= 1 + asked);
            transport->subscribe(QStringLiteral("other/+"), 0);
            ++asked;
        });
    QObject::connect(transport.get(), &MqttTransport::published, transport.get(), [&] {
        ++published;
        FUZZ_REQUIRE(closed == 0 && published == 1);
    });
    QObject::connect(transport.get(), &MqttTransport::pinged, transport.get(), [&] {
        ++pinged;
        FUZZ_REQUIRE(closed == 0 && pinged == 1);
    });
    QObject::connect(transport.get(), &MqttTransport::messagesReceived, transport.get(),
                     [&](const QList<MqttMessage> &messages) {
                         FUZZ_REQUIRE(closed == 0 && opened == 1 && !messages.isEmpty());
                         for (const MqttMessage &message : messages)
                             FUZZ_REQUIRE(message.qos <= 2);
                         transport->unsubscribe(QStringLiteral("sys/#"));
                     });
    QObject::connect(transport.get(), &MqttTransport::closed, transport.get(), [&](const Error &error) {
        FUZZ_REQUIRE(!error.message.isEmpty());
        ++closed;
    });
    transport->open(endpoint);
    FUZZ_REQUIRE(closed == 0);
    while (closed == 0) {
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        babbler.goOn();
    }
    QCoreApplication::processEvents(QEventLoop::AllEvents);
    FUZZ_REQUIRE(closed == 1 && opened <= 1);
}

} // namespace

/// What a broker says: the first byte tells whether it logs the client in before (bit 0) and grants its first
/// subscription (bit 1), the second one how long the pieces are in which the rest comes.
SYSPULSE_FUZZ_TARGET(mqtt)
{
    static Babbler babbler;
    static quint16 connections = 0;
    Input parts(input);
    const quint8 how = parts.byte();
    const qsizetype length = 1 + parts.byte();
    QByteArrayList pieces;
    if ((how & 1) != 0)
        pieces.append(QByteArray("\x20\x02\x00\x00", 4));
    if ((how & 2) != 0)
        pieces.append(QByteArray("\x90\x03\x00\x01\x01", 5));
    constexpr int mostPieces = 40;
    for (int i = 0; i < mostPieces && !parts.isAtEnd(); ++i)
        pieces.append(parts.take(i + 1 < mostPieces ? length : 65536));
    for (const MqttBackend backend : availableMqttBackends()) {
        babbler.prepare((how & 4) != 0 ? pieces.value(0) : QByteArray(), pieces);
        MqttEndpoint endpoint;
        // Many addresses of this machine: with one of them all ports would soon be waiting for late packets.
        ++connections;
        endpoint.host = QStringLiteral("127.0.%1.%2").arg(connections >> 8).arg(1 + connections % 250);
        endpoint.port = babbler.port();
        endpoint.keepAliveSeconds = 0;
        checkTransport(backend, babbler, endpoint);
    }
}
