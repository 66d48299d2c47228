// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/connectionlimit.h"

#include "core/base/logging.h"

#include <cstddef>
#include <memory>
#include <optional>

#include <dirent.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <QAbstractEventDispatcher>
#include <QNetworkReply>

namespace syspulse {

namespace {

/// The descriptors that are open; none where there is no /proc. Their owners may close them at any time. No
/// copies of them are made: the end of a copy would end the locks on a file that a database has.
QList<int> openDescriptors()
{
    QList<int> found;
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir("/proc/self/fd"), &::closedir);
    if (!folder)
        return found;
    while (const dirent *entry = ::readdir(folder.get())) {
        bool isNumber = false;
        const int descriptor = QByteArray(entry->d_name).toInt(&isNumber);
        if (isNumber)
            found.append(descriptor);
    }
    return found;
}

bool leadsTo(int descriptor, quint16 port)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
        return false;
    if (peer.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(peer).sin_port) == port;
    return peer.ss_family == AF_INET6 &&
           ntohs(reinterpret_cast<const sockaddr_in6 &>(peer).sin6_port) == port;
}

struct Counts
{
    quint64 socket = 0;
    quint64 written = 0;
    quint64 received = 0;
    bool isUnread = false; ///< some of what was received
};

/// Nothing for what is no TCP connection.
std::optional<Counts> countsOf(int socket)
{
    Counts counts;
    socklen_t size = sizeof counts.socket;
    tcp_info info{};
    socklen_t infoSize = sizeof info;
    int queued = 0;
    int unread = 0;
    if (::getsockopt(socket, SOL_SOCKET, SO_COOKIE, &counts.socket, &size) != 0 ||
        ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &infoSize) != 0 ||
        infoSize < offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received ||
        ::ioctl(socket, SIOCOUTQ, &queued) != 0 || ::ioctl(socket, SIOCINQ, &unread) != 0)
        return std::nullopt;
    // What waits to be acknowledged is part of it, so that the peer has no say in it.
    counts.written = info.tcpi_bytes_acked + quint64(queued);
    counts.received = info.tcpi_bytes_received;
    counts.isUnread = unread > 0;
    return counts;
}

} // namespace

ConnectionLimit::ConnectionLimit(QNetworkReply *reply, qint64 bytes, int everyMs)
    // The manager may end while its thread reads on.
    : QObject(QAbstractEventDispatcher::instance())
    , m_port(quint16(reply->url().port(reply->url().scheme() == QLatin1String("http") ? 80 : 443)))
    , m_bytes(quint64(bytes))
{
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        m_ended = true;
        if (reply->error() == QNetworkReply::NoError)
            end();
    });
    connect(reply, &QObject::destroyed, this, [this] { m_ended = true; });
    connect(&m_next, &QTimer::timeout, this, &ConnectionLimit::look);
    m_next.start(everyMs);
}

void ConnectionLimit::end()
{
    m_next.stop();
    deleteLater();
}

void ConnectionLimit::look()
{
    QHash<quint64, Traffic> known;
    bool pours = false;
    bool ended = false;
    for (const int descriptor : openDescriptors()) {
        if (!leadsTo(descriptor, m_port))
            continue;
        const auto counts = countsOf(descriptor);
        if (!counts)
            continue;
        Traffic traffic{counts->written, counts->received, counts->received};
        const auto before = m_known.constFind(counts->socket);
        if (before != m_known.cend() && before->written == traffic.written) {
            traffic.before = before->before;
            // Where more comes than is read, nothing may be received for a while.
            pours = pours || before->received != traffic.received || counts->isUnread;
        }
        if (traffic.received - traffic.before > m_bytes) {
            ::shutdown(descriptor, SHUT_RDWR);
            traffic.before = traffic.received; // what is on its way may still come
            ended = true;
        }
        known.insert(counts->socket, traffic);
    }
    m_known = known;
    constexpr int looksToCompare = 2;
    if (m_ended && ++m_looksSinceEnd >= looksToCompare && !pours)
        end();
    if (ended) {
        qCDebug(lcHarper) << "a connection to port" << m_port << "was ended: its answer does not end";
        emit connectionEnded();
    }
}

} // namespace syspulse
