// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/topscreen.h"

#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <QSocketNotifier>

// Its macros have names such as "timeout" and "move".
#define NCURSES_NOMACROS
#define NCURSES_WIDECHAR 1
#include <curses.h>

namespace syspulse {

static constexpr short warningColour = 1;

static int resizePipe[2] = {-1, -1};
static SCREEN *screen = nullptr;

static void onResize(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(resizePipe[1], &byte, 1);
}

std::unique_ptr<TopScreen> TopScreen::open()
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || qEnvironmentVariableIsEmpty("TERM"))
        return nullptr;
    if (resizePipe[0] < 0 && ::pipe2(resizePipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return nullptr;
    // ncurses leaves the signal alone that has a handler.
    struct sigaction action
    {};
    action.sa_handler = onResize;
    action.sa_flags = SA_RESTART;
    sigaction(SIGWINCH, &action, nullptr);
    screen = ::newterm(nullptr, stdout, stdin);
    if (!screen)
        return nullptr;
    return std::unique_ptr<TopScreen>(new TopScreen(resizePipe[0]));
}

TopScreen::TopScreen(int signalPipe)
{
    ::set_term(screen);
    ::cbreak();
    ::noecho();
    ::nonl();
    ::curs_set(0);
    ::nodelay(stdscr, true);
    m_coloured = !qEnvironmentVariableIsSet("NO_COLOR") && ::has_colors();
    if (m_coloured) {
        ::start_color();
        ::use_default_colors();
        ::init_pair(warningColour, COLOR_RED, -1);
    }
    auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(input, &QSocketNotifier::activated, this, [this, input] {
        int waiting = 0;
        if (::ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0)
            return readKeys();
        input->setEnabled(false);
        emit closed();
    });
    auto *resizes = new QSocketNotifier(signalPipe, QSocketNotifier::Read, this);
    connect(resizes, &QSocketNotifier::activated, this, [this, signalPipe] {
        char bytes[64];
        [[maybe_unused]] const ssize_t got = ::read(signalPipe, bytes, sizeof bytes);
        fit();
    });
}

TopScreen::~TopScreen()
{
    ::endwin();
    ::delscreen(screen);
    screen = nullptr;
}

QSize TopScreen::size() const
{
    return {getmaxx(stdscr), getmaxy(stdscr)};
}

void TopScreen::fit()
{
    winsize window{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_row == 0 || window.ws_col == 0)
        return;
    ::resizeterm(window.ws_row, window.ws_col);
    emit resized();
}

void TopScreen::readKeys()
{
    for (;;) {
        const int key = ::wgetch(stdscr);
        if (key == ERR)
            return;
        if (key > 0 && key < 128)
            emit keyPressed(char(key));
    }
}

void TopScreen::show(const QList<TopLine> &lines)
{
    ::werase(stdscr);
    for (int row = 0; row < int(lines.size()); ++row) {
        const TopLine &line = lines.at(row);
        int attributes = A_NORMAL;
        switch (line.style) {
        case TopLine::Style::Plain:
            break;
        case TopLine::Style::Title:
            attributes = A_BOLD;
            break;
        case TopLine::Style::Head:
            attributes = A_REVERSE;
            break;
        case TopLine::Style::Warning:
            attributes = A_BOLD | (m_coloured ? COLOR_PAIR(warningColour) : 0);
            break;
        case TopLine::Style::Hint:
            attributes = A_DIM;
            break;
        }
        ::wattrset(stdscr, attributes);
        // The last column of the last row stays empty: a terminal may scroll when it is written.
        const int room = row == getmaxy(stdscr) - 1 ? getmaxx(stdscr) - 1 : -1;
        const std::wstring text = line.text.toStdWString();
        ::wmove(stdscr, row, 0);
        ::waddnwstr(stdscr, text.c_str(), room);
    }
    ::wattrset(stdscr, A_NORMAL);
    ::wrefresh(stdscr);
}

} // namespace syspulse
