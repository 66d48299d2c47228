// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <QSqlQuery>

// The part of HistoryDatabase that keeps marks of the time axis.
namespace syspulse {

namespace {

constexpr qsizetype maxMarkText = 500;

/// Two programs see the same moment at slightly different times, and each may keep it.
QString insertStatement()
{
    return QStringLiteral(
               "INSERT OR REPLACE INTO marks SELECT :instance, :start, :kind, :end, :text WHERE NOT "
               "EXISTS (SELECT 1 FROM marks WHERE instance = :instance AND kind = :kind AND "
               "start <> :start AND abs(start - :start) < %1)")
        .arg(TimelineMarks::sameStartMs);
}

} // namespace

Result<void> HistoryDatabase::noteMarks(const QString &instance, const QList<TimelineMark> &marks)
{
    return inTransaction([&]() -> Result<void> {
        QSqlQuery insert(m_database);
        insert.prepare(insertStatement());
        for (const TimelineMark &mark : marks) {
            insert.bindValue(QStringLiteral(":instance"), instance);
            insert.bindValue(QStringLiteral(":start"), mark.fromMs);
            insert.bindValue(QStringLiteral(":kind"), timelineMarkName(mark.kind));
            insert.bindValue(QStringLiteral(":end"), mark.toMs);
            insert.bindValue(QStringLiteral(":text"), storedText(mark.text, maxMarkText));
            if (!insert.exec())
                return Unexpected<Error>{failed(insert.lastError())};
        }
        QSqlQuery prune(m_database);
        prune.prepare(QStringLiteral("DELETE FROM marks WHERE instance = :instance AND start < coalesce("
                                     "(SELECT start FROM marks WHERE instance = :instance "
                                     "ORDER BY start DESC LIMIT 1 OFFSET %1), 0)")
                          .arg(keptMarks - 1));
        prune.bindValue(QStringLiteral(":instance"), instance);
        if (!prune.exec())
            return Unexpected<Error>{failed(prune.lastError())};
        return {};
    });
}

Result<QList<TimelineMark>> HistoryDatabase::marks(const QString &instance, qint64 fromMs)
{
    QList<TimelineMark> marks;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT kind, start, end, text FROM marks WHERE instance = ? AND end > ? "
                                 "ORDER BY start"));
    query.addBindValue(instance);
    query.addBindValue(fromMs);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    while (query.next()) {
        // A newer version may have kinds that this one does not know.
        if (const auto kind = timelineMarkOf(query.value(0).toString()))
            marks.append(
                {*kind, query.value(1).toLongLong(), query.value(2).toLongLong(), query.value(3).toString()});
    }
    return marks;
}

} // namespace syspulse
