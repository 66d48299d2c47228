// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>

#include <sys/types.h>

namespace syspulse::test {

/// Makes a process that is started later the leader of a session of its own and lets the kernel kill it when
/// the test ends in whatever way, so that a crashed or timed-out test leaves nothing running.
void endWithTest(QProcess &process);

/// Asks the process to end, then makes it; returns when it is gone.
void stopProcess(QProcess &process, int patienceMs = 3000);

/// The processes, children or not, that have exactly @p entry ("NAME=value") in their environment.
QList<pid_t> processesWithEnvironment(const QByteArray &entry);

} // namespace syspulse::test
