// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/serverlogmodel.h"

#include "core/base/bounded.h"
#include "core/base/csv.h"

namespace syspulse {

namespace {

/// Longer than what a table shows, and than what the server's entries are cut to.
constexpr qsizetype longestLine = 4100;

} // namespace

ServerLogModel::ServerLogModel(const UnitFormatter &format, QObject *parent)
    : LogRows(parent)
    , m_format(format)
{
    setColumns({{tr("Time"),
                 [this](const ServerLogEntry &entry) {
                     const auto timeMs = timeOf(entry);
                     return timeMs ? m_format.dateTime(*timeMs) : unknownText();
                 }},
                {tr("Level"), [](const ServerLogEntry &entry) { return oneLine(entry.level); }},
                {tr("Thread"), [](const ServerLogEntry &entry) { return oneLine(entry.thread); }},
                {tr("Part"),
                 [](const ServerLogEntry &entry) { return oneLine(entry.tags.join(QStringLiteral(", "))); }},
                {tr("Message"), [](const ServerLogEntry &entry) { return oneLine(entry.message); }}});
}

void ServerLogModel::take(const QList<ServerLogEntry> &entries)
{
    // The later piece of the same log: what is old has gone at the front, what is new came at the end.
    const qsizetype gone = goesOnAt(m_rows, entries);
    if (gone == m_rows.size())
        return set(entries);
    dropFirst(gone);
    append(entries.mid(m_rows.size()));
}

void ServerLogModel::setClockOffset(qint64 offsetMs)
{
    if (offsetMs == m_offsetMs)
        return;
    m_offsetMs = offsetMs;
    allChanged();
}

std::optional<qint64> ServerLogModel::timeOf(const ServerLogEntry &entry) const
{
    return entry.timeMs == 0 ? std::nullopt : std::optional(boundedDifference(entry.timeMs, m_offsetMs));
}

QString ServerLogModel::line(const ServerLogEntry &entry) const
{
    const auto timeMs = timeOf(entry);
    const QStringList parts{timeMs ? csvTime(*timeMs) : unknownText(), entry.level, entry.thread,
                            entry.tags.join(QStringLiteral(", ")), entry.message};
    return oneLine(parts.join(QStringLiteral("  ")), longestLine);
}

QVariant ServerLogModel::cell(const ServerLogEntry &entry, int column, int role) const
{
    switch (role) {
    case LogLevelRole:
        return int(logLevelOf(entry.level));
    case LogTextRole:
        return oneLine(entry.message, longestLine);
    case LogLineRole:
        return line(entry);
    case LogTimeRole: {
        const auto timeMs = timeOf(entry);
        return timeMs ? QVariant(*timeMs) : QVariant();
    }
    case Qt::ForegroundRole:
        return column == Level ? logLevelColor(logLevelOf(entry.level)) : QVariant();
    default:
        return RowsModel::cell(entry, column, role);
    }
}

} // namespace syspulse
