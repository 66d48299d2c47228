// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/history/samplepack.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSqlQuery>

// The part of HistoryDatabase that packs rows which have become old. A sample is in a row or in a pack, never
// in both. A bucket may be in both, where samples came late: it is what both say together.
namespace syspulse {

namespace {

/// Lets tr() find the texts of this file.
struct HistoryPacksTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::HistoryDatabase)
};

qint64 startOf(const SeriesPoint &sample)
{
    return sample.timeMs;
}

qint64 startOf(const SeriesBucket &bucket)
{
    return bucket.startMs;
}

/// The one that was there first stays, as with rows.
void include(SeriesPoint & /*packed*/, const SeriesPoint & /*row*/)
{}

void include(SeriesBucket &packed, const SeriesBucket &row)
{
    packed.minimum = std::min(packed.minimum, row.minimum);
    packed.maximum = std::max(packed.maximum, row.maximum);
    packed.sum += row.sum;
    packed.last = row.last;
    packed.count += row.count;
}

template <typename Item>
std::optional<QList<Item>> itemsIn(const QByteArray &pack)
{
    if constexpr (std::is_same_v<Item, SeriesPoint>)
        return samplesIn(pack);
    else
        return bucketsIn(pack);
}

template <typename Item>
Item itemFrom(const QSqlQuery &query)
{
    if constexpr (std::is_same_v<Item, SeriesPoint>)
        return {query.value(0).toLongLong(), query.value(1).toDouble()};
    else
        return {query.value(0).toLongLong(), query.value(1).toDouble(), query.value(2).toDouble(),
                query.value(3).toDouble(),   query.value(4).toDouble(), query.value(5).toLongLong()};
}

QString columnNames(const HistoryTier &tier)
{
    return tier.hasBuckets() ? QStringLiteral("start, minimum, maximum, sum, last, count")
                             : QStringLiteral("time, value");
}

/// Both ascending, the result as well.
template <typename Item>
QList<Item> merged(const QList<Item> &packed, const QList<Item> &rows)
{
    QList<Item> all;
    all.reserve(packed.size() + rows.size());
    auto row = rows.cbegin();
    for (const Item &item : packed) {
        while (row != rows.cend() && startOf(*row) < startOf(item))
            all.append(*row++);
        all.append(item);
        if (row != rows.cend() && startOf(*row) == startOf(item))
            include(all.last(), *row++);
    }
    while (row != rows.cend())
        all.append(*row++);
    return all;
}

} // namespace

template <typename Item>
std::optional<QList<Item>> HistoryDatabase::opened(const Pack &pack)
{
    const auto items = itemsIn<Item>(pack.data);
    const auto unordered = [](const Item &a, const Item &b) { return startOf(a) >= startOf(b); };
    if (items && startOf(items->constFirst()) == pack.startMs && startOf(items->constLast()) == pack.endMs &&
        std::adjacent_find(items->cbegin(), items->cend(), unordered) == items->cend())
        return items;
    if (!std::exchange(m_foundDamage, true))
        m_notice = HistoryPacksTexts::tr("A part of the history in %1 is damaged and is left out: charts and "
                                         "reports have a gap there. Nothing needs to be done; check the disk "
                                         "if it happens again.")
                       .arg(m_path);
    return std::nullopt;
}

Result<QList<HistoryDatabase::Pack>> HistoryDatabase::packs(const QString &condition,
                                                            const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT id, series, start, end, count, data FROM packs WHERE ") + condition);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    QList<Pack> list;
    while (query.next())
        list.append({query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toLongLong(),
                     query.value(3).toLongLong(), query.value(4).toLongLong(), query.value(5).toByteArray()});
    return list;
}

