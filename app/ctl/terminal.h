// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

namespace syspulse {

/// Asks on the terminal whether to go on after @p text; nothing when there is nobody to ask. Waits for the
/// answer.
std::optional<bool> confirmOnTerminal(const QString &text);

} // namespace syspulse
