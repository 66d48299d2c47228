// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/history/historyitems.h"

#include <QSqlQuery>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

// The part of HistoryDatabase that tells the course of one series, and the newest of all.
namespace syspulse {

namespace {

/// What one point of a course is made of.
struct CourseGroup
{
    std::optional<TimeSpan> times; ///< of the first and the last sample, where they are known
    double sum = 0;
    double minimum = 0;
    double maximum = 0;
    qint64 count = 0;

    void add(const CourseGroup &other)
    {
        if (count == 0) {
            *this = other;
            return;
        }
        if (times && other.times)
            times = {std::min(times->fromMs, other.times->fromMs), std::max(times->toMs, other.times->toMs)};
        sum += other.sum;
        minimum = std::min(minimum, other.minimum);
        maximum = std::max(maximum, other.maximum);
        count += other.count;
    }
};

/// By start.
using CourseGroups = std::map<qint64, CourseGroup>;

QString samplesStatement()
{
    return QStringLiteral("SELECT time / :group * :group, min(time), max(time), sum(value), min(value), "
                          "max(value), count(*) FROM raw WHERE series = :series AND time >= :from "
                          "AND time < :to GROUP BY 1");
}

/// The same of buckets; nobody knows the times of their samples.
QString bucketsStatement(const HistoryTier &tier)
{
    return QStringLiteral("SELECT start / :group * :group, NULL, NULL, sum(sum), min(minimum), "
                          "max(maximum), sum(count) FROM %1 WHERE series = :series AND start >= :from "
                          "AND start < :to GROUP BY 1")
        .arg(QLatin1String(tier.table));
}

void addRow(CourseGroups &groups, const QSqlQuery &query)
{
    CourseGroup group;
    if (!query.isNull(1))
        group.times = {query.value(1).toLongLong(), query.value(2).toLongLong()};
    group.sum = query.value(3).toDouble();
    group.minimum = query.value(4).toDouble();
    group.maximum = query.value(5).toDouble();
    group.count = query.value(6).toLongLong();
    groups[query.value(0).toLongLong()].add(group);
}

void addItem(CourseGroups &groups, const SeriesPoint &sample, qint64 groupMs)
{
    groups[sample.timeMs / groupMs * groupMs].add(
        {TimeSpan{sample.timeMs, sample.timeMs}, sample.value, sample.value, sample.value, 1});
}

void addItem(CourseGroups &groups, const SeriesBucket &bucket, qint64 groupMs)
{
    groups[bucket.startMs / groupMs * groupMs].add(
        {{}, bucket.sum, bucket.minimum, bucket.maximum, bucket.count});
}

/// The newest @p most of both, since @p fromMs.
template <typename Item>
QList<Item> withEntered(const QList<Item> &kept, const QList<Item> &entered, qint64 fromMs, qsizetype most)
{
    const auto isOld = [fromMs](const Item &item) { return startOf(item) < fromMs; };
    const auto first = std::partition_point(entered.cbegin(), entered.cend(), isOld);
    const QList<Item> all = merged(kept, QList<Item>(first, entered.cend()));
    return all.mid(std::max<qsizetype>(0, all.size() - most));
}

SeriesCourse courseOf(const CourseGroups &groups, qint64 groupMs)
{
    SeriesCourse course;
    for (const auto &[startMs, group] : groups) {
        if (group.count <= 0) // nothing that was ever written here
            continue;
        const qint64 middleMs = group.times
                                    ? group.times->fromMs + (group.times->toMs - group.times->fromMs) / 2
                                    : startMs + groupMs / 2;
        course.append(
            {startMs, middleMs, group.sum / double(group.count), group.minimum, group.maximum, group.count});
    }
    return course;
}

} // namespace

Result<SeriesCourse> HistoryDatabase::course(const QString &instance, const SeriesKey &key,
                                             const TimeSpan &span, const CourseGrid &grid)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT id FROM series WHERE instance = ? AND topic = ? AND rate = ?"));
    query.addBindValue(instance);
    query.addBindValue(key.topic);
    query.addBindValue(int(key.rate));
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    if (!query.next())
        return SeriesCourse();
    const qint64 series = query.value(0).toLongLong();
    const auto entered = journaledTiers(series);
    if (!entered)
        return Unexpected<Error>{entered.error()};
    const SeriesTiers newest = entered->value(series);

