// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/alertwatch.h"

#include <QTest>

using namespace syspulse;

/// What alerts make of silence and of clocks that jump.
class TestAlertTimes : public QObject
{
    Q_OBJECT

private slots:
    void noDataLooksAtTheAge()
    {
        Watch watch(rule(AlertCondition::NoData, 0, 60));
        watch.value(5);
        watch.values(5, 120);
        watch.wait(59);
        QCOMPARE(watch.told, QStringList());
        watch.wait(1);
        QCOMPARE(watch.told, words("fired"));
        watch.sample.current = false; // as when the link is down
        watch.wait(100);
        QCOMPARE(watch.told, words("fired"));
        watch.value(5); // the same number, but new
        QCOMPARE(watch.told, words("fired cleared"));
    }

    void noDataIsAlsoATopicThatNeverCame()
    {
        Watch watch(rule(AlertCondition::NoData, 0, 60));
        watch.look();
        watch.wait(59);
        QCOMPARE(watch.told, QStringList());
        watch.wait(1);
        QCOMPARE(watch.told, words("fired"));
    }

    void anOldValueGetsTimeToBeFollowedByANewOne()
    {
        Watch watch(rule(AlertCondition::NoData, 0, 3600));
        watch.sample.stampMs = watch.clock.now - 7'200'000;
        watch.look();
        watch.wait(20);
        QCOMPARE(watch.told, QStringList());
        watch.value(1);
        watch.wait(60);
        QCOMPARE(watch.told, QStringList());
        // Nothing follows here.
        Watch silent(rule(AlertCondition::NoData, 0, 3600));
        silent.sample.stampMs = silent.clock.now - 7'200'000;
        silent.look();
        silent.wait(30);
        QCOMPARE(silent.told, words("fired"));
    }

    void aClockThatJumpsAheadFiresNothing_data()
    {
        QTest::addColumn<AlertCondition>("condition");
        QTest::newRow("above") << AlertCondition::ValueAbove;
        QTest::newRow("no data") << AlertCondition::NoData;
    }

    /// So does a computer that slept.
    void aClockThatJumpsAheadFiresNothing()
    {
        QFETCH(AlertCondition, condition);
        Watch watch(rule(condition, 100, 60));
        watch.value(101);
        watch.wait(40);
        watch.clock.now += 3'600'000;
        watch.sample.current = false;
        watch.look();
        watch.wait(5);
        QCOMPARE(watch.told, QStringList());
        watch.value(101);
        watch.wait(59);
        QCOMPARE(watch.told, QStringList());
        watch.wait(1);
        QCOMPARE(watch.told, words("fired"));
    }

    void timeThatNobodyWatchedDoesNotCount()
    {
        Watch watch(rule(AlertCondition::ValueAbove, 100, 60));
        watch.value(101);
        watch.wait(40);
        watch.clock.now += 20'000;
        watch.look();
        watch.wait(59);
        QCOMPARE(watch.told, QStringList());
        watch.wait(1);
        QCOMPARE(watch.told, words("fired"));
    }

    void aClockThatIsSetBackDelaysNothing_data() { aClockThatJumpsAheadFiresNothing_data(); }

    void aClockThatIsSetBackDelaysNothing()
    {
        QFETCH(AlertCondition, condition);
        Watch watch(rule(condition, 100, 60));
        watch.value(101);
        watch.wait(30);
        watch.clock.now -= 3'600'000;
        watch.look();
        watch.wait(29);
        QCOMPARE(watch.told, QStringList());
        watch.wait(1);
        QCOMPARE(watch.told, words("fired"));
        watch.wait(60);
        QCOMPARE(watch.told, words("fired"));
    }
};

QTEST_GUILESS_MAIN(TestAlertTimes)
#include "tst_alerttimes.moc"
