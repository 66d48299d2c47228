// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
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

    void settingAClockChangesNothing_data()
    {
        QTest::addColumn<bool>("server");
        QTest::addColumn<qint64>("ms");
        for (const qint64 ms : {1000LL, 7000LL, 3'600'000LL, 86'400'000LL}) {
            for (const bool server : {false, true}) {
                const char *whose = server ? "the server's" : "ours";
                QTest::addRow("%s, %lld s ahead", whose, ms / 1000) << server << qint64(ms);
                QTest::addRow("%s, %lld s back", whose, ms / 1000) << server << qint64(-ms);
            }
        }
    }

    /// Neither a moment too early nor too late: what was held is held on.
    void settingAClockChangesNothing()
    {
        QFETCH(bool, server);
        QFETCH(qint64, ms);
        const auto set = [&](Watch &watch) {
            if (server)
                watch.serverStepMs += ms;
            else
                watch.clock.step(ms);
        };
        Watch above(rule(AlertCondition::ValueAbove, 100, 60));
        above.value(101);
        above.values(101, 30);
        set(above);
        above.value(101);
        above.wait(29);
        QCOMPARE(above.told, QStringList());
        above.wait(1);
        QCOMPARE(above.told, words("fired"));

        Watch silent(rule(AlertCondition::NoData, 0, 60));
        silent.value(5);
        silent.values(5, 30);
        set(silent);
        silent.value(5);
        silent.wait(59);
        QCOMPARE(silent.told, QStringList());
        silent.wait(1);
        QCOMPARE(silent.told, words("fired"));
        silent.value(5);
        QCOMPARE(silent.told, words("fired cleared"));
    }

    void aRateIsNotMadeUpWhereAClockWasSet_data() { settingAClockChangesNothing_data(); }

    /// 10 per second all the time.
    void aRateIsNotMadeUpWhereAClockWasSet()
    {
        QFETCH(bool, server);
        QFETCH(qint64, ms);
        Watch slow(rule(AlertCondition::RateBelow, 8));
        Watch fast(rule(AlertCondition::RateAbove, 12));
        for (Watch *watch : {&slow, &fast}) {
            watch->sample.counter = true;
            double count = 1000;
            const auto steps = [&](int number) {
                for (int i = 0; i < number; ++i) {
                    watch->wait(10);
                    watch->value(count += 100);
                }
            };
            steps(5);
            if (server)
                watch->serverStepMs += ms;
            else
                watch->clock.step(ms);
            steps(5);
            QCOMPARE(watch->told, QStringList());
            count += watch == &fast ? 1000 : -50;
            steps(1);
            QCOMPARE(watch->told, words("fired")); // it is judged again
        }
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

SYSPULSE_TEST(TestAlertTimes)
#include "tst_alerttimes.moc"
