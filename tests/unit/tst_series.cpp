// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/series.h"
#include "tests/support/testregistry.h"

#include <cmath>

#include <QElapsedTimer>
#include <QTest>

using namespace syspulse;

class TestSeries : public QObject
{
    Q_OBJECT

private slots:
    void keepsRecentPointsAsTheyCame();
    void timeNeverGoesBack();
    void removingWhatIsLaterKeepsTheRest();
    void removingLeavesTheSumsRight();
    void memoryIsBoundedAndOldDataKeepsItsExtremes();
    void decimationKeepsExtremes();
    void fewPointsAreLeftAlone();
    void decimatedSizeDoesNotDependOnTheInput();
    void ratesLeaveOutRestarts();
    void whatIsCorrectedLaterLeavesNoTrace();
    void differencesAreOfTheSameSample();
    void thePastGoesBeforeWhatCame();
    void theMinuteOfARestartCountsOnce();
    void fillingLeavesAloneWhatIsKnown();
    void fillingIsBounded();
};

void TestSeries::keepsRecentPointsAsTheyCame()
{
    Series series;
    QVERIFY(series.isEmpty());
    for (int i = 0; i < 100; ++i)
        series.append(1000 * i + 1, i);
    const auto points = series.points(50000, 60000);
    QCOMPARE(points.first(), (SeriesPoint{49001, 49})); // one before the range, so that the line enters it
    QCOMPARE(points.last(), (SeriesPoint{59001, 59}));
    QCOMPARE(points.size(), 11);
    QVERIFY(series.points(60000, 50000).isEmpty());
    QCOMPARE(series.last(), (SeriesPoint{99001, 99}));
}

void TestSeries::timeNeverGoesBack()
{
    Series series;
    series.append(1000, 1);
    series.append(500, 2);
    series.append(1000, 3);
    QCOMPARE(series.points(0, 2000), (QList<SeriesPoint>{{1000, 3}}));
}

