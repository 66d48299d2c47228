// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/history/historyitems.h"
#include "core/history/samplepack.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSqlQuery>

// The part of HistoryDatabase that reads what is packed. A sample is in a row or in a pack, never in both. A
// bucket may be in both, where samples came late: it is what both say together.
namespace syspulse {

namespace {

/// Lets tr() find the texts of this file.
struct HistoryPacksTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::HistoryDatabase)
};

template <typename Item>
std::optional<QList<Item>> itemsIn(const QByteArray &pack, const SharedTimes &shared)
{
    if constexpr (std::is_same_v<Item, SeriesPoint>)
        return samplesIn(pack, shared);
    else
        return bucketsIn(pack);
}

} // namespace

template <typename Item>
Result<std::optional<QList<Item>>> HistoryDatabase::opened(const Pack &pack)
{
    SharedTimes shared;
    if (needsSharedTimes(pack.data)) {
        auto known = sharedTimes(pack.series, {pack.startMs, pack.endMs});
        if (!known)
            return Unexpected<Error>{known.error()};
        shared = std::move(*known);
    }
    auto items = itemsIn<Item>(pack.data, shared);
    const auto unordered = [](const Item &a, const Item &b) { return startOf(a) >= startOf(b); };
    if (items && startOf(items->constFirst()) == pack.startMs && startOf(items->constLast()) == pack.endMs &&
        std::adjacent_find(items->cbegin(), items->cend(), unordered) == items->cend())
        return items;
    noteDamage();
    return std::optional<QList<Item>>();
}

void HistoryDatabase::noteDamage()
{
    if (!std::exchange(m_foundDamage, true))
        m_notice = HistoryPacksTexts::tr("A part of the history in %1 is damaged and is left out: charts and "
                                         "reports have a gap there. Nothing needs to be done; check the disk "
                                         "if it happens again.")
                       .arg(m_path);
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
Result<QList<Item>> HistoryDatabase::rows(const HistoryTier &tier, const QString &condition,
                                          const QList<qint64> &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(
        QStringLiteral("SELECT %1 FROM %2 WHERE ").arg(columnNames(tier), QLatin1String(tier.table)) +
        condition.arg(QLatin1String(tier.time)));
    for (const qint64 value : values)
        query.addBindValue(value);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    QList<Item> rows;
    while (query.next())
        rows.append(itemFrom<Item>(query));
    return rows;
}

template <typename Item>
Result<QList<Item>> HistoryDatabase::newest(qint64 series, const HistoryTier &tier, const TimeSpan &span,
                                            qsizetype most)
{
    auto found =
        rows<Item>(tier, QStringLiteral("series = ? AND %1 >= ? AND %1 < ? ORDER BY %1 DESC LIMIT ?"),
                   {series, span.fromMs, span.toMs, most});
    if (!found)
        return found;
    std::reverse(found->begin(), found->end());
    const auto items = packed<Item>(series, tier, span, most);
    if (!items)
        return items;
    QList<Item> all = merged(*items, *found);
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
        auto items = opened<Item>(found->constFirst());
        if (!items)
            return Unexpected<Error>{items.error()};
        if (*items) {
            (*items)->removeIf([&span](const Item &item) {
                return startOf(item) < span.fromMs || startOf(item) >= span.toMs;
            });
            count += (*items)->size();
            parts.append(**items);
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
        const auto samples = opened<SeriesPoint>(late.pack);
        if (!samples)
            return Unexpected<Error>{samples.error()};
        late.samples = samples->value_or(QList<SeriesPoint>());
    }
    return std::binary_search(late.samples.cbegin(), late.samples.cend(), SeriesPoint{timeMs, 0},
                              [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs < b.timeMs; });
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
template Result<QList<SeriesPoint>> HistoryDatabase::rows(const HistoryTier &, const QString &,
                                                          const QList<qint64> &);
template Result<QList<SeriesBucket>> HistoryDatabase::rows(const HistoryTier &, const QString &,
                                                           const QList<qint64> &);
template Result<std::optional<QList<SeriesPoint>>> HistoryDatabase::opened(const Pack &);
template Result<std::optional<QList<SeriesBucket>>> HistoryDatabase::opened(const Pack &);

} // namespace syspulse
