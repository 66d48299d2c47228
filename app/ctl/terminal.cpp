// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/terminal.h"

#include "core/base/terminaltext.h"

#include <csignal>
#include <cstdio>
#include <map>
#include <poll.h>
#include <string>
#include <termios.h>
#include <unistd.h>

#include <QScopeGuard>

namespace syspulse {

namespace {

volatile std::sig_atomic_t caughtSignal = 0;

void onSignal(int number)
{
    caughtSignal = number;
}

/// While it lives, the signals that end or stop programs arrive only in waitForInput(), and the terminal is
/// as asked for.
class Question
{
public:
    explicit Question(bool echo)
    {
        sigset_t blocked;
        sigemptyset(&blocked);
        for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP}) {
            struct sigaction former
            {};
            sigaction(number, nullptr, &former);
            if (former.sa_handler == SIG_IGN)
                continue;
            struct sigaction ours
            {};
            ours.sa_handler = onSignal;
            sigaction(number, &ours, nullptr);
            m_former[number] = former;
            sigaddset(&blocked, number);
        }
        caughtSignal = 0;
        sigprocmask(SIG_BLOCK, &blocked, &m_formerMask);
        tcgetattr(STDIN_FILENO, &m_formerTerminal);
        if (echo)
            return;
        termios silent = m_formerTerminal;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Question()
    {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &m_formerTerminal);
        for (const auto &[number, action] : m_former)
            sigaction(number, &action, nullptr);
        sigprocmask(SIG_SETMASK, &m_formerMask, nullptr);
    }
    Question(const Question &) = delete;
    Question &operator=(const Question &) = delete;

    /// Whether there is something to read; false: a signal came first.
    bool waitForInput() const
    {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        while (ppoll(&input, 1, nullptr, &m_formerMask) < 0 && caughtSignal == 0) {
        }
        return caughtSignal == 0;
    }

private:
    std::map<int, struct sigaction> m_former;
    sigset_t m_formerMask{};
    termios m_formerTerminal{};
};

/// What a terminal hands over at most.
constexpr std::size_t longestLine = 4096;

/// The line that is typed after @p prompt; nothing at the end of the input.
std::optional<std::string> readLine(const QString &prompt, bool echo)
{
    std::string line;
    line.reserve(longestLine); // one that grew would leave beginnings of a password behind
    const auto wiped = qScopeGuard([&line] { wipe(line); });
    for (;;) {
        std::fputs(terminalSafe(prompt).toUtf8().constData(), stderr);
        wipe(line);
        {
            const Question question(echo);
            while (question.waitForInput()) {
                char byte = 0;
                if (::read(STDIN_FILENO, &byte, 1) != 1)
                    return std::nullopt;
                if (byte == '\n')
                    return line;
                line += byte;
            }
        }
        // As if it had come without the question. One that only stopped us lets the question start again.
        std::signal(caughtSignal, SIG_DFL);
        std::raise(caughtSignal);
    }
}

} // namespace

std::optional<bool> confirmOnTerminal(const QString &text)
{
    if (!isatty(STDIN_FILENO))
        return std::nullopt;
    std::fprintf(stderr, "%s\n", terminalSafe(text).toUtf8().constData());
    const auto answer = readLine(QStringLiteral("Continue? [y/N] "), true);
    if (!answer)
        return std::nullopt;
    return *answer == "y" || *answer == "Y" || *answer == "yes";
}

std::optional<Secret> passwordFromTerminal(const QString &user)
{
    if (!isatty(STDIN_FILENO))
        return std::nullopt;
    auto line = readLine(QStringLiteral("Password of %1: ").arg(user), false);
    std::fputc('\n', stderr);
    if (!line)
        return std::nullopt;
    const Secret password = Secret::fromUtf8(QByteArrayView(*line));
    wipe(*line);
    return password;
}

} // namespace syspulse
