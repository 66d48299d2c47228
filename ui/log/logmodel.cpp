// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logmodel.h"

#include "core/base/csv.h"

namespace syspulse {

LogModel::LogModel(const UnitFormatter &format, QObject *parent)
    : LogRows(parent)
    , m_format(format)
{
    setColumns({{tr("Time"), [this](const LogEntry &entry) { return m_format.dateTime(entry.firstMs); }},
                {tr("Level"), [](const LogEntry &entry) { return logLevelText(entry.level); }},
                {tr("Message"), [this](const LogEntry &entry) { return message(entry); }}});
}

void LogModel::add(LogLevel level, const QString &text, qint64 nowMs)
{
    const QString plain = oneLine(text, 4000);
    if (const auto repeated = repeatedEntry(m_rows, level, plain)) {
        LogEntry &entry = m_rows[*repeated];
        ++entry.times;
        entry.lastMs = nowMs;
        emit dataChanged(index(int(*repeated), 0), index(int(*repeated), columnCount() - 1));
        return;
    }
    append({{level, plain, nowMs, nowMs, 1}});
    // In larger steps, which keeps the cost per entry constant.
    if (rowCount() > maxEntries + maxEntries / 4)
        dropFirst(rowCount() - maxEntries);
}

QString LogModel::message(const LogEntry &entry) const
{
    // In front, where it is seen however long the text is.
    return entry.times == 1 ? entry.text
                            //: %1 is how often, %2 a date and time, %3 the text of an entry of the log
                            : tr("× %1, last at %2: %3")
                                  .arg(m_format.number(entry.times, NumberStyle::Full),
                                       m_format.dateTime(entry.lastMs), entry.text);
}

QString LogModel::line(const LogEntry &entry) const
{
    QStringList parts{csvTime(entry.firstMs), logLevelName(entry.level), entry.text};
    if (entry.times > 1)
        parts.append(QStringLiteral("(x %1, last %2)").arg(entry.times).arg(csvTime(entry.lastMs)));
    return parts.join(QStringLiteral("  "));
}

QVariant LogModel::cell(const LogEntry &entry, int column, int role) const
{
    switch (role) {
    case LogLevelRole:
        return int(entry.level);
    case LogTextRole:
        return message(entry);
    case LogLineRole:
        return line(entry);
    case LogTimeRole:
        return entry.lastMs;
    case Qt::ForegroundRole:
        return column == Level ? logLevelColor(entry.level) : QVariant();
    default:
        return RowsModel::cell(entry, column, role);
    }
}

} // namespace syspulse
