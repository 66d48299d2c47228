// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/childprocess.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace syspulse::test {

void endWithTest(QProcess &process)
{
    process.setChildProcessModifier([parent = ::getpid()] {
        ::setsid();
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        // The test may have died before the line above took effect.
        if (::getppid() != parent)
            ::_exit(1);
    });
}

void stopProcess(QProcess &process, int patienceMs)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (process.waitForFinished(patienceMs))
        return;
    process.kill();
    process.waitForFinished(-1);
}

QList<pid_t> processesWithEnvironment(const QByteArray &entry)
{
    QList<pid_t> found;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isPid = false;
        const int pid = name.toInt(&isPid);
        if (!isPid)
            continue;
        // Unreadable for processes of other users, empty for those that have ended: neither is one of ours.
        QFile environment(QStringLiteral("/proc/%1/environ").arg(pid));
        if (environment.open(QIODevice::ReadOnly) && environment.readAll().split('\0').contains(entry))
            found.append(pid_t(pid));
    }
    return found;
}

} // namespace syspulse::test
