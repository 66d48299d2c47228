// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

namespace syspulse {

QLatin1String versionText()
{
    return QLatin1String(SYSPULSE_VERSION);
}

} // namespace syspulse
