// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faultyproxy.h"

#include <QHostAddress>
#include <QPointer>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace syspulse::test {

namespace {

/// What the other side gets of a connection that is broken off by force.
void endWithReset(QTcpSocket *socket)
{
    const linger now{1, 0};
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket->abort();
}

} // namespace

class FaultyProxy::Worker : public QObject
{
public:
    Worker(quint16 target, quint32 seed, std::atomic_int &meddled)
        : m_target(target)
        , m_random(seed)
        , m_meddled(meddled)
    {}

    quint16 listen()
    {
        m_server = new QTcpServer(this);
        connect(m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server->nextPendingConnection())
                accept(client);
        });
        m_server->listen(QHostAddress::LocalHost);
        return m_server->serverPort();
    }

    void set(LinkFault fault, const ForgedAnswer &answer)
    {
        m_fault = fault;
        m_answer = answer;
        m_budget = m_random.bounded(200, 4000);
        // What was kept alive is not answered by the server any more, and a forged answer ends with its
        // fault.
        for (QTcpSocket *socket : m_server->findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly)) {
            if (fault == LinkFault::Answer || socket->property("forged").toBool())
                socket->abort();
        }
    }

private:
    struct Link
    {
        QTcpSocket *upstream = nullptr;
        bool dead = false; ///< half-open for ever
        bool forged = false;
        qint64 sent = 0;
    };

    void accept(QTcpSocket *client)
    {
        auto link = std::make_shared<Link>();
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        link->forged = m_fault == LinkFault::Answer;
        if (link->forged) {
            client->setProperty("forged", true);
            connect(client, &QTcpSocket::readyRead, this, [this, client, link] { forge(client, link); });
            return;
        }
        link->upstream = new QTcpSocket(client);
        link->upstream->connectToHost(QHostAddress::LocalHost, m_target);
        connect(link->upstream, &QTcpSocket::readyRead, this,
                [this, client, link] { pass(client, link, link->upstream->readAll(), true); });
        connect(link->upstream, &QTcpSocket::disconnected, this, [this, client, link] {
            if (!isDead(*link))
                client->disconnectFromHost();
        });
        connect(link->upstream, &QTcpSocket::errorOccurred, this, [this, client, link] {
            if (!isDead(*link))
                endWithReset(client);
        });
        connect(client, &QTcpSocket::readyRead, this,
                [this, client, link] { pass(client, link, client->readAll(), false); });
    }

    bool isDead(Link &link)
    {
        if (m_fault == LinkFault::HalfOpen && !link.dead) {
            link.dead = true;
            m_meddled++;
        }
        return link.dead;
    }

    void pass(QTcpSocket *client, const std::shared_ptr<Link> &link, QByteArray bytes, bool toClient)
    {
        if (isDead(*link))
            return;
        QTcpSocket *to = toClient ? client : link->upstream;
        switch (m_fault) {
        case LinkFault::Reset:
            if ((m_budget -= bytes.size()) < 0) {
                m_budget = m_random.bounded(200, 4000);
                m_meddled++;
                link->dead = true;
                endWithReset(client);
                return;
            }
            break;
        case LinkFault::Truncate:
            if (toClient && (m_budget -= bytes.size()) < 0) {
                m_budget = m_random.bounded(200, 4000);
                m_meddled++;
                to->write(bytes.left(m_random.bounded(int(bytes.size()))));
                link->dead = true;
                client->disconnectFromHost();
                return;
            }
            break;
        case LinkFault::Garble:
            // No UTF-8, so that it can be told at all: a digit for another one only TLS can find out.
            for (qsizetype at = m_random.bounded(300); toClient && at < bytes.size();
                 at += m_random.bounded(1, 600)) {
                bytes[at] = char(m_random.bounded(0x80, 0x100));
                m_meddled++;
            }
            break;
        case LinkFault::Delay: {
            m_meddled++;
            // All by the same time, so that their order stays.
            const QPointer<QTcpSocket> later(to);
            QTimer::singleShot(lateMs, Qt::PreciseTimer, this, [later, bytes] {
                if (later)
                    later->write(bytes);
            });
            return;
        }
        default:
            break;
        }
        to->write(bytes);
    }

    void forge(QTcpSocket *client, const std::shared_ptr<Link> &link)
    {
        const bool first = link->sent == 0;
        client->readAll();
        if (!first)
            return;
        m_meddled++;
        link->sent = 1;
        client->write(m_answer.first);
        const ForgedAnswer answer = m_answer;
        auto sent = std::make_shared<qint64>(0);
        const auto more = [client, answer, sent] {
            if (answer.repeated.isEmpty() || (answer.total >= 0 && *sent >= answer.total)) {
                if (!answer.staysOpen)
                    client->disconnectFromHost();
                return;
            }
            if (client->bytesToWrite() > 256 * 1024)
                return;
            client->write(answer.repeated);
            *sent += answer.repeated.size();
        };
        if (answer.everyMs > 0) {
            auto *timer = new QTimer(client);
            connect(timer, &QTimer::timeout, client, more);
            timer->start(answer.everyMs);
            return;
        }
        connect(client, &QTcpSocket::bytesWritten, client, more, Qt::QueuedConnection);
        more();
    }

    static constexpr int lateMs = 700;

    quint16 m_target;
    QTcpServer *m_server = nullptr;
    QRandomGenerator m_random;
    LinkFault m_fault = LinkFault::None;
    ForgedAnswer m_answer;
    qint64 m_budget = 0; ///< bytes until the next end
    std::atomic_int &m_meddled;
};

FaultyProxy::FaultyProxy(quint16 target, quint32 seed)
    : m_worker(new Worker(target, seed, m_meddled))
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker, [this] { m_port = m_worker->listen(); }, Qt::BlockingQueuedConnection);
}

FaultyProxy::~FaultyProxy()
{
    m_thread.quit();
    m_thread.wait();
}

void FaultyProxy::set(LinkFault fault)
{
    QMetaObject::invokeMethod(
        m_worker, [this, fault] { m_worker->set(fault, {}); }, Qt::BlockingQueuedConnection);
}

void FaultyProxy::answerWith(const ForgedAnswer &answer)
{
    QMetaObject::invokeMethod(
        m_worker, [this, &answer] { m_worker->set(LinkFault::Answer, answer); },
        Qt::BlockingQueuedConnection);
}

} // namespace syspulse::test
