// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"
#include "core/history/seriescourse.h"
#include "tests/support/testregistry.h"

#include <cmath>

#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 courseStartMs = 1'799'971'200'000; // midnight
constexpr qint64 courseDayMs = 24 * Series::hourMs;
const QString courseInstance = QStringLiteral("https://db.example.org:9925");
const SeriesKey courseKey{QStringLiteral("$SYS/broker/clients/connected"), false};

double valueAt(qint64 timeMs)
{
    return 50 + 40 * std::sin(double(timeMs) / 5e6) + double(timeMs / 10'000 % 7);
}

/// The course of @p samples in groups of @p groupMs, computed the simple way.
SeriesCourse courseByHand(const QList<SeriesPoint> &samples, const TimeSpan &span, qint64 groupMs)
{
    SeriesCourse course;
    double sum = 0;
    for (const SeriesPoint &sample : samples) {
        const qint64 startMs = sample.timeMs / groupMs * groupMs;
        if (startMs < span.fromMs || startMs >= span.toMs)
            continue;
        if (course.isEmpty() || course.constLast().startMs != startMs) {
            course.append({startMs, startMs + groupMs / 2, 0, sample.value, sample.value, 0});
            sum = 0;
        }
        CoursePoint &point = course.last();
        sum += sample.value;
        ++point.count;
        point.mean = sum / double(point.count);
        point.minimum = std::min(point.minimum, sample.value);
        point.maximum = std::max(point.maximum, sample.value);
    }
    return course;
}

void compareCourses(const SeriesCourse &course, const SeriesCourse &expected)
{
    QCOMPARE(course.size(), expected.size());
    for (qsizetype i = 0; i < course.size(); ++i) {
        QCOMPARE(course.at(i).startMs, expected.at(i).startMs);
        QCOMPARE(course.at(i).timeMs, expected.at(i).timeMs);
        QVERIFY(std::abs(course.at(i).mean - expected.at(i).mean) < 1e-6);
        QCOMPARE(course.at(i).minimum, expected.at(i).minimum);
        QCOMPARE(course.at(i).maximum, expected.at(i).maximum);
        QCOMPARE(course.at(i).count, expected.at(i).count);
    }
}

} // namespace

