// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/history/historyitems.h"
#include "core/history/journalentry.h"

#include <algorithm>
#include <limits>

#include <QSqlQuery>

// The part of HistoryDatabase that takes what is appended. A row for each sample, its minute and its hour
// means three pages that change, and each page is written with each append; the journal takes one row for all
// of them. What has become old goes from there right into packs, and is never a row.
namespace syspulse {

namespace {

/// Samples that are taken out of the journal at a time, or a few more: 1 MiB while it lasts.
constexpr qint64 mostSettled = 1 << 16;
constexpr qint64 endOfTime = std::numeric_limits<qint64>::max();

QString rowStatement(const HistoryTier &tier)
{
    if (!tier.hasBuckets())
        return QStringLiteral("INSERT OR IGNORE INTO raw VALUES (?, ?, ?)");
    return QStringLiteral(
               "INSERT INTO %1 VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (series, start) DO UPDATE SET "
               "minimum = min(minimum, excluded.minimum), maximum = max(maximum, excluded.maximum), "
               "sum = sum + excluded.sum, last = excluded.last, count = count + excluded.count")
        .arg(QLatin1String(tier.table));
}

void bindItem(QSqlQuery &query, const SeriesPoint &point)
{
    query.bindValue(1, point.timeMs);
    query.bindValue(2, point.value);
}

void bindItem(QSqlQuery &query, const SeriesBucket &bucket)
{
    query.bindValue(1, bucket.startMs);
    query.bindValue(2, bucket.minimum);
    query.bindValue(3, bucket.maximum);
    query.bindValue(4, bucket.sum);
    query.bindValue(5, bucket.last);
    query.bindValue(6, bucket.count);
}

/// The buckets that @p points (ascending) make.
QList<SeriesBucket> bucketsOf(const QList<SeriesPoint> &points, qint64 widthMs)
{
    QList<SeriesBucket> buckets;
    for (const SeriesPoint &point : points)
        addTo(buckets, widthMs, point);
    return buckets;
}

/// In the order of their times; of those with the same time the first one, as with rows.
void putInOrder(QList<SeriesPoint> &points)
{
    const auto before = [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs < b.timeMs; };
    const auto notAfter = [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs >= b.timeMs; };
    if (std::adjacent_find(points.cbegin(), points.cend(), notAfter) == points.cend())
        return;
    std::stable_sort(points.begin(), points.end(), before);
    const auto same = [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs == b.timeMs; };
    points.erase(std::unique(points.begin(), points.end(), same), points.end());
}

} // namespace

Result<void> HistoryDatabase::append(const QString &instance, const QList<HistorySample> &samples)
{
    if (const auto done = inTransaction([&] { return enter(instance, samples); }); !done || samples.isEmpty())
        return done;
    auto count = journaledCount();
    if (count && *count > m_mostJournaled) {
        if (const auto settled = settle(samples.constLast().point.timeMs); !settled)
            return Unexpected<Error>{settled.error()};
        count = journaledCount();
        // Of what comes each second an hour is too much: it becomes rows for a while.
        if (count && *count > m_mostJournaled / 2) {
            if (const auto settled = settle(std::nullopt); !settled)
                return Unexpected<Error>{settled.error()};
        }
    }
    return count ? Result<void>() : Unexpected<Error>{count.error()};
}

Result<qint64> HistoryDatabase::journaledCount()
{
    if (!m_journaled) {
        const auto count = number(QStringLiteral("SELECT coalesce(sum(count), 0) FROM journal"));
        if (!count)
            return Unexpected<Error>{count.error()};
        m_journaled = *count;
    }
    return *m_journaled;
}

Result<void> HistoryDatabase::enter(const QString &instance, const QList<HistorySample> &samples)
{
    const auto before = journaledCount();
    if (!before)
        return Unexpected<Error>{before.error()};
    if (samples.isEmpty())
        return {};
    JournalEntry entry;
    if (m_orderOf != instance)
        m_order.clear();
    m_orderOf = instance;
    for (qsizetype i = 0; i < samples.size(); ++i) {
        const HistorySample &sample = samples.at(i);
        if (i == m_order.size())
            m_order.emplaceBack();
        auto &[key, id] = m_order[i];
        if (id == 0 || key != sample.key) {
            const auto found = seriesId(instance, sample.key);
            if (!found)
                return Unexpected<Error>{found.error()};
            key = sample.key;
            id = *found;
        }
        entry.add(id, sample.point);
    }
    if (const auto done = enter(entry); !done)
        return done;
    m_journaled = *before + entry.count();
    return {};
}

Result<void> HistoryDatabase::enter(const JournalEntry &entry)
{
    if (entry.count() == 0)
        return {};
    QSqlQuery insert(m_database);
    insert.prepare(QStringLiteral("INSERT INTO journal (start, end, count, data) VALUES (?, ?, ?, ?)"));
    for (const QVariant &value : std::initializer_list<QVariant>{entry.span().fromMs, entry.span().toMs,
                                                                 entry.count(), entry.bytes()})
        insert.addBindValue(value);
    if (!insert.exec())
        return Unexpected<Error>{failed(insert.lastError())};
    return {};
}

Result<QList<QByteArray>> HistoryDatabase::journaled(qint64 untilMs)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT data FROM journal WHERE start < ? ORDER BY id"));
    query.addBindValue(untilMs);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    QList<QByteArray> entries;
    while (query.next())
        entries.append(query.value(0).toByteArray());
    return entries;
}

