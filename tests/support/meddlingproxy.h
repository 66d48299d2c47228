// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <utility>

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace syspulse::test {

/// Stands between a program and a server and passes bytes on, or does not.
class MeddlingProxy : public QObject
{
public:
    explicit MeddlingProxy(quint16 target)
        : m_target(target)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &MeddlingProxy::accept);
    }

    /// Whether the port could be taken; the same one again after close().
    bool listen()
    {
        const bool listening = m_server.isListening() || m_server.listen(QHostAddress::LocalHost, m_port);
        m_port = m_server.serverPort();
        return listening;
    }
    /// Ends all connections and refuses others.
    void close()
    {
        m_server.close();
        dropConnections();
    }
    /// The one that it took last.
    quint16 port() const { return m_port; }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

    /// Answers every further request with @p bytes itself; with nothing, the server does again.
    void answerWith(const QByteArray &bytes)
    {
        m_answer = bytes;
        dropConnections();
    }
    /// Requests that it answered.
    int answered() const { return m_answeredCount; }
    /// Passes requests with each of @p texts on, and keeps the server's answer to them to itself.
    void holdAnswersTo(const QByteArrayList &texts) { m_held = texts; }
    /// Requests whose answers were kept.
    int held() const { return m_heldCount; }

private:
    struct Link
    {
        QTcpSocket *upstream = nullptr;
        QByteArray request; ///< since the last answer
        bool held = false;
        bool kept = false; ///< an answer has come since
    };

    void accept()
    {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            auto link = std::make_shared<Link>();
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
            if (!m_answer.isEmpty()) {
                connect(client, &QTcpSocket::readyRead, this, [this, client] {
                    client->readAll();
                    m_answeredCount++;
                    client->write(m_answer);
                    client->disconnectFromHost();
                });
                continue;
            }
            link->upstream = new QTcpSocket(client);
            link->upstream->connectToHost(QHostAddress::LocalHost, m_target);
            connect(link->upstream, &QTcpSocket::readyRead, client, [this, client, link] {
                const QByteArray bytes = link->upstream->readAll();
                link->request.clear();
                if (!link->held)
                    client->write(bytes);
                else if (!std::exchange(link->kept, true))
                    m_heldCount++; // not before: now the request has been carried out
            });
            connect(link->upstream, &QTcpSocket::disconnected, client, [client, link] {
                if (!link->held)
                    client->disconnectFromHost();
            });
            connect(client, &QTcpSocket::readyRead, this, [this, client, link] {
                const QByteArray bytes = client->readAll();
                link->request += bytes;
                const bool wanted = !m_held.isEmpty() && std::all_of(m_held.cbegin(), m_held.cend(),
                                                                     [&link](const QByteArray &text) {
                                                                         return link->request.contains(text);
                                                                     });
                if (wanted && !link->held) {
                    link->held = true;
                    m_held.clear(); // what follows is not held: it may be the end that is waited for
                }
                link->upstream->write(bytes);
            });
        }
    }

    void dropConnections()
    {
        for (QTcpSocket *socket : m_server.findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly))
            socket->abort();
    }

    quint16 m_target;
    quint16 m_port = 0;
    QTcpServer m_server;
    QByteArray m_answer;
    QByteArrayList m_held;
    int m_answeredCount = 0;
    int m_heldCount = 0;
};

} // namespace syspulse::test
