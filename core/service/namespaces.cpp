// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serviceunit.h"

#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace syspulse {

bool canMakeNamespaces()
{
#ifdef __linux__
    const pid_t child = ::fork();
    if (child < 0)
        return false;
    if (child == 0) {
        // Ubuntu lets everybody make them, and forbids to mount.
        const bool can = ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
                         ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
        ::_exit(can ? 0 : 1);
    }
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
#else
    return false;
#endif
}

} // namespace syspulse
