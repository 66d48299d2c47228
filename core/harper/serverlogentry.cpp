// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/serverlogentry.h"

#include <algorithm>

#include <QRegularExpression>

namespace syspulse {

LogLevel logLevelOf(const QString &level)
{
    if (level == QLatin1String("error") || level == QLatin1String("fatal"))
        return LogLevel::Error;
    return level == QLatin1String("warn") ? LogLevel::Warning : LogLevel::Information;
}

qsizetype goesOnAt(const QList<ServerLogEntry> &known, const QList<ServerLogEntry> &entries)
{
    qsizetype at = std::max<qsizetype>(0, known.size() - entries.size());
    while (at < known.size() && !std::equal(known.cbegin() + at, known.cend(), entries.cbegin()))
        ++at;
    return at;
}

bool concernsMqttOrLogins(const ServerLogEntry &entry)
{
    static const QRegularExpression words(
        QStringLiteral("mqtt|authenti|authoriz|auth-event|\\blogin\\b|\\bpassword\\b"),
        QRegularExpression::CaseInsensitiveOption);
    const auto has = [](const QString &text) { return words.match(text).hasMatch(); };
    return std::any_of(entry.tags.cbegin(), entry.tags.cend(), has) || has(entry.message);
}

} // namespace syspulse
