// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/loglevel.h"

#include "core/base/enumtable.h"

namespace syspulse {

QString logLevelName(LogLevel level)
{
    static constexpr auto names = enumTable<LogLevel>(
        {{LogLevel::Information, "information"}, {LogLevel::Warning, "warning"}, {LogLevel::Error, "error"}});
    return names.name(level);
}

} // namespace syspulse
