// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QtGlobal>

namespace syspulse {

/// How old something of @p timeMs is at @p nowMs, milliseconds since the epoch on one clock; never negative.
/// Nothing where the time is not known or cannot be true: before the year 2000, or more than a day ahead.
std::optional<qint64> ageMs(qint64 timeMs, qint64 nowMs);

} // namespace syspulse
