// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <QSqlQuery>

// The part of HistoryDatabase that keeps marks of the time axis, and notes.
namespace syspulse {

namespace {

constexpr qsizetype maxMarkText = 500;
const QString notesOnly = QStringLiteral("kind IN ('note', 'event')");
const QString noNotes = QStringLiteral("kind NOT IN ('note', 'event')");

/// Two programs see the same moment at slightly different times, and each may keep it.
QString insertStatement()
{
    return QStringLiteral(
               "INSERT OR REPLACE INTO marks SELECT :instance, :start, :kind, :end, :text WHERE NOT "
               "EXISTS (SELECT 1 FROM marks WHERE instance = :instance AND kind = :kind AND "
               "start <> :start AND abs(start - :start) < %1)")
        .arg(TimelineMarks::sameStartMs);
}

/// Removes all of an instance but the @p kept newest for which @p which is true.
QString pruneMarks(const QString &which, int kept)
{
    return QStringLiteral("DELETE FROM marks WHERE instance = :instance AND %1 AND start < coalesce("
                          "(SELECT start FROM marks WHERE instance = :instance AND %1 "
                          "ORDER BY start DESC LIMIT 1 OFFSET %2), 0)")
        .arg(which)
        .arg(kept - 1);
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
        prune.prepare(pruneMarks(noNotes, keptMarks));
        prune.bindValue(QStringLiteral(":instance"), instance);
        if (!prune.exec())
            return Unexpected<Error>{failed(prune.lastError())};
        return {};
    });
}

Result<void> HistoryDatabase::changeNote(const QString &instance, const std::optional<TimelineMark> &removed,
                                         const std::optional<TimelineMark> &put)
{
    return inTransaction([&]() -> Result<void> {
        QSqlQuery query(m_database);
        if (removed) {
            query.prepare(QStringLiteral("DELETE FROM marks WHERE instance = ? AND start = ? AND kind = ?"));
            query.addBindValue(instance);
            query.addBindValue(removed->fromMs);
            query.addBindValue(timelineMarkName(removed->kind));
            if (!query.exec())
                return Unexpected<Error>{failed(query.lastError())};
        }
        if (!put)
            return {};
        query.prepare(QStringLiteral("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?)"));
        query.addBindValue(instance);
        query.addBindValue(put->fromMs);
        query.addBindValue(timelineMarkName(put->kind));
        query.addBindValue(put->toMs);
        query.addBindValue(storedText(put->text, maxMarkText));
        if (!query.exec())
            return Unexpected<Error>{failed(query.lastError())};
        query.prepare(pruneMarks(QStringLiteral("kind = :kind"), keptNotes));
        query.bindValue(QStringLiteral(":instance"), instance);
        query.bindValue(QStringLiteral(":kind"), timelineMarkName(put->kind));
        if (!query.exec())
            return Unexpected<Error>{failed(query.lastError())};
        return {};
    });
}

Result<QList<TimelineMark>> HistoryDatabase::readMarks(const QString &instance, qint64 fromMs, bool notes)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    QList<TimelineMark> marks;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT kind, start, end, text FROM marks WHERE instance = ? AND end > ? "
                                 "AND %1 ORDER BY start")
                      .arg(notes ? notesOnly : noNotes));
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

Result<QList<TimelineMark>> HistoryDatabase::marks(const QString &instance, qint64 fromMs)
{
    return readMarks(instance, fromMs, false);
}

Result<QList<TimelineMark>> HistoryDatabase::notes(const QString &instance)
{
    return readMarks(instance, 0, true);
}

} // namespace syspulse