template <typename Item>
Result<QList<Item>> HistoryDatabase::newest(qint64 series, const HistoryTier &tier, const TimeSpan &span,
                                            qsizetype most)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT %1 FROM %2 WHERE series = ? AND %3 >= ? AND %3 < ? ORDER BY %3 DESC "
                                 "LIMIT ?")
                      .arg(columnNames(tier), QLatin1String(tier.table), QLatin1String(tier.time)));
    for (const qint64 value : {series, span.fromMs, span.toMs, qint64(most)})
        query.addBindValue(value);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    QList<Item> rows;
    while (query.next())
        rows.append(itemFrom<Item>(query));
    std::reverse(rows.begin(), rows.end());
    const auto items = packed<Item>(series, tier, span, most);
    if (!items)
        return items;
    QList<Item> all = merged(*items, rows);
    all.remove(0, std::max<qsizetype>(0, all.size() - most));
    return all;
}

template <typename Item>
Result<QList<Item>> HistoryDatabase::packed(qint64 series, const HistoryTier &tier, const TimeSpan &span,
                                            qsizetype most)
{
    QList<QList<Item>> parts;
    qsizetype count = 0;
    qint64 toMs = span.toMs;
    while (count < most) {
        const auto found =
            packs(QStringLiteral("series = ? AND tier = ? AND start < ? ORDER BY start DESC LIMIT 1"),
                  {series, tier.number, toMs});
        if (!found)
            return Unexpected<Error>{found.error()};
        if (found->isEmpty() || found->constFirst().endMs < span.fromMs)
            break;
        toMs = found->constFirst().startMs;
        if (auto items = opened<Item>(found->constFirst())) {
            items->removeIf([&span](const Item &item) {
                return startOf(item) < span.fromMs || startOf(item) >= span.toMs;
            });
            count += items->size();
            parts.append(*items);
        }
    }
    QList<Item> all;
    all.reserve(count);
    for (auto part = parts.crbegin(); part != parts.crend(); ++part)
        all.append(*part);
    return all;
}

Result<bool> HistoryDatabase::isPacked(qint64 series, qint64 timeMs, LatePack &late)
{
    if (!late.endMs) {
        const auto last =
            number(QStringLiteral("SELECT coalesce((SELECT end FROM packs WHERE series = %1 AND "
                                  "tier = %2 ORDER BY start DESC LIMIT 1), -1)")
                       .arg(series)
                       .arg(sampleTier.number));
        if (!last)
            return Unexpected<Error>{last.error()};
        late.endMs = *last;
    }
    if (timeMs > *late.endMs)
        return false;
    if (late.pack.id == 0 || timeMs < late.pack.startMs || timeMs > late.pack.endMs) {
        const auto found =
            packs(QStringLiteral("series = ? AND tier = ? AND start <= ? ORDER BY start DESC LIMIT 1"),
                  {series, sampleTier.number, timeMs});
        if (!found)
            return Unexpected<Error>{found.error()};
        if (found->isEmpty() || found->constFirst().endMs < timeMs)
            return false;
        late.pack = found->constFirst();
        late.samples = opened<SeriesPoint>(late.pack).value_or(QList<SeriesPoint>());
    }
    return std::binary_search(late.samples.cbegin(), late.samples.cend(), SeriesPoint{timeMs, 0},
                              [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs < b.timeMs; });
}

Result<bool> HistoryDatabase::pack(qint64 nowMs, qsizetype most)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    qsizetype done = 0;
    for (const HistoryTier &tier : historyTiers) {
        const qint64 untilMs = (nowMs - Series::hourMs) / tier.stepMs * tier.stepMs;
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
            const auto packedNow = tier.hasBuckets() ? packRows<SeriesBucket>(*series, tier, untilMs)
                                                     : packRows<SeriesPoint>(*series, tier, untilMs);
            if (!packedNow)
                return Unexpected<Error>{packedNow.error()};
            done += *packedNow;
        }
    }
    return false;
}

