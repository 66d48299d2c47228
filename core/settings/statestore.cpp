// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/statestore.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

namespace syspulse {

namespace {

Result<QByteArray> readBytes(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Local, StateStore::tr("Cannot read %1: %2").arg(path, file.errorString()));
    if (file.size() > StateStore::maxBytes)
        return failure(ErrorKind::Local,
                       StateStore::tr("%1 is too large to be a file of SysPulse.").arg(path));
    return file.readAll();
}

Result<void> writeBytes(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    // A device or a file in a folder that is not writable can only be written in place.
    file.setDirectWriteFallback(false);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return failure(ErrorKind::Local,
                   StateStore::tr("Cannot write %1: %2. Check that the folder exists, is writable and that "
                                  "the disk is not full.")
                       .arg(path, file.errorString()));
}

} // namespace

StateStore::StateStore(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                                : folder)
    , m_worker(new QObject)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    connect(&m_collect, &QTimer::timeout, this, &StateStore::flush);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("files"));
    m_thread.start();
}

StateStore::~StateStore()
{
    flush();
    // Quitting is posted behind the writes.
    QMetaObject::invokeMethod(
        m_worker, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

QString StateStore::fileOf(const QString &name) const
{
    return m_folder + QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(name)) +
           QStringLiteral(".json");
}

void StateStore::load(const QString &name, QObject *context, Loaded loaded)
{
    if (const auto it = m_pending.constFind(name); it != m_pending.constEnd()) {
        QMetaObject::invokeMethod(
            context, [bytes = *it, loaded = std::move(loaded)] { loaded(bytes); }, Qt::QueuedConnection);
        return;
    }
    readFile(fileOf(name), context, std::move(loaded));
}

void StateStore::readFile(const QString &path, QObject *context, Loaded loaded)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, path, context = QPointer<QObject>(context), loaded = std::move(loaded)] {
            // Back to this object's thread first: only there may the context be looked at.
            QMetaObject::invokeMethod(
                this,
                [result = readBytes(path), context, loaded] {
                    if (context)
                        loaded(result);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void StateStore::save(const QString &name, const QByteArray &bytes)
{
    m_pending.insert(name, bytes);
    if (!m_collect.isActive())
        m_collect.start();
}

void StateStore::flush()
{
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        QMetaObject::invokeMethod(
            m_worker,
            [this, path = fileOf(it.key()), bytes = it.value()] {
                QDir().mkpath(m_folder);
                if (const Result<void> result = writeBytes(path, bytes); !result)
                    emit failed(result.error());
            },
            Qt::QueuedConnection);
    }
    m_pending.clear();
}

void StateStore::writeFile(const QString &path, const QByteArray &bytes, QObject *context, Written written)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, path, bytes, context = QPointer<QObject>(context), written = std::move(written)] {
            QMetaObject::invokeMethod(
                this,
                [result = writeBytes(path, bytes), context, written] {
                    if (context)
                        written(result);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace syspulse
