// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include <QSqlQuery>

#include <algorithm>
#include <optional>

// The part of HistoryDatabase that tells the course of one series.
namespace syspulse {

namespace {

/// Samples in groups: start, first, last, mean, minimum, maximum, count.
QString samplesStatement()
{
    return QStringLiteral("SELECT time / :group * :group, min(time), max(time), avg(value), min(value), "
                          "max(value), count(*) FROM raw WHERE series = :series AND time >= :from "
                          "AND time < :to GROUP BY 1 ORDER BY 1");
}

/// The same of buckets; nobody knows the times of their samples.
QString bucketsStatement(const char *table)
{
    return QStringLiteral("SELECT start / :group * :group, NULL, NULL, sum(sum) / sum(count), min(minimum), "
                          "max(maximum), sum(count) FROM %1 WHERE series = :series AND start >= :from "
                          "AND start < :to GROUP BY 1 ORDER BY 1")
        .arg(QLatin1String(table));
}

CoursePoint pointFrom(const QSqlQuery &query, qint64 groupMs)
{
    CoursePoint point;
    point.startMs = query.value(0).toLongLong();
    const qint64 firstMs = query.value(1).toLongLong();
    point.timeMs =
        query.isNull(1) ? point.startMs + groupMs / 2 : firstMs + (query.value(2).toLongLong() - firstMs) / 2;
    point.mean = query.value(3).toDouble();
    point.minimum = query.value(4).toDouble();
    point.maximum = query.value(5).toDouble();
    point.count = query.value(6).toLongLong();
    return point;
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

    struct Tier
    {
        CourseGrid::Tier tier;
        const char *table;
        const char *time;
        qint64 widthMs;
        QString statement;
    };
    const Tier tiers[] = {
        {CourseGrid::Tier::Samples, "raw", "time", 1, samplesStatement()},
        {CourseGrid::Tier::Minutes, "minutes", "start", Series::minuteMs, bucketsStatement("minutes")},
        {CourseGrid::Tier::Hours, "hours", "start", Series::hourMs, bucketsStatement("hours")},
    };
    SeriesCourse course;
    std::optional<qint64> untilMs; // where a finer tier begins
    for (const Tier &tier : tiers) {
        if (tier.tier < grid.tier)
            continue;
        const qint64 groupMs = std::max(grid.groupMs, tier.widthMs);
        // Whole buckets only, or their samples would be told twice.
        const qint64 toMs = untilMs ? std::min(span.toMs, *untilMs - tier.widthMs + 1) : span.toMs;
        query.prepare(tier.statement);
        query.bindValue(QStringLiteral(":group"), groupMs);
        query.bindValue(QStringLiteral(":series"), series);
        query.bindValue(QStringLiteral(":from"), span.fromMs);
        query.bindValue(QStringLiteral(":to"), toMs);
        if (!query.exec())
            return Unexpected<Error>{failed(query.lastError())};
        SeriesCourse part;
        while (query.next())
            part.append(pointFrom(query, groupMs));
        course = part + course;

        const auto first = number(QStringLiteral("SELECT min(%1) FROM %2 WHERE series = %3")
                                      .arg(QLatin1String(tier.time), QLatin1String(tier.table))
                                      .arg(series));
        if (!first)
            return Unexpected<Error>{first.error()};
        if (*first > 0)
            untilMs = std::min(untilMs.value_or(*first), *first);
        if (untilMs && *untilMs <= span.fromMs)
            break;
    }
    return course;
}

} // namespace syspulse
