// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <optional>

#include <QString>

namespace syspulse {

/// Asks on the terminal whether to continue after @p text; nothing when standard input is not a terminal or
/// is at its end. Waits for the answer; a signal that ends programs ends this one meanwhile.
std::optional<bool> confirmOnTerminal(const QString &text);

/// The same for the password of @p user, without echo. However the question ends, the terminal has its echo
/// back.
std::optional<Secret> passwordFromTerminal(const QString &user);

} // namespace syspulse
