// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <memory>

#include <QByteArray>
#include <QString>

class QLockFile;

namespace syspulse {

/// The file of a PieceStore while somebody works with it. All of it blocks: for threads of their own.
class PieceFile
{
public:
    /// Nothing that belongs to SysPulse is larger; a larger file is somebody else's.
    static constexpr qint64 maxBytes = 4 * 1024 * 1024;
    /// How long another program may keep the file locked; it needs milliseconds.
    static constexpr int lockMs = 3000;
    /// Copies of damaged versions of one file that are kept.
    static constexpr qsizetype maxCopies = 20;

    explicit PieceFile(const QString &path);
    ~PieceFile();

    /// Keeps other programs of SysPulse from changing the file until this object is gone.
    Result<void> lock();
    Result<QByteArray> read() const;
    Result<void> write(const QByteArray &bytes) const;
    /// Copies @p bytes, the damaged content, beside the file; gives the name of the copy. A copy of the same
    /// bytes is not made twice.
    Result<QString> putAside(const QByteArray &bytes) const;

    /// Sentences for the user, each naming the file.
    QString unreadable(const Error &error) const;
    QString newer() const;
    QString damaged(const QString &why, const QString &copy) const;
    QString damagedWithoutCopy(const QString &why, const Error &error) const;

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace syspulse
