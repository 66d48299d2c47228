// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wholefile.h"

#include <cerrno>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct WholeFileTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::WholeFile)
};

/// Some file systems notice only here that there is no room. Others cannot do it at all, which is fine.
bool isOnDisk(const QFileDevice &file)
{
    return ::fsync(file.handle()) == 0 || (errno != ENOSPC && errno != EDQUOT && errno != EIO);
}

Result<void> write(const QString &path, const QByteArray &bytes, bool isPrivate)
{
    const auto refused = [&path](const QString &why) {
        return failure(ErrorKind::Local,
                       WholeFileTexts::tr("Cannot write %1: %2. Check that the folder exists, is "
                                          "writable and that the disk is not full.")
                           .arg(path, why));
    };
    // A device or a folder would be replaced, not written to.
    if (const QFileInfo place(path); place.exists() && !place.isFile())
        return failure(ErrorKind::Local, WholeFileTexts::tr("Cannot write %1: it is not a file.").arg(path));
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        return refused(file.errorString());
    // Before there is anything in it. Some file systems know no permissions, which is no reason to lose it.
    if (isPrivate)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    // QSaveFile::commit() does not look at what its own flushing met: without flush() a full disk would put
    // an empty file in the place of the old one.
    if (file.write(bytes) != bytes.size() || !file.flush())
        return refused(file.errorString());
    if (!isOnDisk(file))
        return refused(qt_error_string(errno));
    if (!file.commit())
        return refused(file.errorString());
    return {};
}

} // namespace

Result<QByteArray> readWholeFile(const QString &path, qint64 maxBytes)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Local,
                       WholeFileTexts::tr("Cannot read %1: %2").arg(path, file.errorString()));
    const QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::Local,
                       WholeFileTexts::tr("Cannot read %1: %2").arg(path, file.errorString()));
    if (bytes.size() > maxBytes)
        return failure(ErrorKind::Local,
                       WholeFileTexts::tr("%1 is too large to be a file of SysPulse.").arg(path));
    return bytes;
}

Result<void> writeWholeFile(const QString &path, const QByteArray &bytes)
{
    return write(path, bytes, false);
}

Result<void> writePrivateFile(const QString &path, const QByteArray &bytes)
{
    return write(path, bytes, true);
}

void makePrivateFolder(const QString &path)
{
    QDir().mkpath(path);
    makePrivate(path);
}

void makePrivate(const QString &path)
{
    constexpr QFile::Permissions ofOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QFileInfo place(path);
    if (place.exists() && place.ownerId() == ::geteuid() && (place.permissions() & ofOthers) != 0)
        QFile::setPermissions(path, place.permissions() & ~ofOthers);
}

} // namespace syspulse
