// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/history/historyitems.h"
#include "core/history/samplepack.h"

#include <QSqlQuery>

// The part of HistoryDatabase that packs rows which have become old, and takes out of packs what is too old.
namespace syspulse {

namespace {

/// As many rows are packed in the time that a pack takes by itself, however few go into it.
constexpr qsizetype leastWork = 512;

} // namespace

Result<bool> HistoryDatabase::pack(qint64 nowMs, qsizetype most)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    const auto settled = settle(nowMs);
    if (!settled)
        return Unexpected<Error>{settled.error()};
    qsizetype done = *settled / 8; // it takes less than rows do
    for (const HistoryTier &tier : historyTiers) {
        const qint64 untilMs = tier.oldUntilMs(nowMs);
        for (;;) {
            const auto series =
                number(QStringLiteral("SELECT coalesce((SELECT id FROM series WHERE EXISTS (SELECT 1 FROM %1 "
                                      "WHERE %1.series = series.id AND %2 < %3) LIMIT 1), 0)")
                           .arg(QLatin1String(tier.table), QLatin1String(tier.time))
                           .arg(untilMs));
            if (!series)
                return Unexpected<Error>{series.error()};
            if (*series == 0)
                break;
            if (done >= most)
                return true;
            if (!tier.hasBuckets()) {
                const auto read = shareTimes(*series, untilMs);
                if (!read)
                    return Unexpected<Error>{read.error()};
                // Reading takes a part of the time that packing does.
                if (*read > 0) {
                    done += std::max<qsizetype>(1, *read / 4);
                    continue;
                }
            }
            const auto packedNow = tier.hasBuckets() ? packRows<SeriesBucket>(*series, tier, untilMs)
                                                     : packRows<SeriesPoint>(*series, tier, untilMs);
            if (!packedNow)
                return Unexpected<Error>{packedNow.error()};
            done += std::max(*packedNow, leastWork);
        }
    }
    return false;
}

template <typename Item>
Result<qsizetype> HistoryDatabase::packRows(qint64 series, const HistoryTier &tier, qint64 untilMs)
{
    qsizetype count = 0;
    const Result<void> done = inTransaction([&]() -> Result<void> {
        auto oldest = rows<Item>(tier, QStringLiteral("series = ? AND %1 < ? ORDER BY %1 LIMIT ?"),
                                 {series, untilMs, tier.packed});
        if (!oldest)
            return Unexpected<Error>{oldest.error()};
        if (oldest->isEmpty())
            return {};
        const auto packed = packItems<Item>(series, tier, *oldest, true);
        if (!packed)
            return Unexpected<Error>{packed.error()};
        count = *packed;
        return {};
    });
    if (!done)
        return Unexpected<Error>{done.error()};
    return count;
}

template <typename Item>
Result<qsizetype> HistoryDatabase::packItems(qint64 series, const HistoryTier &tier, QList<Item> items,
                                             bool areRows)
{
    const qint64 firstMs = startOf(items.constFirst());
    // Into the pack before, where they belong into it or it has room; never beyond the next one.
    const auto before =
        packs(QStringLiteral("series = ? AND tier = ? AND start <= ? ORDER BY start DESC LIMIT 1"),
              {series, tier.number, firstMs});
    if (!before)
        return Unexpected<Error>{before.error()};
    const auto next = number(QStringLiteral("SELECT coalesce(min(start), 0) FROM packs WHERE series = %1 "
                                            "AND tier = %2 AND start > %3")
                                 .arg(series)
                                 .arg(tier.number)
                                 .arg(firstMs));
    if (!next)
        return Unexpected<Error>{next.error()};
    if (*next > 0)
        items.removeIf([&next](const Item &item) { return startOf(item) >= *next; });
    const qsizetype count = items.size();
    const qint64 lastMs = startOf(items.constLast());
    // First what goes: a file that is full has room then.
    QStringList gone;
    if (areRows)
        gone.append(QStringLiteral("DELETE FROM %1 WHERE series = %2 AND %3 BETWEEN %4 AND %5")
                        .arg(QLatin1String(tier.table))
                        .arg(series)
                        .arg(QLatin1String(tier.time))
                        .arg(firstMs)
                        .arg(lastMs));
    if (!before->isEmpty()) {
        const Pack &pack = before->constFirst();
        const bool goesIn = firstMs <= pack.endMs || pack.count < tier.packed;
        const auto old = goesIn ? opened<Item>(pack) : std::optional<QList<Item>>();
        if (!old)
            return Unexpected<Error>{old.error()};
        if (*old) {
            items = merged(**old, items);
            gone.append(QStringLiteral("DELETE FROM packs WHERE id = %1").arg(pack.id));
        }
    }
    for (const QString &statement : std::as_const(gone)) {
        if (const auto removed = run(statement); !removed)
            return Unexpected<Error>{removed.error()};
    }
    // At the end full packs and one that grows; in between, where nothing more comes, equal ones.
    const qsizetype pieces = (items.size() + tier.packed - 1) / tier.packed;
    const qsizetype size = *next > 0 ? (items.size() + pieces - 1) / pieces : tier.packed;
    for (qsizetype i = 0; i < items.size(); i += size) {
        if (const auto kept = keepPack(0, series, tier, items.mid(i, size)); !kept)
            return Unexpected<Error>{kept.error()};
    }
    return count;
}

