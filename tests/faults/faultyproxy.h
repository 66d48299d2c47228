// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

#include <QByteArray>
#include <QThread>

class QTcpServer;
class QTcpSocket;

namespace syspulse::test {

/// How a connection goes wrong.
enum class LinkFault {
    None,
    Reset,    ///< ends with RST after some bytes
    Delay,    ///< everything comes late
    Truncate, ///< ends in the middle of what the server sends
    Garble,   ///< some bytes of the server are others
    HalfOpen, ///< nothing passes any more, and nobody is told
    Answer    ///< answered by the proxy, see answerWith()
};

/// What is answered to a request instead of the server's answer: @c first, then @c repeated again and again
/// until @c total bytes of it were sent, as fast as they are taken.
struct ForgedAnswer
{
    QByteArray first;
    QByteArray repeated = {};
    qint64 total = 0; ///< negative: without end
    int everyMs = 0;  ///< not 0: a piece of it only so often
    bool staysOpen = false;
};

/// Stands between SysPulse and a server, in a thread of its own, so that it works on while a test waits.
class FaultyProxy
{
public:
    explicit FaultyProxy(quint16 target, quint32 seed = 1);
    ~FaultyProxy();
    Q_DISABLE_COPY_MOVE(FaultyProxy)

    quint16 port() const { return m_port; }
    /// From now on, for connections that are there too. Those that were half-open stay so.
    void set(LinkFault fault);
    void answerWith(const ForgedAnswer &answer);
    /// How often something was done to a connection.
    int meddled() const { return m_meddled; }

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker;
    quint16 m_port = 0;
    std::atomic_int m_meddled = 0;
};

} // namespace syspulse::test