void TestSeries::removingWhatIsLaterKeepsTheRest()
{
    constexpr qint64 base = 1'800'000'000'000;
    Series series;
    for (int i = 0; i < 4 * 3600; i += 10)
        series.append(base + i * 1000LL, i);
    series.removeAfter(base + Series::hourMs);
    QCOMPARE(series.last(), (SeriesPoint{base + Series::hourMs, 3600}));
    QCOMPARE(series.points(base, base + 5 * Series::hourMs).size(), 361);
    QCOMPARE(series.tiers().minutes.size(), 61);
    QCOMPARE(series.tiers().hours.size(), 2);
    series.append(base + Series::hourMs + 10'000, 7);
    QCOMPARE(series.last().value, 7.0);
    series.removeAfter(base - 1);
    QVERIFY(series.isEmpty());
    series.removeAfter(base); // of nothing
    series.append(base, 1);
    QCOMPARE(series.last().value, 1.0);
}

void TestSeries::removingLeavesTheSumsRight()
{
    constexpr qint64 base = 1'800'000'000'000;
    Series series;
    for (int i = 0; i < 10; ++i)
        series.append(base + i * 20'000, i < 5 ? 1 : 1000);
    series.removeAfter(base + 90'000); // in the middle of the second minute
    const SeriesTiers tiers = series.tiers();
    QCOMPARE(tiers.minutes, (QList<SeriesBucket>{{base, 1, 1, 3, 1, 3}, {base + 60'000, 1, 1, 2, 1, 2}}));
    QCOMPARE(tiers.hours, (QList<SeriesBucket>{{base, 1, 1, 5, 1, 5}}));
}

void TestSeries::memoryIsBoundedAndOldDataKeepsItsExtremes()
{
    Series series;
    constexpr qint64 day = 24 * 3600 * 1000;
    const qint64 seconds = 30 * 24 * 3600;
    for (qint64 i = 0; i < seconds; i += 7)
        series.append(i * 1000, i == 7 * 1000 ? 1e6 : double(i % 50)); // one spike on the first day
    const auto all = series.points(0, 31 * day);
    QVERIFY2(all.size() < 20000, qPrintable(QString::number(all.size())));
    double highest = 0;
    qint64 before = -1;
    for (const SeriesPoint &point : all) {
        QVERIFY(point.timeMs > before);
        before = point.timeMs;
        highest = std::max(highest, point.value);
    }
    QCOMPARE(highest, 1e6);
}

void TestSeries::decimationKeepsExtremes()
{
    QList<SeriesPoint> points;
    for (int i = 0; i < 100000; ++i)
        points.append({i, std::sin(i / 1000.0)});
    points[54321].value = 99;
    points[12345].value = -99;
    const auto reduced = decimate(points, 0, 100000, 500);
    QVERIFY(reduced.size() <= 4 * 501);
    double low = 0;
    double high = 0;
    double before = -1;
    for (const QPointF &point : reduced) {
        QVERIFY(point.x() > before);
        before = point.x();
        low = std::min(low, point.y());
        high = std::max(high, point.y());
    }
    QCOMPARE(high, 99.0);
    QCOMPARE(low, -99.0);
    QCOMPARE(reduced.first(), QPointF(0, points.first().value));
    QCOMPARE(reduced.last(), QPointF(99999, points.last().value));
}

void TestSeries::fewPointsAreLeftAlone()
{
    const QList<SeriesPoint> points{{1, 1}, {2, 5}, {3, 2}};
    QCOMPARE(decimate(points, 0, 10, 100).size(), 3);
    QVERIFY(decimate({}, 0, 10, 100).isEmpty());
    QCOMPARE(decimate(points, 10, 0, 100).size(), 3);
}

void TestSeries::decimatedSizeDoesNotDependOnTheInput()
{
    QList<SeriesPoint> points;
    points.reserve(1000000);
    for (int i = 0; i < 1000000; ++i)
        points.append({i, double(i % 997)});
    QVERIFY(decimate(points, 0, 1000000, 800).size() <= 4 * 801);
}

void TestSeries::ratesLeaveOutRestarts()
{
    const QList<SeriesPoint> counter{{0, 100}, {1000, 110}, {3000, 150}, {4000, 5}, {5000, 6}};
    QCOMPARE(ratePerSecond(counter), (QList<SeriesPoint>{{1000, 10}, {3000, 20}, {5000, 1}}));
    QVERIFY(ratePerSecond({}).isEmpty());
    QVERIFY(ratePerSecond({{0, 1}}).isEmpty());
}

void TestSeries::whatIsCorrectedLaterLeavesNoTrace()
{
    constexpr qint64 base = Series::hourMs;
    Series series;
    for (int i = 0; i < 5; ++i)
        series.append(base + 1000 * i, i < 2 ? 200 : 0);
    for (int i = 2; i < 5; ++i)
        series.append(base + 1000 * i, 200);
    series.append(base + 2500, 7); // at no time that is known
    for (const SeriesPoint &point : series.points(base, base + 10'000))
        QCOMPARE(point.value, 200.0);
    QCOMPARE(series.tiers().minutes, (QList<SeriesBucket>{{base, 200, 200, 1000, 200, 5}}));
    QCOMPARE(series.tiers().hours, (QList<SeriesBucket>{{base, 200, 200, 1000, 200, 5}}));
}

void TestSeries::differencesAreOfTheSameSample()
{
    using Points = QList<SeriesPoint>;
    const Points total{{1000, 5}, {2000, 7}, {3000, 9}, {4000, 3}};
    QCOMPARE(difference(total, Points{{1002, 1}, {1998, 2}, {4000, 8}}),
             (Points{{1000, 4}, {2000, 5}, {4000, 0}}));
    QVERIFY(difference(total, Points()).isEmpty());
    // The minimum and the maximum of buckets.
    QCOMPARE(difference(Points{{30'000, 5}, {30'001, 9}}, Points{{30'000, 1}, {30'001, 2}}),
             (Points{{30'000, 4}, {30'001, 7}}));
}

void TestSeries::thePastGoesBeforeWhatCame()
{
    Series series;
    series.append(10 * Series::hourMs, 7);
    SeriesTiers past;
    past.raw = {{10 * Series::hourMs - 5000, 5}, {10 * Series::hourMs, 99}}; // the second came, too
    past.minutes = {{9 * Series::hourMs, 1, 4, 5, 4, 2}};
    past.hours = {{8 * Series::hourMs, 0, 3, 3, 3, 2}, {9 * Series::hourMs, 1, 4, 5, 4, 2}};
    series.prepend(past);
    const auto points = series.points(0, 11 * Series::hourMs);
    const QList<SeriesPoint> expected{{8 * Series::hourMs + Series::hourMs / 2, 0},
                                      {8 * Series::hourMs + Series::hourMs / 2 + 1, 3},
                                      {9 * Series::hourMs + Series::minuteMs / 2, 1},
                                      {9 * Series::hourMs + Series::minuteMs / 2 + 1, 4},
                                      {10 * Series::hourMs - 5000, 5},
                                      {10 * Series::hourMs, 7}};
    QCOMPARE(points, expected);

    Series nothingYet;
    nothingYet.prepend({{}, {}, past.hours});
    QVERIFY(!nothingYet.hasSamples()); // buckets are not samples
    QVERIFY(!nothingYet.isEmpty());
    QCOMPARE(nothingYet.points(0, 11 * Series::hourMs).size(), 4);
    nothingYet.append(10 * Series::hourMs, 7);
    QCOMPARE(nothingYet.last().value, 7.0);
}

void TestSeries::theMinuteOfARestartCountsOnce()
{
    Series series;
    series.append(30'000, 4);
    // On disk the same minute holds what came before, and already what came now.
    series.prepend({{{10'000, 9}, {30'000, 4}}, {{0, 4, 9, 13, 4, 2}}, {{0, 4, 9, 13, 4, 2}}});
    for (int i = 0; i < 6000; ++i)
        series.append(60'000 + 1000 * i, 5); // the samples of the first minute go
    const auto points = series.points(0, 50'000);
    QCOMPARE(points, (QList<SeriesPoint>{{Series::minuteMs / 2, 4}, {Series::minuteMs / 2 + 1, 9}}));
}

void TestSeries::fillingLeavesAloneWhatIsKnown()
{
    constexpr qint64 minute = Series::minuteMs;
    constexpr qint64 base = 1'800'000'000'000; // a whole hour
    Series series;
    for (const qint64 at : {qint64(0), 30'000LL, 10 * minute, 10 * minute + 30'000})
        series.append(base + at, 5);
    const auto middle = [](int number) { return base + number * minute + minute / 2; };
    QList<SeriesPoint> minutes;
    for (int i = -3; i < 12; ++i)
        minutes.append({middle(i), double(100 + i)});
    QList<SeriesPoint> expected = minutes;
    expected.removeIf(
        [&](const SeriesPoint &point) { return point.timeMs == middle(0) || point.timeMs == middle(10); });
    QCOMPARE(series.fill(minutes, 0), expected);
    QVERIFY(series.fill(minutes, 0).isEmpty()); // the same again
    const auto points = series.points(base - 3 * minute, base + 12 * minute);
    QCOMPARE(points.size(), expected.size() + 4);
    for (qsizetype i = 1; i < points.size(); ++i)
        QVERIFY(points.at(i).timeMs > points.at(i - 1).timeMs);
    QVERIFY(points.contains(SeriesPoint{base + 30'000, 5}));
    QVERIFY(points.contains(SeriesPoint{middle(-3), 97}));
    QCOMPARE(series.known(0), (QList<TimeSpan>{{base - 3 * minute, base + 12 * minute}}));
    QCOMPARE(series.last(), (SeriesPoint{middle(11), 111}));

    // A minute tells nothing about the rest of its hour.
    Series late;
    QCOMPARE(late.fill({{middle(30), 1}}, 0).size(), 1);
    QCOMPARE(late.fill({{middle(10), 1}}, 0).size(), 1);

    Series slow; // two samples that are not a gap apart
    slow.append(base, 1);
    slow.append(base + 5 * minute, 1);
    QVERIFY(slow.fill({{middle(2), 9}}, 5 * minute).isEmpty());
    QCOMPARE(slow.fill({{middle(2), 9}}, minute).size(), 1);
}

void TestSeries::fillingIsBounded()
{
    constexpr qint64 minute = Series::minuteMs;
    constexpr qint64 base = 1'800'000'000'000;
    constexpr int days = 30;
    Series series;
    series.append(base, 1);
    for (int day = 1; day <= days; ++day) { // newest first, as the server is asked
        QList<SeriesPoint> minutes;
        for (int i = 0; i < 1440; ++i)
            minutes.append(
                {base - day * 1440 * minute + i * minute + minute / 2, double(i == 700 ? 1000 : 1)});
        QCOMPARE(series.fill(minutes, 3 * minute).size(), 1440);
    }
    QVERIFY(series.tiers().minutes.size() <= Series::minuteCapacity * 5 / 4);
    QCOMPARE(series.tiers().hours.size(), days * 24 + 1);
    QCOMPARE(series.tiers().hours.constFirst().startMs, base - days * 1440 * minute);
    QCOMPARE(series.known(3 * minute), (QList<TimeSpan>{{base - days * 1440 * minute, base + minute}}));
    const auto all = series.points(base - days * 1440 * minute, base);
    QCOMPARE(std::count_if(all.cbegin(), all.cend(), [](const SeriesPoint &p) { return p.value == 1000; }),
             days);
}

SYSPULSE_TEST(TestSeries)
#include "tst_series.moc"