template <typename Item>
Result<QByteArray> HistoryDatabase::packOf(qint64 series, const QList<Item> &items)
{
    if constexpr (std::is_same_v<Item, SeriesPoint>) {
        const auto instance = instanceOf(series);
        const auto until = instance ? sharedUntil(*instance) : Unexpected<Error>{instance.error()};
        const qint64 lastMs = startOf(items.constLast());
        const auto shared = sharedTimes(series, {startOf(items.constFirst()), lastMs});
        if (!until || !shared)
            return Unexpected<Error>{until ? shared.error() : until.error()};
        // A pack may refer only to what stays as it is.
        return syspulse::pack(items, until->value_or(lastMs - 1) < lastMs ? SharedTimes() : *shared);
    } else {
        return syspulse::pack(items);
    }
}

template <typename Item>
Result<void> HistoryDatabase::keepPack(qint64 id, qint64 series, const HistoryTier &tier,
                                       const QList<Item> &items)
{
    const auto data = packOf(series, items);
    if (!data)
        return Unexpected<Error>{data.error()};
    QSqlQuery insert(m_database);
    // What it replaces is the pack itself, or one that cannot be read.
    insert.prepare(QStringLiteral("INSERT OR REPLACE INTO packs (id, series, tier, start, end, count, data) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?)"));
    for (const QVariant &value : std::initializer_list<QVariant>{
             id == 0 ? QVariant() : QVariant(id), series, tier.number, startOf(items.constFirst()),
             startOf(items.constLast()), items.size(), *data})
        insert.addBindValue(value);
    if (!insert.exec())
        return Unexpected<Error>{failed(insert.lastError())};
    return {};
}

template <typename Item>
Result<void> HistoryDatabase::cutPacks(const HistoryTier &tier, qint64 untilMs, qint64 slackMs)
{
    const QString condition = QStringLiteral("series IN (SELECT id FROM series) AND tier = ? AND start <= ?");
    for (;;) {
        // One at a time: they may be many.
        const auto found = packs(condition + QStringLiteral(" AND end > ? LIMIT 1"),
                                 {tier.number, untilMs - slackMs, untilMs});
        if (!found)
            return Unexpected<Error>{found.error()};
        if (found->isEmpty())
            return {};
        const Pack &pack = found->constFirst();
        auto items = opened<Item>(pack);
        if (!items)
            return Unexpected<Error>{items.error()};
        if (!*items) { // nobody can read it anyway
            if (const auto removed = run(QStringLiteral("DELETE FROM packs WHERE id = %1").arg(pack.id));
                !removed)
                return removed;
            continue;
        }
        (*items)->removeIf([untilMs](const Item &item) { return startOf(item) <= untilMs; });
        if (const auto kept = keepPack(pack.id, pack.series, tier, **items); !kept)
            return kept;
    }
}

Result<void> HistoryDatabase::removeUntil(const HistoryTier &tier, qint64 timeMs, qint64 slackMs)
{
    // Series by series: their keys begin with it, so only what goes is read, and not the whole file.
    for (const QString &condition :
         {QStringLiteral("%1 WHERE series IN (SELECT id FROM series) AND %2 <= %3")
              .arg(QLatin1String(tier.table), QLatin1String(tier.time))
              .arg(timeMs),
          QStringLiteral("packs WHERE series IN (SELECT id FROM series) AND tier = %1 AND start <= %2 AND "
                         "end <= %2")
              .arg(tier.number)
              .arg(timeMs)}) {
        if (const auto done = run(QStringLiteral("DELETE FROM ") + condition); !done)
            return done;
    }
    if (!tier.hasBuckets()) {
        if (const auto done = dropSharedTimes(timeMs); !done)
            return done;
    }
    return tier.hasBuckets() ? cutPacks<SeriesBucket>(tier, timeMs, slackMs)
                             : cutPacks<SeriesPoint>(tier, timeMs, slackMs);
}

template Result<qsizetype> HistoryDatabase::packItems(qint64, const HistoryTier &, QList<SeriesPoint>, bool);
template Result<qsizetype> HistoryDatabase::packItems(qint64, const HistoryTier &, QList<SeriesBucket>, bool);

} // namespace syspulse
