// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/spanfigures.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestSpanFigures : public QObject
{
    Q_OBJECT

private slots:
    void figuresAreThoseOfTheSpan()
    {
        const QList<SeriesPoint> points{{0, 100}, {10'000, 2}, {20'000, 4}, {30'000, 6}, {40'000, 100}};
        const auto figures = figuresOf(points, 10'000, 30'000, 30'000);
        QVERIFY(figures);
        QCOMPARE(*figures, (SpanFigures{2, 4, 6, {30'000, 6}}));
        QVERIFY(!figuresOf(points, 50'000, 60'000, 30'000)); // unknown is not 0
        QCOMPARE(figuresOf(points, 40'000, 60'000, 30'000)->mean, 100.0);
    }

    void theMeanIsOneOfTime()
    {
        // 60 s of 0 with a sample every 10 s, then 10 s of 7 with one each second.
        QList<SeriesPoint> points;
        for (int i = 0; i <= 6; ++i)
            points.append({i * 10'000, 0});
        for (int i = 1; i <= 10; ++i)
            points.append({60'000 + i * 1000, 7});
        const auto figures = figuresOf(points, 0, 70'000, 30'000);
        QVERIFY(figures);
        QVERIFY(figures->mean > 0.9 && figures->mean < 1.1);
    }

    void gapsDoNotCount()
    {
        const auto figures = figuresOf(
            QList<SeriesPoint>{{0, 10}, {10'000, 10}, {1'000'000, 0}, {1'010'000, 0}}, 0, 2'000'000, 30'000);
        QVERIFY(figures);
        QCOMPARE(figures->mean, 5.0);
        QCOMPARE(figures->minimum, 0.0);
    }

    void minutesOfThePastAreNoGaps()
    {
        const auto figures = figuresOf(QList<SeriesPoint>{{30'000, 1}, {30'001, 3}, {90'000, 1}, {90'001, 3}},
                                       0, 120'000, 3000);
        QVERIFY(figures);
        QCOMPARE(figures->mean, 2.0);
    }

    void hoursThatBecomeMinutesAreNoGap()
    {
        constexpr qint64 hour = 3'600'000;
        // An hour of 0, then minutes of 10; a line is drawn through all of them.
        const QList<SeriesPoint> points{{hour / 2, 0}, {hour + 30'000, 10}, {hour + 90'000, 10}};
        const auto figures = figuresOf(points, 0, 2 * hour, 3000);
        QVERIFY(figures);
        QVERIFY2(figures->mean > 5 && figures->mean < 5.5, qPrintable(QString::number(figures->mean)));
        QCOMPARE(countsPerBucket(points, hour, 0, 3000), (QList<SeriesPoint>{{hour + hour / 2, 10}}));
    }

    void eventsAreCountedInBuckets()
    {
        const QList<SeriesPoint> counter{{0, 5},      {10'000, 6}, {20'000, 6},
                                         {65'000, 9}, {70'000, 2}, {80'000, 4}};
        const QList<SeriesPoint> counts = countsPerBucket(counter, 60'000, 0, 60'000);
        QCOMPARE(counts, (QList<SeriesPoint>{{30'000, 1}, {90'000, 5}})); // a fall is no count
        // Of the time in which nobody looked, nothing is known.
        QCOMPARE(countsPerBucket(counter, 60'000, 0, 30'000), (QList<SeriesPoint>{{30'000, 1}, {90'000, 2}}));
        QCOMPARE(countsPerBucket({{0, 5}}, 60'000, 0, 30'000), QList<SeriesPoint>());
        // Days begin where the clock on the wall says so.
        QCOMPARE(countsPerBucket({{0, 0}, {1000, 1}}, 60'000, 30'000, 30'000), (QList<SeriesPoint>{{0, 1}}));
    }

    void bucketsAreRound()
    {
        QCOMPARE(bucketWidthFor(15 * 60'000, 60, 1000), qint64(30'000));
        QCOMPARE(bucketWidthFor(15 * 60'000, 60, 60'000), qint64(60'000));
        QCOMPARE(bucketWidthFor(24 * 3'600'000, 60, 1000), qint64(1'800'000));
        QVERIFY(bucketWidthFor(365LL * 24 * 3'600'000, 60, 1000) >= 7LL * 24 * 3'600'000);
    }
};

SYSPULSE_TEST(TestSpanFigures)
#include "tst_spanfigures.moc"
