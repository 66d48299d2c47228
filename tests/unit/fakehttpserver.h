// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QPointer>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

/// An HTTP server for faults that a real HarperDB does not produce: answers each request with raw bytes.
class FakeHttpServer : public QObject
{
public:
    struct Request
    {
        QByteArray head;
        QByteArray body;
    };
    /// Gets a request and its number from 0; what it returns is sent as it is. Empty: no answer before
    /// send().
    std::function<QByteArray(const Request &, int)> answer;
    bool closeAfterAnswer = true;
    QList<Request> requests;

    /// @p server may be a QSslServer; the address is https:// then.
    explicit FakeHttpServer(std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_server(std::move(server))
    {
        m_server->listen(QHostAddress::LocalHost);
        // With TLS a connection is handed over after the handshake, which only the second signal tells.
        connect(m_server.get(), &QTcpServer::newConnection, this, &FakeHttpServer::accept);
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakeHttpServer::accept);
    }

    QUrl url() const
    {
        const bool tls = qobject_cast<QSslServer *>(m_server.get()) != nullptr;
        return QUrl((tls ? QStringLiteral("https://127.0.0.1:%1/") : QStringLiteral("http://127.0.0.1:%1/"))
                        .arg(m_server->serverPort()));
    }

    /// Sends @p bytes as the answer to request @p number, whose connection may be gone.
    void send(int number, const QByteArray &bytes)
    {
        QTcpSocket *socket = m_sockets.at(number);
        if (socket == nullptr)
            return;
        socket->write(bytes);
        if (closeAfterAnswer)
            socket->disconnectFromHost();
    }

    static QByteArray reply(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            if (socket->bytesAvailable() > 0)
                read(socket);
        }
    }

    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = buffer.left(end);
        const qsizetype at = head.toLower().indexOf("content-length:");
        const qsizetype length =
            at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        requests.append({head, buffer.mid(end + 4, length)});
        m_sockets.append(socket);
        buffer.clear();
        const QByteArray bytes = answer ? answer(requests.last(), int(requests.size()) - 1) : QByteArray();
        if (!bytes.isEmpty())
            send(int(requests.size()) - 1, bytes);
    }

    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<QPointer<QTcpSocket>> m_sockets; ///< of each request
};
