// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <QSqlQuery>

namespace syspulse {

namespace {

/// Texts come from servers, which may send anything of any length.
constexpr qsizetype maxText = 2000;

const QString &noteSeparator()
{
    static const QString separator = QStringLiteral("\n");
    return separator;
}

/// What is older than the newest runs goes, unless it is one of the newest failures: at one run per second
/// these would be gone within minutes.
QString pruneStatement()
{
    const auto newest = [](const QString &condition, int count) {
        return QStringLiteral("coalesce((SELECT started FROM runs WHERE instance = :instance %1 "
                              "ORDER BY started DESC LIMIT 1 OFFSET %2), 0)")
            .arg(condition)
            .arg(count - 1);
    };
    const QString failed = QStringLiteral("outcome = '%1'").arg(runOutcomeName(RunOutcome::Failed));
    return QStringLiteral("DELETE FROM runs WHERE instance = :instance AND started < %1 "
                          "AND NOT (%2 AND started >= %3)")
        .arg(newest({}, HistoryDatabase::keptRuns), failed,
             newest(QStringLiteral("AND ") + failed, HistoryDatabase::keptFailures));
}

} // namespace

Result<void> HistoryDatabase::appendRuns(const QString &instance, const QList<RunReport> &runs)
{
    return inTransaction([&]() -> Result<void> {
        QSqlQuery insert(m_database);
        insert.prepare(QStringLiteral("INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        const auto stored = [](const QString &text) { return storedText(text, maxText); };
        for (const RunReport &run : runs) {
            for (const QVariant &value : std::initializer_list<QVariant>{
                     instance, run.startedMs, run.durationMs, stored(run.trigger),
                     runOutcomeName(run.outcome), run.recordsWritten, stored(run.leaseHolder),
                     stored(run.notes.join(noteSeparator())), stored(run.error.message),
                     stored(run.error.detail)})
                insert.addBindValue(value);
            if (!insert.exec())
                return Unexpected<Error>{failed(insert.lastError())};
        }
        QSqlQuery prune(m_database);
        prune.prepare(pruneStatement());
        prune.bindValue(QStringLiteral(":instance"), instance);
        if (!prune.exec())
            return Unexpected<Error>{failed(prune.lastError())};
        return {};
    });
}

Result<QList<RunReport>> HistoryDatabase::runs(const QString &instance)
{
    QList<RunReport> runs;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT started, duration, cause, outcome, records, holder, notes, message, "
                                 "detail FROM runs WHERE instance = ? ORDER BY started"));
    query.addBindValue(instance);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    while (query.next()) {
        const auto outcome = runOutcomeFromName(query.value(3).toString());
        if (!outcome)
            continue;
        RunReport run;
        run.startedMs = query.value(0).toLongLong();
        run.durationMs = query.value(1).toLongLong();
        run.trigger = query.value(2).toString();
        run.outcome = *outcome;
        run.recordsWritten = query.value(4).toInt();
        run.leaseHolder = query.value(5).toString();
        run.notes = query.value(6).toString().split(noteSeparator(), Qt::SkipEmptyParts);
        run.error.message = query.value(7).toString();
        run.error.detail = query.value(8).toString();
        runs.append(run);
    }
    return runs;
}

} // namespace syspulse
