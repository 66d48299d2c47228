// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

namespace syspulse {

/// This program's version, for example "0.1.0"; set by the build.
QLatin1String versionText();

} // namespace syspulse
