// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <limits>

#include <QSet>

// The part of HistoryDatabase that keeps the file within its limits.
namespace syspulse {

namespace {

/// The middle of the time of which @p tier has rows or packs; NULL where there are none.
QString middleStatement(const HistoryTier &tier)
{
    return QStringLiteral("SELECT (min(oldest) + max(newest)) / 2 FROM ("
                          "SELECT (SELECT min(%2) FROM %1 WHERE series = series.id) AS oldest, "
                          "(SELECT max(%2) FROM %1 WHERE series = series.id) AS newest FROM series UNION ALL "
                          "SELECT (SELECT min(start) FROM packs WHERE series = series.id AND tier = %3), "
                          "(SELECT max(end) FROM packs WHERE series = series.id AND tier = %3) FROM series)")
        .arg(QLatin1String(tier.table), QLatin1String(tier.time))
        .arg(tier.number);
}

} // namespace

Result<void> HistoryDatabase::setMaxBytes(qint64 bytes)
{
    const auto pageSize = number(QStringLiteral("PRAGMA page_size"));
    if (!pageSize)
        return Unexpected<Error>{pageSize.error()};
    return run(QStringLiteral("PRAGMA max_page_count = %1").arg(bytes / *pageSize));
}

Result<qint64> HistoryDatabase::usedBytes()
{
    const auto pages = number(QStringLiteral("PRAGMA page_count"));
    const auto freePages = number(QStringLiteral("PRAGMA freelist_count"));
    const auto pageSize = number(QStringLiteral("PRAGMA page_size"));
    for (const auto *part : {&pages, &freePages, &pageSize}) {
        if (!*part)
            return *part;
    }
    return (*pages - *freePages) * *pageSize;
}

Result<void> HistoryDatabase::prune(const HistoryLimits &limits, qint64 nowMs)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    const std::array<int, historyTiers.size()> days{limits.rawDays, limits.minuteDays, limits.hourDays};
    // Now and then what is new in the journal came with something too old.
    const auto tooOld = number(QStringLiteral("SELECT count(*) FROM journal WHERE start <= %1")
                                   .arg(nowMs - limits.rawDays * 24 * Series::hourMs));
    if (!tooOld)
        return Unexpected<Error>{tooOld.error()};
    // Where there is no room for it, what follows makes some.
    (void)settle(*tooOld > 0 ? std::optional<qint64>() : nowMs);
    for (const HistoryTier &tier : historyTiers) {
        const qint64 oldestMs = nowMs - days.at(size_t(tier.number)) * 24 * Series::hourMs;
        if (const auto done = removeUntil(tier, oldestMs, tier.stepMs); !done)
            return done;
    }
    // Bounded by their number; of instances that are no longer used they go with the last buckets.
    for (const QString &kept : {QStringLiteral("filled WHERE end"), QStringLiteral("runs WHERE started"),
                                QStringLiteral("marks WHERE start")}) {
        if (const auto done = run(QStringLiteral("DELETE FROM %1 <= %2")
                                      .arg(kept)
                                      .arg(nowMs - limits.hourDays * 24 * Series::hourMs));
            !done)
            return done;
    }
    if (const auto done = pruneDiary(limits, nowMs); !done)
        return done;
    // Half of a tier at a time: a file that is too large by a little loses little of what is new.
    for (const HistoryTier &tier : historyTiers) {
        for (;;) {
            const auto used = usedBytes();
            if (!used)
                return Unexpected<Error>{used.error()};
            if (*used <= limits.maxBytes())
                break;
            (void)settle(std::nullopt);
            const auto middle = number(middleStatement(tier));
            if (!middle)
                return Unexpected<Error>{middle.error()};
            if (*middle == 0) // nothing is left of this tier
                break;
            if (const auto done = removeUntil(tier, *middle, 0); !done)
                return done;
        }
    }
    forgetNames();
    QStringList empty{QStringLiteral("NOT EXISTS (SELECT 1 FROM packs WHERE packs.series = series.id)")};
    for (const HistoryTier &tier : historyTiers)
        empty.append(QStringLiteral("NOT EXISTS (SELECT 1 FROM %1 WHERE %1.series = series.id)")
                         .arg(QLatin1String(tier.table)));
    const auto entries = journaled(std::numeric_limits<qint64>::max());
    if (!entries)
        return Unexpected<Error>{entries.error()};
    QSet<qint64> inJournal;
    (void)enteredSamples(*entries, [&inJournal](qint64 series) {
        inJournal.insert(series);
        return false;
    });
    QStringList ids;
    for (const qint64 id : std::as_const(inJournal))
        ids.append(QString::number(id));
    empty.append(QStringLiteral("id NOT IN (%1)").arg(ids.join(QLatin1Char(','))));
    if (const auto done =
            run(QStringLiteral("DELETE FROM series WHERE ") + empty.join(QStringLiteral(" AND ")));
        !done)
        return done;
    // New samples fill the free pages; only a file that is mostly free is rewritten.
    const auto used = usedBytes();
    const auto pages = number(QStringLiteral("PRAGMA page_count"));
    const auto pageSize = number(QStringLiteral("PRAGMA page_size"));
    if (used && pages && pageSize && *pages * *pageSize > 2 * *used + 1024 * 1024)
        return run(QStringLiteral("VACUUM"));
    return {};
}

} // namespace syspulse
