// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historydatabase.h"

#include <cmath>

#include <QSqlQuery>
#include <QTest>

/// Samples for the tests of packs, and all that is read of them.
namespace syspulse::test::packs {

inline constexpr qint64 hourMs = Series::hourMs;
inline constexpr qint64 dayMs = 24 * hourMs;
inline constexpr qint64 packsStartMs = 1'799'971'200'000; // midnight
inline const QString packsInstance = QStringLiteral("https://db.example.org:9925");
inline const SeriesKey counterKey{QStringLiteral("$SYS/broker/messages/received"), false};
inline const SeriesKey rateKey{QStringLiteral("$SYS/broker/messages/received"), true};
inline const SeriesKey rareKey{QStringLiteral("$SYS/broker/clients/maximum"), false};
inline constexpr qsizetype everything = 1'000'000'000;

/// What another program could do with the file.
class RawFile
{
public:
    explicit RawFile(const QString &path)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw")))
    {
        m_database.setDatabaseName(path);
        m_database.open();
    }
    ~RawFile()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    }
    Q_DISABLE_COPY_MOVE(RawFile)

    bool run(const QString &statement) { return QSqlQuery(m_database).exec(statement); }
    qint64 number(const QString &statement)
    {
        QSqlQuery query(m_database);
        return query.exec(statement) && query.next() ? query.value(0).toLongLong() : -1;
    }

private:
    QSqlDatabase m_database;
};

inline qint64 numberIn(const QString &path, const QString &statement)
{
    return RawFile(path).number(statement);
}

/// Three series over @p hours: every 10 s with an hour's gap, as a rate, and now and then.
inline QList<HistorySample> hoursOfSamples(int hours)
{
    QList<HistorySample> samples;
    double count = 0;
    for (qint64 i = 0; i < hours * 360; ++i) {
        const qint64 timeMs = packsStartMs + i * 10'000 + i * 7919 % 50;
        if (i / 360 == 5)
            continue;
        count += double(i * 7919 % 97);
        samples.append({counterKey, {timeMs, count}});
        samples.append({rateKey, {timeMs, double(i * 7919 % 97) * 1000.0 / double(9'950 + i % 100)}});
        if (i % 100 == 0)
            samples.append({rareKey, {timeMs, double(i)}});
    }
    return samples;
}

/// All that is read of a file.
struct Reading
{
    QHash<SeriesKey, SeriesTiers> tiers;
    QList<SeriesCourse> courses;

    explicit Reading(HistoryDatabase &database, qint64 toMs = packsStartMs + 30 * dayMs)
    {
        tiers = database.load(packsInstance, 0).value();
        for (const SeriesKey &key : {counterKey, rateKey, rareKey}) {
            for (const CourseGrid &grid :
                 {CourseGrid{CourseGrid::Tier::Samples, 1}, CourseGrid{CourseGrid::Tier::Samples, 45'000},
                  CourseGrid{CourseGrid::Tier::Minutes, 7 * Series::minuteMs},
                  CourseGrid{CourseGrid::Tier::Hours, 3 * hourMs}})
                courses.append(
                    database.course(packsInstance, key, {packsStartMs - 30 * dayMs, toMs}, grid).value());
            // A part that ends in the middle of what is packed together.
            courses.append(database
                               .course(packsInstance, key,
                                       {packsStartMs + 2 * hourMs, packsStartMs + 4 * hourMs},
                                       {CourseGrid::Tier::Samples, 60'000})
                               .value());
        }
    }
};

inline bool nearlySame(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a));
}

inline bool sameBuckets(const QList<SeriesBucket> &a, const QList<SeriesBucket> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const SeriesBucket &x, const SeriesBucket &y) {
                          return x.startMs == y.startMs && x.minimum == y.minimum && x.maximum == y.maximum &&
                                 nearlySame(x.sum, y.sum) && x.last == y.last && x.count == y.count;
                      });
}

inline bool sameCourse(const SeriesCourse &a, const SeriesCourse &b)
{
    return std::equal(
        a.cbegin(), a.cend(), b.cbegin(), b.cend(), [](const CoursePoint &x, const CoursePoint &y) {
            return x.startMs == y.startMs && x.timeMs == y.timeMs && nearlySame(x.mean, y.mean) &&
                   x.minimum == y.minimum && x.maximum == y.maximum && x.count == y.count;
        });
}

inline void compareReadings(const Reading &now, const Reading &before)
{
    QCOMPARE(now.tiers.size(), before.tiers.size());
    for (auto it = before.tiers.cbegin(); it != before.tiers.cend(); ++it) {
        const SeriesTiers tiers = now.tiers.value(it.key());
        QVERIFY(tiers.raw == it->raw);
        QVERIFY(sameBuckets(tiers.minutes, it->minutes));
        QVERIFY(sameBuckets(tiers.hours, it->hours));
    }
    QCOMPARE(now.courses.size(), before.courses.size());
    for (qsizetype i = 0; i < now.courses.size(); ++i)
        QVERIFY2(sameCourse(now.courses.at(i), before.courses.at(i)), qPrintable(QString::number(i)));
}

} // namespace syspulse::test::packs
