// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/ownmemory.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace syspulse {

void keepMemoryPrivate()
{
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace syspulse
