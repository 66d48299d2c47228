// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtGlobal>

namespace syspulse::fuzz {

namespace {

/// The newest entry of the list; a plain pointer, so that it is there before any entry is constructed.
const Target *newestTarget = nullptr;

void takeMessage(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    // What Qt thinks of an input is no finding. After a fatal message the program ends.
    if (type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

} // namespace

Target::Target(const char *targetName, Run function)
    : name(targetName)
    , run(function)
    , next(newestTarget)
{
    newestTarget = this;
}

const Target *findTarget(const char *name)
{
    const Target *target = newestTarget;
    while (target != nullptr && std::strcmp(target->name, name) != 0)
        target = target->next;
    return target;
}

QList<const Target *> allTargets()
{
    QList<const Target *> targets;
    for (const Target *target = newestTarget; target != nullptr; target = target->next)
        targets.append(target);
    std::sort(targets.begin(), targets.end(),
              [](const Target *a, const Target *b) { return std::strcmp(a->name, b->name) < 0; });
    return targets;
}

void prepare()
{
    qInstallMessageHandler(takeMessage);
    // One with summer and winter time, and the same one wherever an input is tried.
    qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    tzset();
    qunsetenv("SYSPULSE_URL");
    qunsetenv("SYSPULSE_USER");
}

QString emptyFolder()
{
    static const QString memory = QStringLiteral("/dev/shm");
    static const QTemporaryDir folder((QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) +
                                      QStringLiteral("/syspulse-fuzz-XXXXXX"));
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files | QDir::Hidden))
        QFile::remove(folder.filePath(name));
    return folder.path();
}

void broken(const char *promise, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, promise);
    std::abort();
}

quint64 Input::number(int bytes)
{
    quint64 number = 0;
    for (int i = 0; i < bytes; ++i)
        number |= quint64(byte()) << (8 * i);
    return number;
}

QByteArray Input::take(qsizetype size)
{
    const QByteArray taken = m_bytes.mid(m_at, size);
    m_at += taken.size();
    return taken;
}

QByteArray Input::until(char separator)
{
    const qsizetype end = m_bytes.indexOf(separator, m_at);
    const QByteArray taken = take(end < 0 ? m_bytes.size() : end - m_at);
    m_at += end < 0 ? 0 : 1;
    return taken;
}

} // namespace syspulse::fuzz
