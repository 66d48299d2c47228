// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/logentry.h"

#include <algorithm>

namespace syspulse {

namespace {

/// MQTT, the updater and the history fail together, one after the other and again.
constexpr qsizetype takingTurns = 4;

} // namespace

std::optional<qsizetype> repeatedEntry(const QList<LogEntry> &entries, LogLevel level, const QString &text)
{
    const qsizetype last = entries.size() - 1;
    for (qsizetype i = last; i >= 0 && i > last - takingTurns; --i) {
        const LogEntry &entry = entries.at(i);
        if (entry.level == level && entry.text == text)
            return i;
        if (level == LogLevel::Information || entry.level == LogLevel::Information)
            break;
    }
    return std::nullopt;
}

} // namespace syspulse
