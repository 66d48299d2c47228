// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/portknock.h"

#include <QNetworkProxy>

namespace syspulse {

PortKnock::PortKnock(const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_url(url)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_next.setInterval(everyMs);
    connect(&m_next, &QTimer::timeout, this, &PortKnock::knock);
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        const bool wasClosed = m_closed;
        stop();
        if (wasClosed)
            emit opened();
        else
            emit wasOpen();
    });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_closed = true; });
}

void PortKnock::start()
{
    if (isKnocking())
        return;
    m_closed = false;
    m_next.start();
    knock();
}

void PortKnock::stop()
{
    m_next.stop();
    m_socket.abort();
}

void PortKnock::knock()
{
    if (m_socket.state() != QAbstractSocket::UnconnectedState) {
        m_closed = true;
        if (m_attempt.elapsed() < attemptMs)
            return;
        m_socket.abort();
    }
    m_attempt.start();
    m_socket.connectToHost(m_url.host(),
                           quint16(m_url.port(m_url.scheme() == QLatin1String("http") ? 80 : 443)));
}

} // namespace syspulse
