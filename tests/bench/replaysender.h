// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QByteArray>

namespace syspulse::bench {

/// A "broker" in a process of its own, so that its work is nobody else's: to each subscriber, one after the
/// other, it sends the same bytes over and over. A real broker would be the bottleneck.
///
/// To be made before anything that must not be in two processes: threads, an application.
class ReplaySender
{
public:
    /// Sends @p block @p times.
    ReplaySender(const QByteArray &block, int times)
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        ::bind(m_listener, generic, size);
        ::listen(m_listener, 4);
        ::getsockname(m_listener, generic, &size);
        m_port = ntohs(address.sin_port);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (;;)
                serve(::accept(m_listener, nullptr, nullptr), block, times);
        }
    }
    ~ReplaySender()
    {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        ::close(m_listener);
    }
    ReplaySender(const ReplaySender &) = delete;
    ReplaySender &operator=(const ReplaySender &) = delete;

    quint16 port() const { return m_port; }

private:
    static void serve(int peer, const QByteArray &block, int times)
    {
        char buffer[4096];
        ::recv(peer, buffer, sizeof buffer, 0);
        ::send(peer, "\x20\x02\x00\x00", 4, MSG_NOSIGNAL); // CONNACK
        ::recv(peer, buffer, sizeof buffer, 0);
        const char suback[] = {char(0x90), 3, buffer[2], buffer[3], 0};
        ::send(peer, suback, sizeof suback, MSG_NOSIGNAL);
        for (int i = 0; i < times; ++i) {
            for (qsizetype sent = 0; sent < block.size();) {
                const ssize_t written =
                    ::send(peer, block.constData() + sent, size_t(block.size() - sent), MSG_NOSIGNAL);
                if (written <= 0) {
                    ::close(peer);
                    return;
                }
                sent += written;
            }
        }
        // Until the subscriber has had enough.
        while (::recv(peer, buffer, sizeof buffer, 0) > 0) {
        }
        ::close(peer);
    }

    int m_listener;
    int m_pid = -1;
    quint16 m_port = 0;
};

/// A PUBLISH of QoS 0.
inline QByteArray publishPacket(const QByteArray &topic, const QByteArray &payload)
{
    QByteArray packet(1, char(0x30));
    for (qsizetype rest = 2 + topic.size() + payload.size(); rest > 0; rest /= 128)
        packet.append(char(rest % 128 + (rest >= 128 ? 128 : 0)));
    return packet.append(char(topic.size() / 256)).append(char(topic.size() % 256)) + topic + payload;
}

} // namespace syspulse::bench
