// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/terminal.h"

#include "core/base/terminaltext.h"

#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace syspulse {

std::optional<bool> confirmOnTerminal(const QString &text)
{
    if (!isatty(STDIN_FILENO))
        return std::nullopt;
    std::fprintf(stderr, "%s\nGo on? [y/N] ", terminalSafe(text).toUtf8().constData());
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace syspulse
