// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/gaprule.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestGapRule : public QObject
{
    Q_OBJECT

private slots:
    void eachTimeHasItsOwn()
    {
        GapRule gaps(30'000);
        gaps.change(100'000, 3000);
        gaps.change(200'000, 180'000);
        QCOMPARE(gaps.at(50'000), 30'000);
        QCOMPARE(gaps.at(100'000), 3000);
        QCOMPARE(gaps.at(199'999), 3000);
        QCOMPARE(gaps.at(900'000), 180'000);
        QCOMPARE(gaps.between(90'000, 100'000), 30'000); // the last sample of the old interval
        QCOMPARE(gaps.between(150'000, 151'000), 3000);
        QCOMPARE(gaps.atLeast(5000).at(150'000), 5000);
        QCOMPARE(gaps.doubled().between(150'000, 151'000), 6000);
        QCOMPARE(GapRule(7).between(0, 1), 7);
    }

    void theUnknownPastIsJudgedGenerously()
    {
        GapRule gaps(30'000);
        gaps.change(100'000, 180'000);
        QCOMPARE(gaps.at(0), 180'000);
        GapRule quick(30'000);
        quick.change(100'000, 3000);
        QCOMPARE(quick.at(0), 30'000);
    }

    void aClockThatIsSetBackReplacesWhatItSaid()
    {
        GapRule gaps(30'000);
        gaps.change(100'000, 3000);
        gaps.change(500'000, 180'000);
        gaps.change(200'000, 6000);
        QCOMPARE(gaps.at(150'000), 3000);
        QCOMPARE(gaps.at(600'000), 6000);
        gaps.change(50'000, 9000);
        QCOMPARE(gaps.at(600'000), 9000);
    }

    void isBounded()
    {
        GapRule gaps(30'000);
        for (int i = 0; i < 3 * GapRule::maxChanges; ++i)
            gaps.change(i * 1000, i % 2 == 0 ? 3000 : 6000);
        QCOMPARE(gaps.at(3000 * GapRule::maxChanges), 6000);
        QCOMPARE(gaps.at(0), 30'000);
    }
};

SYSPULSE_TEST(TestGapRule)
#include "tst_gaprule.moc"