/// The course of a series as it is drawn, from memory and from the disk.
class TestSeriesCourse : public QObject
{
    Q_OBJECT

private slots:
    void theFinestTierThatIsNotTooFine_data()
    {
        QTest::addColumn<qint64>("rangeMs");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("intervalSeconds");
        QTest::addColumn<int>("tier");
        QTest::addColumn<qint64>("groupMs");
        const auto row = [](const char *name, qint64 rangeMs, int columns, int interval,
                            CourseGrid::Tier tier, qint64 groupMs) {
            QTest::newRow(name) << rangeMs << columns << interval << int(tier) << groupMs;
        };
        using Tier = CourseGrid::Tier;
        row("15 min of seconds", 15 * Series::minuteMs, 1000, 1, Tier::Samples, 225);
        row("1 h of seconds", Series::hourMs, 1000, 1, Tier::Samples, 900);
        row("3 h of seconds", 3 * Series::hourMs, 1000, 1, Tier::Samples, 10'800);
        row("6 h of seconds", 6 * Series::hourMs, 1000, 1, Tier::Minutes, Series::minuteMs);
        row("6 h of 10 s", 6 * Series::hourMs, 1000, 10, Tier::Samples, 5400);
        row("a day", courseDayMs, 1000, 10, Tier::Minutes, 2 * Series::minuteMs);
        row("a week", 7 * courseDayMs, 1000, 10, Tier::Minutes, 11 * Series::minuteMs);
        row("30 days", 30 * courseDayMs, 1000, 10, Tier::Hours, Series::hourMs);
        row("90 days", 90 * courseDayMs, 1000, 10, Tier::Hours, 3 * Series::hourMs);
        row("a year", 365 * courseDayMs, 1000, 1, Tier::Hours, courseDayMs);
        row("a year, wide", 365 * courseDayMs, 1900, 1, Tier::Hours, courseDayMs);
    }

    void theFinestTierThatIsNotTooFine()
    {
        QFETCH(qint64, rangeMs);
        QFETCH(int, columns);
        QFETCH(int, intervalSeconds);
        const CourseGrid grid = CourseGrid::of(rangeMs / columns, 1000LL * intervalSeconds);
        QTEST(int(grid.tier), "tier");
        QTEST(grid.groupMs, "groupMs");
        // Enough for each pixel, and never many more.
        QVERIFY(rangeMs / grid.groupMs <= 4LL * columns);
    }

    void samplesAreToldAsTheyCame()
    {
        Series series;
        for (int i = 0; i < 100; ++i)
            series.append(courseStartMs + 1000 * i + 17, i);
        const SeriesCourse course = courseOf(series.tiers(), {courseStartMs + 50'000, courseStartMs + 60'000},
                                             {CourseGrid::Tier::Samples, 250});
        QVERIFY(course.constFirst().timeMs < courseStartMs + 50'000); // so that the line enters
        QVERIFY(course.constFirst().timeMs > courseStartMs + 48'000);
        for (const CoursePoint &point : course) {
            QCOMPARE(point.timeMs % 1000, 17);
            QCOMPARE(point.mean, double((point.timeMs - courseStartMs) / 1000));
            QCOMPARE(point.minimum, point.maximum);
            QCOMPARE(point.count, 1);
        }
        QCOMPARE(course.constLast().timeMs, courseStartMs + 59'017);
        QVERIFY(courseOf({}, {0, courseDayMs}, {CourseGrid::Tier::Hours, courseDayMs}).isEmpty());
    }

    void memoryAndDiskTellTheSame_data()
    {
        QTest::addColumn<int>("tier");
        QTest::addColumn<qint64>("groupMs");
        QTest::newRow("samples") << int(CourseGrid::Tier::Samples) << qint64(45'000);
        QTest::newRow("minutes") << int(CourseGrid::Tier::Minutes) << 7 * Series::minuteMs;
        QTest::newRow("hours") << int(CourseGrid::Tier::Hours) << 3 * Series::hourMs;
    }

    void memoryAndDiskTellTheSame()
    {
        QFETCH(int, tier);
        QFETCH(qint64, groupMs);
        const CourseGrid grid{CourseGrid::Tier(tier), groupMs};
        QList<SeriesPoint> samples;
        QList<HistorySample> stored;
        Series series;
        for (qint64 timeMs = courseStartMs; timeMs < courseStartMs + 10 * Series::hourMs; timeMs += 10'000) {
            samples.append({timeMs, valueAt(timeMs)});
            stored.append({courseKey, samples.constLast()});
            series.append(timeMs, valueAt(timeMs));
        }
        QTemporaryDir folder;
        HistoryDatabase database;
        QVERIFY(database.open(folder.filePath(QStringLiteral("history.sqlite"))));
        QVERIFY(database.append(courseInstance, stored));
        const qint64 groups = 10 * Series::hourMs / groupMs;
        const TimeSpan span{grid.startOf(courseStartMs) + groupMs,
                            grid.startOf(courseStartMs) + groups * groupMs};
        SeriesCourse expected = courseByHand(samples, span, groupMs);
        if (grid.tier == CourseGrid::Tier::Samples) { // told where they are, not in the middle of their group
            for (CoursePoint &point : expected)
                point.timeMs = (point.startMs + 9999) / 10'000 * 10'000 + 10'000 * (point.count - 1) / 2;
        }
        const auto disk = database.course(courseInstance, courseKey, span, grid);
        QVERIFY(disk);
        compareCourses(*disk, expected);
        SeriesCourse memory = courseOf(series.tiers(), span, grid);
        memory.removeIf([&span](const CoursePoint &point) { return point.startMs < span.fromMs; });
        compareCourses(memory, expected);
        QVERIFY(database.course(courseInstance, {courseKey.topic, true}, span, grid)->isEmpty());
        QVERIFY(database.course(QStringLiteral("other"), courseKey, span, grid)->isEmpty());
    }

    void coarserTiersTellWhatWasBefore()
    {
        QTemporaryDir folder;
        HistoryDatabase database;
        QVERIFY(database.open(folder.filePath(QStringLiteral("history.sqlite"))));
        QList<HistorySample> samples;
        Series series;
        const qint64 endMs = courseStartMs + 6 * courseDayMs;
        for (qint64 timeMs = courseStartMs; timeMs < endMs; timeMs += 5 * Series::minuteMs) {
            samples.append({courseKey, {timeMs, 7}});
            series.append(timeMs, 7);
        }
        QVERIFY(database.append(courseInstance, samples));
        QVERIFY(database.prune({1, 3, 90, 256}, endMs));
        const CourseGrid grid{CourseGrid::Tier::Samples, 1};
        const TimeSpan span{courseStartMs, endMs};
        const auto course = database.course(courseInstance, courseKey, span, grid);
        QVERIFY(course);
        // Three days of hours, two of minutes, one of samples; each sample is told once.
        qint64 count = 0;
        for (qsizetype i = 0; i < course->size(); ++i) {
            const CoursePoint &point = course->at(i);
            QVERIFY(i == 0 || point.timeMs > course->at(i - 1).timeMs);
            QCOMPARE(point.mean, 7.0);
            count += point.count;
        }
        QCOMPARE(course->constFirst().timeMs, courseStartMs + Series::hourMs / 2);
        QCOMPARE(course->constFirst().count, 12);
        QCOMPARE(course->at(80).count, 1);
        QVERIFY2(std::abs(count - samples.size()) <= 13, qPrintable(QString::number(count)));
    }

    void whatIsNotWholeInMemoryComesFromTheDisk()
    {
        Series series;
        series.append(courseStartMs + 90'000, 1);
        series.append(courseStartMs + Series::hourMs, 1);
        QCOMPARE(wholeFromMs(series.tiers(), {CourseGrid::Tier::Samples, 60'000}), courseStartMs + 120'000);
        QCOMPARE(wholeFromMs(series.tiers(), {CourseGrid::Tier::Minutes, 60'000}), courseStartMs + 60'000);
        QCOMPARE(wholeFromMs(series.tiers(), {CourseGrid::Tier::Hours, Series::hourMs}), courseStartMs);
        QVERIFY(!wholeFromMs({}, {CourseGrid::Tier::Hours, Series::hourMs}));
    }

    void theGroupThatGoesOnIsNotInTheFuture()
    {
        Series series;
        series.append(courseStartMs + 60'000, 3);
        series.append(courseStartMs + 120'000, 5);
        const SeriesCourse course = courseOf(series.tiers(), {courseStartMs, courseStartMs + Series::hourMs},
                                             {CourseGrid::Tier::Hours, Series::hourMs});
        QCOMPARE(course, (SeriesCourse{{courseStartMs, courseStartMs + 120'000, 4, 3, 5, 2}}));
    }

    void differencesOfMeansAreExact()
    {
        // Each sample of the total is its part and 10; the part has bursts.
        SeriesTiers total;
        SeriesTiers part;
        for (int i = 0; i < 60; ++i) {
            const double own = i % 10 == 0 ? 500 : i % 3;
            part.raw.append({courseStartMs + 1000 * i, own});
            total.raw.append({courseStartMs + 1000 * i, own + 10});
        }
        const CourseGrid grid{CourseGrid::Tier::Samples, 20'000};
        const TimeSpan span{courseStartMs, courseStartMs + 60'000};
        const SeriesCourse rest = difference(courseOf(total, span, grid), courseOf(part, span, grid));
        QCOMPARE(rest.size(), 3);
        for (const CoursePoint &point : rest) {
            QVERIFY(std::abs(point.mean - 10) < 1e-9);
            QVERIFY(point.minimum <= point.mean && point.mean <= point.maximum);
            QVERIFY(point.maximum < 11); // its own bursts are none of the customers'
        }
    }

    void aDifferenceIsUnknownWhereThePartIs()
    {
        const SeriesCourse total{{0, 0, 5, 5, 5, 1},
                                 {1000, 1000, 6, 6, 6, 1},
                                 {2000, 2000, 8, 6, 9, 10},
                                 {3000, 3000, 8, 6, 9, 10}};
        const SeriesCourse part{{1000, 1000, 9, 9, 9, 1}, {2000, 2000, 1, 1, 1, 4}, {3000, 3000, 1, 1, 1, 5}};
        QCOMPARE(difference(total, part),
                 (SeriesCourse{{1000, 1000, 0, 0, 0, 1}, {3000, 3000, 7, 5, 8, 10}}));
    }

    /// The two of one sample lie some milliseconds apart, and now and then on both sides of a group's border.
    void samplesOfTheSameMomentBelongTogether()
    {
        SeriesTiers total;
        SeriesTiers part;
        for (int i = 0; i < 60; ++i) {
            total.raw.append({courseStartMs + 1003 * i, 10.0 + i % 7});
            part.raw.append({courseStartMs + 1003 * i + 1 + i % 5, double(i % 7)});
        }
        const TimeSpan span{courseStartMs, courseStartMs + 62'000};
        for (const qint64 groupMs : {1, 7, 125, 250}) {
            const CourseGrid grid{CourseGrid::Tier::Samples, groupMs};
            const SeriesCourse rest = difference(courseOf(total, span, grid), courseOf(part, span, grid));
            QCOMPARE(rest.size(), 60);
            for (const CoursePoint &point : rest)
                QCOMPARE(point.mean, 10.0);
        }
    }
};

SYSPULSE_TEST(TestSeriesCourse)
#include "tst_seriescourse.moc"