HistoryDatabase::SamplesOfSeries
HistoryDatabase::enteredSamples(const QList<QByteArray> &entries,
                                const std::function<bool(qint64 series)> &wants)
{
    QHash<qint64, QList<SeriesPoint>> found;
    const auto take = [&](qint64 series, const SeriesPoint &point) {
        if (wants(series))
            found[series].append(point);
    };
    for (const QByteArray &entry : entries) {
        if (!forEachEntered(entry, take))
            noteDamage();
    }
    SamplesOfSeries samples;
    for (auto it = found.begin(); it != found.end(); ++it) {
        putInOrder(*it);
        samples.insert(it.key(), std::move(*it));
    }
    return samples;
}

Result<QList<SeriesPoint>> HistoryDatabase::fresh(qint64 series, const QList<SeriesPoint> &samples)
{
    const auto lastRow =
        number(QStringLiteral("SELECT coalesce(max(time), -1) FROM raw WHERE series = %1").arg(series));
    const auto lastPacked = number(QStringLiteral("SELECT coalesce((SELECT end FROM packs WHERE series = %1 "
                                                  "AND tier = %2 ORDER BY start DESC LIMIT 1), -1)")
                                       .arg(series)
                                       .arg(sampleTier.number));
    if (!lastRow || !lastPacked)
        return Unexpected<Error>{lastRow ? lastPacked.error() : lastRow.error()};
    if (samples.isEmpty() || samples.constFirst().timeMs > std::max(*lastRow, *lastPacked))
        return samples;
    LatePack late{*lastPacked, {}, {}};
    QSqlQuery row(m_database);
    row.prepare(QStringLiteral("SELECT 1 FROM raw WHERE series = ? AND time = ?"));
    QList<SeriesPoint> unknown;
    for (const SeriesPoint &sample : samples) {
        const auto known = isPacked(series, sample.timeMs, late);
        if (!known)
            return Unexpected<Error>{known.error()};
        row.bindValue(0, series);
        row.bindValue(1, sample.timeMs);
        if (!*known && sample.timeMs <= *lastRow && !row.exec())
            return Unexpected<Error>{failed(row.lastError())};
        if (!*known && (sample.timeMs > *lastRow || !row.next()))
            unknown.append(sample);
        row.finish();
    }
    return unknown;
}

Result<QMap<qint64, SeriesTiers>> HistoryDatabase::journaledTiers(qint64 series)
{
    const auto entries = journaled(endOfTime);
    if (!entries)
        return Unexpected<Error>{entries.error()};
    const SamplesOfSeries samples =
        enteredSamples(*entries, [series](qint64 id) { return series == 0 || id == series; });
    QMap<qint64, SeriesTiers> tiers;
    for (auto it = samples.cbegin(); it != samples.cend(); ++it) {
        const auto points = fresh(it.key(), *it);
        if (!points)
            return Unexpected<Error>{points.error()};
        tiers.insert(it.key(),
                     {*points, bucketsOf(*points, Series::minuteMs), bucketsOf(*points, Series::hourMs)});
    }
    return tiers;
}

