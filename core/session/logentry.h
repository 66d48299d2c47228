// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/loglevel.h"

#include <optional>

#include <QList>

namespace syspulse {

/// Something that the program said about an instance, once or several times.
struct LogEntry
{
    LogLevel level = LogLevel::Information;
    QString text; ///< plain, one line
    qint64 firstMs = 0;
    qint64 lastMs = 0;
    int times = 1;

    bool operator==(const LogEntry &) const = default;
};

/// Which of @p entries, oldest first, is said again by @p text: the last one, or one of the last few where
/// failures take turns. Whatever information came in between is not reached over: after a new connection a
/// failure is news.
std::optional<qsizetype> repeatedEntry(const QList<LogEntry> &entries, LogLevel level, const QString &text);

} // namespace syspulse
