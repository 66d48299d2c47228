// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QByteArray>
#include <QList>

namespace syspulse::bench {

/// The least that a client of HarperDB's operations API can do: a kept connection, one request after the
/// other. It waits, so it costs next to nothing itself.
class BareHttp
{
public:
    BareHttp(quint16 port, const QByteArray &user, const QByteArray &password)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
        , m_head("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: "
                 "Basic " +
                 QByteArray(user + ':' + password).toBase64() + "\r\nContent-Length: ")
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~BareHttp() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(BareHttp)

    /// The body of the answer; null where it is no success.
    QByteArray post(const QByteArray &body)
    {
        const QByteArray request = m_head + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        for (qsizetype sent = 0; sent < request.size();) {
            const ssize_t written =
                ::send(m_socket, request.constData() + sent, size_t(request.size() - sent), MSG_NOSIGNAL);
            if (written <= 0)
                return {};
            sent += written;
        }
        const QByteArray head = until("\r\n\r\n");
        const QByteArray small = head.toLower();
        const QByteArray answer =
            small.contains("transfer-encoding: chunked") ? chunks() : take(lengthIn(small));
        return head.startsWith("HTTP/1.1 200") ? answer : QByteArray();
    }

private:
    static qsizetype lengthIn(const QByteArray &head)
    {
        const QByteArray name = "content-length: ";
        const qsizetype at = head.indexOf(name);
        return at < 0 ? 0
                      : head.mid(at + name.size(), head.indexOf('\r', at) - at - name.size()).toLongLong();
    }
    bool more()
    {
        char buffer[65536];
        const ssize_t size = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (size > 0)
            m_waiting.append(buffer, size);
        return size > 0;
    }
    QByteArray take(qsizetype size)
    {
        while (m_waiting.size() < size && more()) {
        }
        const QByteArray taken = m_waiting.left(size);
        m_waiting.remove(0, size);
        return taken;
    }
    QByteArray until(const QByteArray &end)
    {
        while (!m_waiting.contains(end) && more()) {
        }
        const qsizetype at = m_waiting.indexOf(end);
        return at < 0 ? QByteArray() : take(at + end.size());
    }
    QByteArray chunks()
    {
        QByteArray all;
        for (;;) {
            const qsizetype size = until("\r\n").trimmed().toLongLong(nullptr, 16);
            all += take(size);
            if (until("\r\n").isEmpty() || size == 0)
                return all;
        }
    }

    int m_socket;
    QByteArray m_head;
    QByteArray m_waiting;
};

} // namespace syspulse::bench
