// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

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
    /// Gets a request and its number from 0; what it returns is sent as it is. Empty: no answer ever.
    std::function<QByteArray(const Request &, int)> answer;
    bool closeAfterAnswer = true;
    QList<Request> requests;

    FakeHttpServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_server.serverPort())); }

    static QByteArray reply(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

private:
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
        buffer.clear();
        const QByteArray bytes = answer ? answer(requests.last(), int(requests.size()) - 1) : QByteArray();
        if (bytes.isEmpty())
            return;
        socket->write(bytes);
        if (closeAfterAnswer)
            socket->disconnectFromHost();
    }

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_buffers;
};
