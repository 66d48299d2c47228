// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// How much an entry of a log matters, in ascending order.
enum class LogLevel {
    Information, ///< something was done or has changed
    Warning,     ///< something is not as it should be, and goes on all the same
    Error,       ///< something that was wanted is not done
};

/// "information", "warning" or "error", untranslated.
QString logLevelName(LogLevel level);

} // namespace syspulse
