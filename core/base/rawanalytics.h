// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syspulse {

/// How far back HarperDB 4's raw analytics can be relied on: it keeps them for 1 h and prunes every 30 s.
inline constexpr qint64 usualRawAnalyticsMs = 55 * 60 * 1000;

} // namespace syspulse
