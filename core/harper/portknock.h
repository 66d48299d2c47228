// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace syspulse {

/// Finds out that a server which could not be reached listens again, for those who ask it at longer and
/// longer intervals meanwhile: its start is noticed within half a second. Also tells whether it listens at
/// all: where only the link breaks there is no reason for such intervals. Connects, and sends nothing.
class PortKnock : public QObject
{
    Q_OBJECT

public:
    static constexpr int everyMs = 500;
    /// A connection that neither comes about nor is refused is given up after this: the machine may have been
    /// off when it was begun, and its system would try again ever more rarely.
    static constexpr int attemptMs = 3000;

    /// @p url: where a server listens; not contacted before start().
    explicit PortKnock(const QUrl &url, QObject *parent = nullptr);

    /// Begins, unless it goes on already. Ends by itself with the first connection.
    void start();
    void stop();
    bool isKnocking() const { return m_next.isActive(); }

signals:
    /// The server accepts connections, and did not at some time since start().
    void opened();
    /// The server accepts connections and did all the time: it has other reasons not to answer.
    void wasOpen();

private:
    void knock();

    QUrl m_url;
    QTcpSocket m_socket;
    QTimer m_next;
    QElapsedTimer m_attempt;
    bool m_closed = false; ///< it did not accept a connection since start()
};

} // namespace syspulse