    SeriesCourse course;
    std::optional<qint64> untilMs; // where a finer tier begins
    for (const HistoryTier &tier : historyTiers) {
        if (tier.number < int(grid.tier))
            continue;
        const qint64 groupMs = std::max(grid.groupMs, tier.widthMs);
        // Whole buckets only, or their samples would be told twice.
        const qint64 toMs = untilMs ? std::min(span.toMs, *untilMs - tier.widthMs + 1) : span.toMs;
        CourseGroups groups;
        query.prepare(tier.hasBuckets() ? bucketsStatement(tier) : samplesStatement());
        query.bindValue(QStringLiteral(":group"), groupMs);
        query.bindValue(QStringLiteral(":series"), series);
        query.bindValue(QStringLiteral(":from"), span.fromMs);
        query.bindValue(QStringLiteral(":to"), toMs);
        if (!query.exec())
            return Unexpected<Error>{failed(query.lastError())};
        while (query.next())
            addRow(groups, query);
        const auto addEntered = [&](const auto &items) {
            for (const auto &item : items) {
                if (startOf(item) >= span.fromMs && startOf(item) < toMs)
                    addItem(groups, item, groupMs);
            }
        };
        if (tier.hasBuckets())
            addEntered(tier.number == minuteTier.number ? newest.minutes : newest.hours);
        else
            addEntered(newest.raw);
        const auto add = [&](const auto &items) -> Result<void> {
            if (!items)
                return Unexpected<Error>{items.error()};
            for (const auto &item : *items)
                addItem(groups, item, groupMs);
            return {};
        };
        constexpr qsizetype all = std::numeric_limits<qsizetype>::max();
        if (const Result<void> added = tier.hasBuckets()
                                           ? add(packed<SeriesBucket>(series, tier, {span.fromMs, toMs}, all))
                                           : add(packed<SeriesPoint>(series, tier, {span.fromMs, toMs}, all));
            !added)
            return Unexpected<Error>{added.error()};
        course = courseOf(groups, groupMs) + course;

        const auto first =
            number(QStringLiteral("SELECT min(first) FROM (SELECT min(%1) AS first FROM %2 WHERE series = %3 "
                                  "UNION ALL SELECT min(start) FROM packs WHERE series = %3 AND tier = %4)")
                       .arg(QLatin1String(tier.time), QLatin1String(tier.table))
                       .arg(series)
                       .arg(tier.number));
        if (!first)
            return Unexpected<Error>{first.error()};
        if (*first > 0)
            untilMs = std::min(untilMs.value_or(*first), *first);
        if (!newest.raw.isEmpty()) {
            const qint64 enteredMs = newest.raw.constFirst().timeMs / tier.widthMs * tier.widthMs;
            untilMs = std::min(untilMs.value_or(enteredMs), enteredMs);
        }
        if (untilMs && *untilMs <= span.fromMs)
            break;
    }
    return course;
}

Result<QHash<SeriesKey, SeriesTiers>> HistoryDatabase::load(const QString &instance, qint64 fromMs)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    QHash<qint64, SeriesKey> keys;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT id, topic, rate FROM series WHERE instance = ?"));
    query.addBindValue(instance);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    while (query.next())
        keys.insert(query.value(0).toLongLong(), {query.value(1).toString(), query.value(2).toBool()});

    const TimeSpan span{fromMs, std::numeric_limits<qint64>::max()};
    const auto entered = journaledTiers(0);
    if (!entered)
        return Unexpected<Error>{entered.error()};
    QHash<SeriesKey, SeriesTiers> past;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        auto raw = newest<SeriesPoint>(it.key(), sampleTier, span, Series::rawCapacity);
        if (!raw)
            return Unexpected<Error>{raw.error()};
        auto minutes = newest<SeriesBucket>(it.key(), minuteTier, span, Series::minuteCapacity);
        if (!minutes)
            return Unexpected<Error>{minutes.error()};
        auto hours = newest<SeriesBucket>(it.key(), hourTier, span, Series::hourCapacity);
        if (!hours)
            return Unexpected<Error>{hours.error()};
        const SeriesTiers more = entered->value(it.key());
        past.insert(it.value(), {withEntered(*raw, more.raw, fromMs, Series::rawCapacity),
                                 withEntered(*minutes, more.minutes, fromMs, Series::minuteCapacity),
                                 withEntered(*hours, more.hours, fromMs, Series::hourCapacity)});
    }
    return past;
}

} // namespace syspulse
