// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/singleinstance.h"

#include "core/base/logging.h"
#include "core/base/secret.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

namespace syspulse {

namespace {

constexpr int retryMs = 50;
constexpr char taken = '+';

/// Short, because the path of a socket is limited to some hundred characters.
QString pathFor(const QString &settingsFolder)
{
    const QFileInfo folder(settingsFolder);
    const QString canonical = folder.exists() ? folder.canonicalFilePath() : folder.absoluteFilePath();
    const QByteArray hash = QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QStringLiteral("/syspulse-") +
           QString::fromLatin1(hash.left(16));
}

} // namespace

SingleInstance::SingleInstance(const QString &settingsFolder, QObject *parent)
    : QObject(parent)
    , m_socketPath(pathFor(settingsFolder))
    , m_lock(m_socketPath + QStringLiteral(".lock"))
{
    m_lock.setStaleLockTime(0); // only the end of its process makes it stale
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::serve);
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::handOver(const QByteArray &message, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    do {
        if (m_lock.tryLock(0)) {
            qCDebug(lcSystem) << "the first program at" << m_socketPath;
            listen();
            return false;
        }
        if (m_lock.error() != QLockFile::LockFailedError)
            return false; // no place for a lock: each start is on its own
        QLocalSocket socket;
        socket.connectToServer(m_socketPath);
        if (socket.waitForConnected(int(deadline.remainingTime()))) {
            QByteArray frame;
            QDataStream stream(&frame, QIODevice::WriteOnly);
            stream << message;
            socket.write(frame);
            wipe(frame);
            if (socket.waitForReadyRead(int(deadline.remainingTime()))) {
                qCDebug(lcSystem) << "handed over to the program at" << m_socketPath;
                return true;
            }
        } else {
            QThread::msleep(retryMs); // the first one is just starting, or ending
        }
    } while (!deadline.hasExpired());
    return false;
}

void SingleInstance::listen()
{
    // We hold the lock, so a socket that is there was left behind.
    QLocalServer::removeServer(m_socketPath);
    m_server.listen(m_socketPath);
}

void SingleInstance::serve()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(defaultTimeoutMs, socket, &QLocalSocket::abort);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > maxMessage) {
                socket->abort();
                return;
            }
            QDataStream stream(socket);
            stream.startTransaction();
            QByteArray message;
            stream >> message;
            if (!stream.commitTransaction())
                return;
            socket->write(&taken, 1);
            socket->flush();
            socket->disconnectFromServer();
            emit startedAgain(message);
            wipe(message);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace syspulse
