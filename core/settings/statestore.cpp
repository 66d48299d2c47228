// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/statestore.h"

#include "core/base/logging.h"
#include "core/base/offthread.h"
#include "core/base/wholefile.h"

#include <QStandardPaths>
#include <QUrl>

namespace syspulse {

StateStore::StateStore(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                                : folder)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    connect(&m_collect, &QTimer::timeout, this, &StateStore::flush);
}

StateStore::~StateStore()
{
    flush();
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
    const auto read = [path = fileOf(name)] {
        const Result<QByteArray> bytes = readWholeFile(path, maxBytes);
        qCDebug(lcSettings) << "read" << path << outcome(bytes);
        return bytes;
    };
    m_files.run(read, context, std::move(loaded));
}

void StateStore::readFile(const QString &path, QObject *context, Loaded loaded)
{
    runOffThread([path] { return readWholeFile(path, maxBytes); }, context, std::move(loaded));
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
        const auto write = [folder = m_folder, path = fileOf(it.key()), bytes = it.value()] {
            makePrivateFolder(folder);
            const Result<void> written = writePrivateFile(path, bytes);
            qCDebug(lcSettings) << "write" << path << outcome(written);
            return written;
        };
        m_files.run(write, this, [this](const Result<void> &result) {
            if (!result)
                emit failed(result.error());
        });
    }
    m_pending.clear();
}

void StateStore::writeFile(const QString &path, const QByteArray &bytes, QObject *context, Written written)
{
    runOffThread([path, bytes] { return writeWholeFile(path, bytes); }, context, std::move(written));
}

} // namespace syspulse