template <typename Item>
Result<qsizetype> HistoryDatabase::packRows(qint64 series, const HistoryTier &tier, qint64 untilMs)
{
    qsizetype count = 0;
    const Result<void> done = inTransaction([&]() -> Result<void> {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        query.prepare(QStringLiteral("SELECT %1 FROM %2 WHERE series = ? AND %3 < ? ORDER BY %3 LIMIT ?")
                          .arg(columnNames(tier), QLatin1String(tier.table), QLatin1String(tier.time)));
        for (const qint64 value : {series, untilMs, qint64(tier.packed)})
            query.addBindValue(value);
        if (!query.exec())
            return Unexpected<Error>{failed(query.lastError())};
        QList<Item> rows;
        while (query.next())
            rows.append(itemFrom<Item>(query));
        query.finish();
        if (rows.isEmpty())
            return {};
        const qint64 firstMs = startOf(rows.constFirst());

        // Into the pack before, where the rows belong into it or it has room; never beyond the next one.
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
            rows.removeIf([&next](const Item &row) { return startOf(row) >= *next; });
        count = rows.size();
        const qint64 lastMs = startOf(rows.constLast());
        QList<Item> items = rows;
        QString gone = QStringLiteral("DELETE FROM packs WHERE id = 0");
        if (!before->isEmpty()) {
            const Pack &pack = before->constFirst();
            const bool goesIn = firstMs <= pack.endMs || pack.count < tier.packed;
            if (const auto old = goesIn ? opened<Item>(pack) : std::nullopt) {
                items = merged(*old, rows);
                gone = QStringLiteral("DELETE FROM packs WHERE id = %1").arg(pack.id);
            }
        }
        // First what goes: a file that is full has room then.
        const QString packedRows = QStringLiteral("DELETE FROM %1 WHERE series = %2 AND %3 BETWEEN %4 AND %5")
                                       .arg(QLatin1String(tier.table))
                                       .arg(series)
                                       .arg(QLatin1String(tier.time))
                                       .arg(firstMs)
                                       .arg(lastMs);
        for (const QString &statement : {packedRows, gone}) {
            if (const auto removed = run(statement); !removed)
                return removed;
        }
        // At the end full packs and one that grows; in between, where nothing more comes, equal ones.
        const qsizetype pieces = (items.size() + tier.packed - 1) / tier.packed;
        const qsizetype size = *next > 0 ? (items.size() + pieces - 1) / pieces : tier.packed;
        for (qsizetype i = 0; i < items.size(); i += size) {
            if (const auto kept = keepPack(0, series, tier, items.mid(i, size)); !kept)
                return kept;
        }
        return {};
    });
    if (!done)
        return Unexpected<Error>{done.error()};
    return count;
}

template <typename Item>
Result<void> HistoryDatabase::keepPack(qint64 id, qint64 series, const HistoryTier &tier,
                                       const QList<Item> &items)
{
    QSqlQuery insert(m_database);
    // What it replaces is the pack itself, or one that cannot be read.
    insert.prepare(QStringLiteral("INSERT OR REPLACE INTO packs (id, series, tier, start, end, count, data) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?)"));
    for (const QVariant &value : std::initializer_list<QVariant>{
             id == 0 ? QVariant() : QVariant(id), series, tier.number, startOf(items.constFirst()),
             startOf(items.constLast()), items.size(), syspulse::pack(items)})
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
        if (!items) { // nobody can read it anyway
            if (const auto removed = run(QStringLiteral("DELETE FROM packs WHERE id = %1").arg(pack.id));
                !removed)
                return removed;
            continue;
        }
        items->removeIf([untilMs](const Item &item) { return startOf(item) <= untilMs; });
        if (const auto kept = keepPack(pack.id, pack.series, tier, *items); !kept)
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
    return tier.hasBuckets() ? cutPacks<SeriesBucket>(tier, timeMs, slackMs)
                             : cutPacks<SeriesPoint>(tier, timeMs, slackMs);
}

QString HistoryDatabase::takeNotice()
{
    return std::exchange(m_notice, {});
}

template Result<QList<SeriesPoint>> HistoryDatabase::newest(qint64, const HistoryTier &, const TimeSpan &,
                                                            qsizetype);
template Result<QList<SeriesBucket>> HistoryDatabase::newest(qint64, const HistoryTier &, const TimeSpan &,
                                                             qsizetype);
template Result<QList<SeriesPoint>> HistoryDatabase::packed(qint64, const HistoryTier &, const TimeSpan &,
                                                            qsizetype);
template Result<QList<SeriesBucket>> HistoryDatabase::packed(qint64, const HistoryTier &, const TimeSpan &,
                                                             qsizetype);

} // namespace syspulse
