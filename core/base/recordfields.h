// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <limits>
#include <optional>

#include <QString>
#include <QtGlobal>

namespace syspulse {

// Fields of the component's records. Clients choose many of their texts, and whoever may write to the tables
// can put anything into them, so nothing here relies on what the component would have written.

/// The text, bounded as boundedText() does; empty where it is missing or not a text.
QString shortTextAt(const Json &record, const char *key);

/// Milliseconds since the epoch; 0, which means not known, where no clock shows such a time.
qint64 timeAt(const Json &record, const char *key);

/// A number within [0, @p most]; one beyond is the nearer bound, and 0 where there is none.
int clampedCountAt(const Json &record, const char *key, int most = std::numeric_limits<int>::max());

/// A finite number of at least 0; nothing for all else.
std::optional<double> amountAt(const Json &record, const char *key);

/// The same as a whole number; a larger one than the type has is the largest.
std::optional<qint64> wholeAt(const Json &record, const char *key);

/// The member @p key as an array; an empty one for all else.
const Json &arrayAt(const Json &record, const char *key);

} // namespace syspulse
