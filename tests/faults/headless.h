// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperfixture.h"

#include <memory>

#include <QElapsedTimer>
#include <QProcess>

namespace syspulse::test {

/// One `syspulsectl run` as a background service runs it, killed with this object.
class Headless
{
public:
    struct Options
    {
        QString url; ///< empty: the server itself
        QString user;
        QString password;
        QString timeout = QStringLiteral("15s");
        QMap<QString, QString> environment;
        QStringList wrapper; ///< a program, with arguments, that starts the one in its last ones
        QStringList command{QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")};
    };

    explicit Headless(const HarperFixture &harper) { init(harper, {}); }
    Headless(const HarperFixture &harper, const Options &options) { init(harper, options); }
    ~Headless();
    Q_DISABLE_COPY_MOVE(Headless)

    bool running() const { return m_process.state() == QProcess::Running; }
    pid_t pid() const { return pid_t(m_process.processId()); }
    /// Cycles that have written, or found nothing to write.
    int cycles();
    /// Waits for a cycle beyond the @p after first ones. Runs the event loop.
    bool waitCycle(int after, int timeoutMs);
    /// SIGKILL and the like; returns when a process that this ends is gone.
    void signal(int number);
    /// Waits for the end; false when it goes on.
    bool waitEnd(int timeoutMs);
    int exitCode() const { return m_process.exitCode(); }
    bool crashed() const { return m_process.exitStatus() == QProcess::CrashExit; }
    /// The most memory that it had so far, in KB; what was seen last where it has ended.
    qint64 peakKb();
    /// From now on.
    void forgetPeak();
    QByteArray out();
    QByteArray err();

private:
    void init(const HarperFixture &harper, const Options &options);
    void read();

    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
    qint64 m_peakKb = 0;
};

} // namespace syspulse::test