Result<qsizetype> HistoryDatabase::settle(std::optional<qint64> nowMs)
{
    constexpr qint64 together = 16; // series that were new together are next to each other
    const qint64 endMs = nowMs ? sampleTier.oldUntilMs(*nowMs) : endOfTime;
    const auto waiting =
        number(QStringLiteral("SELECT coalesce(sum(count), 0) FROM journal WHERE start < %1").arg(endMs));
    if (!waiting)
        return Unexpected<Error>{waiting.error()};
    if (*waiting == 0)
        return 0;
    qsizetype count = 0;
    const qint64 parts = 1 + *waiting / mostSettled;
    const Result<void> done = inTransaction([&]() -> Result<void> {
        const auto entries = journaled(endMs);
        if (!entries)
            return Unexpected<Error>{entries.error()};
        // First what goes: a file that is full has room then.
        if (const auto gone = run(QStringLiteral("DELETE FROM journal WHERE start < %1").arg(endMs)); !gone)
            return gone;
        for (qint64 part = 0; part < parts; ++part) {
            const auto settled = settle(
                enteredSamples(*entries, [=](qint64 series) { return series / together % parts == part; }),
                nowMs);
            if (!settled)
                return Unexpected<Error>{settled.error()};
            count += *settled;
        }
        return {};
    });
    m_journaled.reset(); // to be counted again
    if (!done)
        return Unexpected<Error>{done.error()};
    return count;
}

Result<qsizetype> HistoryDatabase::settle(SamplesOfSeries samples, std::optional<qint64> nowMs)
{
    const auto oldUntilMs = [nowMs](const HistoryTier &tier) {
        return nowMs ? tier.oldUntilMs(*nowMs) : std::numeric_limits<qint64>::min();
    };
    const qint64 endMs = nowMs ? oldUntilMs(sampleTier) : endOfTime;
    const auto isOld = [endMs](const SeriesPoint &point) { return point.timeMs < endMs; };
    qsizetype count = 0;
    JournalEntry stays;
    for (auto it = samples.begin(); it != samples.end(); ++it) {
        const auto young = std::partition_point(it->cbegin(), it->cend(), isOld);
        for (auto point = young; point != it->cend(); ++point)
            stays.add(it.key(), *point);
        auto points = fresh(it.key(), it->first(young - it->cbegin()));
        if (!points)
            return Unexpected<Error>{points.error()};
        *it = std::move(*points);
        count += it->size();
    }
    if (const auto kept = enter(stays); !kept)
        return Unexpected<Error>{kept.error()};
    if (const auto shared = shareTimes(samples, oldUntilMs(sampleTier)); !shared)
        return Unexpected<Error>{shared.error()};
    for (const HistoryTier &tier : historyTiers) {
        QSqlQuery insert(m_database);
        insert.prepare(rowStatement(tier));
        for (auto it = samples.cbegin(); it != samples.cend(); ++it) {
            const Result<void> kept = tier.hasBuckets() ? keep(it.key(), tier, bucketsOf(*it, tier.widthMs),
                                                               oldUntilMs(tier), insert)
                                                        : keep(it.key(), tier, *it, oldUntilMs(tier), insert);
            if (!kept)
                return Unexpected<Error>{kept.error()};
        }
    }
    return count;
}

template <typename Item>
Result<void> HistoryDatabase::keep(qint64 series, const HistoryTier &tier, const QList<Item> &items,
                                   qint64 untilMs, QSqlQuery &insert)
{
    const auto isOld = [untilMs](const Item &item) { return startOf(item) < untilMs; };
    qsizetype old = std::partition_point(items.cbegin(), items.cend(), isOld) - items.cbegin();
    if (old > 0) {
        // What came late, or is to be packed with rows that came before it, becomes rows itself.
        const auto inTheWay =
            number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM %1 WHERE series = %2 AND %3 <= %4) OR EXISTS "
                                  "(SELECT 1 FROM packs WHERE series = %2 AND tier = %5 AND end >= %6)")
                       .arg(QLatin1String(tier.table))
                       .arg(series)
                       .arg(QLatin1String(tier.time))
                       .arg(startOf(items.at(old - 1)))
                       .arg(tier.number)
                       .arg(startOf(items.constFirst())));
        if (!inTheWay)
            return Unexpected<Error>{inTheWay.error()};
        if (*inTheWay != 0)
            old = 0;
    }
    if (old > 0) {
        if (const auto packed = packItems<Item>(series, tier, items.first(old), false); !packed)
            return Unexpected<Error>{packed.error()};
    }
    insert.bindValue(0, series);
    for (qsizetype i = old; i < items.size(); ++i) {
        bindItem(insert, items.at(i));
        if (!insert.exec())
            return Unexpected<Error>{failed(insert.lastError())};
    }
    return {};
}

} // namespace syspulse
