// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <QProcessEnvironment>
#include <QTest>

namespace syspulse::test {

/// syspulsectl on a terminal of its own.
class OnTerminal
{
public:
    OnTerminal(const QStringList &arguments, const QProcessEnvironment &environment, int columns = 80,
               int rows = 24)
    {
        int slave = -1;
        const winsize window{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
        if (::openpty(&m_master, &slave, nullptr, nullptr, &window) != 0)
            return;
        QList<QByteArray> texts{SYSPULSECTL};
        for (const QString &argument : arguments)
            texts.append(argument.toUtf8());
        QList<QByteArray> variables;
        for (const QString &variable : environment.toStringList())
            variables.append(variable.toUtf8());
        QList<char *> argv;
        for (QByteArray &text : texts)
            argv.append(text.data());
        argv.append(nullptr);
        QList<char *> envp;
        for (QByteArray &variable : variables)
            envp.append(variable.data());
        envp.append(nullptr);
        ::tcgetattr(slave, &m_first);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::login_tty(slave);
            ::execve(argv[0], argv.data(), envp.data());
            ::_exit(127);
        }
        m_slave = slave; // kept open, so that the terminal outlives the program
        ::fcntl(m_master, F_SETFL, O_NONBLOCK);
    }
    ~OnTerminal()
    {
        if (m_pid > 0 && !ended()) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
        ::close(m_master);
        ::close(m_slave);
    }
    Q_DISABLE_COPY_MOVE(OnTerminal)

    pid_t pid() const { return m_pid; }
    bool echoes() const
    {
        termios state{};
        return ::tcgetattr(m_slave, &state) == 0 && (state.c_lflag & tcflag_t(ECHO)) != 0;
    }
    /// Whether all settings are what they were at first.
    bool isAsItWas() const
    {
        termios state{};
        return ::tcgetattr(m_slave, &state) == 0 && state.c_iflag == m_first.c_iflag &&
               state.c_oflag == m_first.c_oflag && state.c_lflag == m_first.c_lflag &&
               state.c_cflag == m_first.c_cflag;
    }
    void resize(int columns, int rows) const
    {
        const winsize window{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
        QCOMPARE(::ioctl(m_master, TIOCSWINSZ, &window), 0);
    }
    void type(const QByteArray &text) const
    {
        QCOMPARE(::write(m_master, text.constData(), size_t(text.size())), ssize_t(text.size()));
    }
    QByteArray output()
    {
        char bytes[4096];
        for (ssize_t got = 0; (got = ::read(m_master, bytes, sizeof bytes)) > 0;)
            m_output.append(bytes, got);
        return m_output;
    }
    bool ended()
    {
        if (!m_ended)
            m_ended = ::waitpid(m_pid, &m_status, WNOHANG) == m_pid;
        return m_ended;
    }
    int status() const { return m_status; }

private:
    int m_master = -1;
    int m_slave = -1;
    pid_t m_pid = -1;
    int m_status = -1;
    bool m_ended = false;
    QByteArray m_output;
    termios m_first{};
};

} // namespace syspulse::test
