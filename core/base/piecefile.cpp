// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/piecefile.h"

#include "core/base/logging.h"
#include "core/base/wholefile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QThread>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct PieceFileTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::PieceFile)
};

constexpr unsigned long lookAgainMs = 20;

} // namespace

PieceFile::PieceFile(const QString &path)
    : m_path(path)
{}

PieceFile::~PieceFile() = default;

Result<void> PieceFile::lock()
{
    makePrivateFolder(QFileInfo(m_path).absolutePath());
    m_lock = std::make_unique<QLockFile>(m_path + QStringLiteral(".lock"));
    // A program that was killed leaves its lock behind. The process is looked for; on another machine that
    // shares the folder only the age tells.
    m_lock->setStaleLockTime(10 * lockMs);
    // QLockFile's own wait looks ever more rarely, and would miss the moments between several others.
    const QDeadlineTimer deadline(lockMs);
    while (!m_lock->tryLock(0) && m_lock->error() == QLockFile::LockFailedError && !deadline.hasExpired())
        QThread::msleep(lookAgainMs);
    if (m_lock->isLocked())
        return {};
    qCDebug(lcSettings) << "lock" << m_path << "failed:" << int(m_lock->error());
    if (m_lock->error() == QLockFile::LockFailedError)
        return failure(
            ErrorKind::Local,
            PieceFileTexts::tr(
                "Cannot write %1: another program keeps it locked. The change is kept until it can be "
                "written.")
                .arg(m_path));
    return failure(ErrorKind::Local,
                   PieceFileTexts::tr("Cannot write %1: its folder does not take new files. Check "
                                      "that it exists, is writable and that the disk is not full.")
                       .arg(m_path));
}

Result<QByteArray> PieceFile::read() const
{
    const Result<QByteArray> bytes = readWholeFile(m_path, maxBytes);
    qCDebug(lcSettings) << "read" << m_path << outcome(bytes);
    return bytes;
}

Result<void> PieceFile::write(const QByteArray &bytes) const
{
    const Result<void> written = writePrivateFile(m_path, bytes);
    qCDebug(lcSettings) << "write" << m_path << outcome(written);
    return written;
}

Result<QString> PieceFile::putAside(const QByteArray &bytes) const
{
    const QFileInfo place(m_path);
    const QDir folder = place.dir();
    const QString copies = place.completeBaseName() + QStringLiteral(".damaged-");
    const QStringList known = folder.entryList({copies + QLatin1Char('*')}, QDir::Files, QDir::Name);
    for (const QString &name : known) {
        const Result<QByteArray> copy = readWholeFile(folder.filePath(name), maxBytes);
        if (copy && *copy == bytes)
            return folder.filePath(name);
    }
    if (known.size() >= maxCopies)
        return failure(ErrorKind::Local,
                       PieceFileTexts::tr("There are %1 such copies already. Look through them and "
                                          "delete those that are not needed.")
                           .arg(known.size()));
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString end = QLatin1Char('.') + place.suffix();
    QString path = folder.filePath(copies + stamp + end);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(QStringLiteral("%1%2-%3%4").arg(copies, stamp).arg(number).arg(end));
    const Result<void> written = writePrivateFile(path, bytes);
    qCDebug(lcSettings) << m_path << "is damaged; a copy goes to" << path << outcome(written);
    return written ? Result<QString>(path) : Result<QString>(Unexpected<Error>{written.error()});
}

QString PieceFile::unreadable(const Error &error) const
{
    //: %1 says why a file cannot be read
    return PieceFileTexts::tr("%1 Nothing is written to it.").arg(describe(error));
}

QString PieceFile::newer() const
{
    return PieceFileTexts::tr("%1 was written by a newer SysPulse: it is used, but not changed here.")
        .arg(m_path);
}

QString PieceFile::damaged(const QString &why, const QString &copy) const
{
    //: %1 and %3 are files, %2 is a sentence
    return PieceFileTexts::tr("%1 is damaged. %2 It was kept as %3.").arg(m_path, why, copy);
}

QString PieceFile::damagedWithoutCopy(const QString &why, const Error &error) const
{
    //: %1 is a file, %2 and %3 are sentences
    return PieceFileTexts::tr("%1 is damaged. %2 It could not be copied, so nothing is written to it. %3")
        .arg(m_path, why, describe(error));
}

} // namespace syspulse
