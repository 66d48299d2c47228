// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <QSet>
#include <QSqlQuery>

// The part of HistoryDatabase that keeps the diary of an instance's clients.
namespace syspulse {

namespace {

/// Texts come from clients, which may send anything of any length.
constexpr qsizetype longestName = 300;

/// The run of the server process in the id of a session, "boot-thread-number"; the boot has a hyphen itself.
QString bootOf(const QString &session)
{
    return session.section(QLatin1Char('-'), 0, -3);
}

} // namespace

Result<void> HistoryDatabase::appendDiary(const QString &instance, const DiaryFrame &frame)
{
    return inTransaction([&]() -> Result<void> {
        if (frame.complete) {
            if (const auto done = endUnseen(instance, frame); !done)
                return done;
        }
        QSqlQuery begin(m_database);
        begin.prepare(QStringLiteral(
            "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '') ON CONFLICT (instance, session) "
            "DO UPDATE SET seen = max(seen, excluded.seen), ended = NULL, reason = ''"));
        for (const ClientVisit &visit : frame.begun) {
            const QVariantList values{instance,
                                      storedText(visit.session, longestName),
                                      storedText(visit.clientId, longestName),
                                      storedText(visit.user, longestName),
                                      storedText(visit.address, longestName),
                                      storedText(visit.node, longestName),
                                      visit.thread,
                                      visit.startedMs,
                                      visit.seenMs};
            for (int i = 0; i < values.size(); ++i)
                begin.bindValue(i, values.at(i));
            if (!begin.exec())
                return Unexpected<Error>{failed(begin.lastError())};
        }
        QSqlQuery end(m_database);
        end.prepare(QStringLiteral(
            "UPDATE visits SET seen = ?, ended = ?, reason = ? WHERE instance = ? AND session = ?"));
        for (const EndedVisit &visit : frame.ended) {
            const QVariantList values{visit.endedMs, visit.endedMs, visitEndName(visit.end), instance,
                                      storedText(visit.session, longestName)};
            for (int i = 0; i < values.size(); ++i)
                end.bindValue(i, values.at(i));
            if (!end.exec())
                return Unexpected<Error>{failed(end.lastError())};
        }
        QSqlQuery watched(m_database);
        watched.prepare(QStringLiteral("INSERT INTO watched VALUES (?, ?, ?) ON CONFLICT (instance, start) "
                                       "DO UPDATE SET end = max(end, excluded.end)"));
        for (const QVariant &value :
             std::initializer_list<QVariant>{instance, frame.watchedFromMs, frame.watchedToMs})
            watched.addBindValue(value);
        if (!watched.exec())
            return Unexpected<Error>{failed(watched.lastError())};
        return {};
    });
}

Result<void> HistoryDatabase::endUnseen(const QString &instance, const DiaryFrame &frame)
{
    QSet<QString> there;
    QSet<QString> boots;
    for (const ClientVisit &visit : frame.begun) {
        there.insert(storedText(visit.session, longestName));
        boots.insert(bootOf(visit.session));
    }
    QSqlQuery query(m_database);
    query.prepare(
        QStringLiteral("SELECT session FROM visits WHERE instance = ? AND ended IS NULL AND started <= ?"));
    query.addBindValue(instance);
    query.addBindValue(frame.watchedFromMs);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    QStringList gone;
    while (query.next()) {
        if (const QString session = query.value(0).toString(); !there.contains(session))
            gone.append(session);
    }
    query.finish();
    // They were there until the end of the watching before, if they had come by then.
    QSqlQuery end(m_database);
    end.prepare(QStringLiteral(
        "UPDATE visits SET seen = max(seen, coalesce((SELECT max(end) FROM watched WHERE instance = "
        ":instance AND end <= :now AND end > visits.started), 0)), ended = :now, reason = :reason "
        "WHERE instance = :instance AND session = :session"));
    for (const QString &session : std::as_const(gone)) {
        // Without anybody there, nothing is known of the server process.
        const bool restarted = !boots.isEmpty() && !boots.contains(bootOf(session));
        end.bindValue(QStringLiteral(":instance"), instance);
        end.bindValue(QStringLiteral(":now"), frame.watchedFromMs);
        end.bindValue(QStringLiteral(":reason"),
                      visitEndName(restarted ? VisitEnd::Restarted : VisitEnd::Unseen));
        end.bindValue(QStringLiteral(":session"), session);
        if (!end.exec())
            return Unexpected<Error>{failed(end.lastError())};
    }
    return {};
}

Result<DiaryPage> HistoryDatabase::diary(const QString &instance, const DiaryQuestion &question)
{
    DiaryPage page;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    QString condition =
        QStringLiteral("instance = :instance AND started < :to AND coalesce(ended, :to) >= :from");
    if (question.clientId)
        condition += QStringLiteral(" AND client = :client");
    if (!question.text.isEmpty())
        condition +=
            QStringLiteral(" AND (instr(lower(client), lower(:text)) OR instr(lower(user), lower(:text)) "
                           "OR instr(lower(address), lower(:text)))");
    query.prepare(QStringLiteral("SELECT session, client, user, address, node, thread, started, seen, ended, "
                                 "reason FROM visits WHERE %1 ORDER BY started DESC LIMIT %2")
                      .arg(condition)
                      .arg(question.most + 1));
    query.bindValue(QStringLiteral(":instance"), instance);
    query.bindValue(QStringLiteral(":from"), question.fromMs);
    query.bindValue(QStringLiteral(":to"), question.toMs);
    if (question.clientId)
        query.bindValue(QStringLiteral(":client"), storedText(*question.clientId, longestName));
    if (!question.text.isEmpty())
        query.bindValue(QStringLiteral(":text"), question.text);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    while (query.next()) {
        if (page.visits.size() == question.most) {
            page.cut = true;
            break;
        }
        ClientVisit visit{query.value(0).toString(),
                          query.value(1).toString(),
                          query.value(2).toString(),
                          query.value(3).toString(),
                          query.value(4).toString(),
                          query.value(5).toInt(),
                          query.value(6).toLongLong(),
                          query.value(7).toLongLong(),
                          std::nullopt,
                          visitEndFromName(query.value(9).toString())};
        if (!query.value(8).isNull())
            visit.endedMs = query.value(8).toLongLong();
        page.visits.append(visit);
    }
    query.prepare(QStringLiteral(
        "SELECT start, end FROM watched WHERE instance = ? AND end >= ? AND start <= ? ORDER BY start"));
    query.addBindValue(instance);
    query.addBindValue(question.fromMs);
    query.addBindValue(question.toMs);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    while (query.next())
        page.watched.append({query.value(0).toLongLong(), query.value(1).toLongLong()});
    return page;
}

Result<void> HistoryDatabase::removeForGood(const std::function<Result<void>()> &work)
{
    if (const auto on = run(QStringLiteral("PRAGMA secure_delete = ON")); !on)
        return on;
    const Result<void> done = inTransaction(work);
    const Result<void> off = run(QStringLiteral("PRAGMA secure_delete = OFF"));
    return done ? off : done;
}

Result<void> HistoryDatabase::removeDiary(const QString &instance)
{
    if (const Result<void> open = checkOpen(); !open)
        return open;
    const Result<void> removed = removeForGood([&]() -> Result<void> {
        for (const char *table : {"visits", "watched"}) {
            QSqlQuery query(m_database);
            query.prepare(QStringLiteral("DELETE FROM %1 WHERE :instance = '' OR instance = :instance")
                              .arg(QLatin1String(table)));
            query.bindValue(QStringLiteral(":instance"), storedText(instance, instance.size()));
            if (!query.exec())
                return Unexpected<Error>{failed(query.lastError())};
        }
        return {};
    });
    // Until then the pages of before are in the write-ahead log.
    return removed ? run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")) : removed;
}

Result<void> HistoryDatabase::pruneDiary(const HistoryLimits &limits, qint64 nowMs)
{
    const qint64 most = limits.maxDiaryBytes() / bytesPerVisit;
    const qint64 oldest = nowMs - limits.hourDays * 24LL * Series::hourMs;
    return removeForGood([&]() -> Result<void> {
        for (const QString &statement :
             {QStringLiteral("DELETE FROM visits WHERE coalesce(ended, seen) <= %1").arg(oldest),
              QStringLiteral(
                  "DELETE FROM visits WHERE started < coalesce((SELECT started FROM visits ORDER BY "
                  "started DESC LIMIT 1 OFFSET %1), 0)")
                  .arg(most),
              QStringLiteral("DELETE FROM watched WHERE end <= %1").arg(oldest)}) {
            if (const auto done = run(statement); !done)
                return done;
        }
        return {};
    });
}

} // namespace syspulse
