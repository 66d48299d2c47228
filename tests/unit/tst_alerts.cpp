// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "tests/unit/alertwatch.h"

#include <cmath>
#include <limits>

#include <QTest>

using namespace syspulse;

class TestAlerts : public QObject
{
    Q_OBJECT

private slots:
    void aValueFiresAndClears_data()
    {
        QTest::addColumn<AlertCondition>("condition");
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QString>("told");
        // The threshold is 100, and an alert ends 5 past it.
        const auto above = AlertCondition::ValueAbove;
        const auto below = AlertCondition::ValueBelow;
        QTest::newRow("above") << above << QList<double>{99, 101} << "fired";
        QTest::newRow("at it is not above") << above << QList<double>{99, 100, 100} << "";
        QTest::newRow("above, within the hysteresis")
            << above << QList<double>{101, 99, 96, 101, 95.5} << "fired";
        QTest::newRow("above, back") << above << QList<double>{101, 95} << "fired cleared";
        QTest::newRow("above, again") << above << QList<double>{101, 95, 100, 101} << "fired cleared fired";
        QTest::newRow("below") << below << QList<double>{101, 99} << "fired";
        QTest::newRow("at it is not below") << below << QList<double>{101, 100} << "";
        QTest::newRow("below, within the hysteresis") << below << QList<double>{99, 101, 104, 99} << "fired";
        QTest::newRow("below, back") << below << QList<double>{99, 105} << "fired cleared";
        QTest::newRow("zero is a value") << below << QList<double>{0} << "fired";
    }

    void aValueFiresAndClears()
    {
        QFETCH(AlertCondition, condition);
        QFETCH(QList<double>, values);
        QFETCH(QString, told);
        Watch watch(rule(condition, 100, 0, 5));
        for (const double value : values) {
            watch.wait(10);
            watch.value(value);
        }
        QCOMPARE(watch.told, words(told.toLatin1().constData()));
    }

    void aConditionMustHoldForItsTime()
    {
        Watch watch(rule(AlertCondition::ValueAbove, 100, 60));
        watch.value(101);
        QCOMPARE(watch.state(), AlertState::Pending);
        watch.values(101, 50);
        watch.wait(9);
        QCOMPARE(watch.state(), AlertState::Pending);
        watch.wait(1);
        QCOMPARE(watch.state(), AlertState::Firing);
        QCOMPARE(watch.last.value, std::optional<double>(101));
        QCOMPARE(watch.last.timeMs, watch.clock.now);
        QCOMPARE(watch.engine.status(QStringLiteral("r")).sinceMs, watch.clock.now);
        QCOMPARE(watch.engine.firing().size(), 1);
    }

    void aConditionThatIsOverStartsAgain()
    {
        Watch watch(rule(AlertCondition::ValueAbove, 100, 60));
        for (int i = 0; i < 20; ++i)
            watch.values(i % 5 == 4 ? 100 : 101, 10); // above for 40 s at a time
        QCOMPARE(watch.told, QStringList());
    }

    void aValueThatIsNotCurrentNeitherFiresNorClears()
    {
        Watch watch(rule(AlertCondition::ValueAbove, 100));
        watch.value(99);
        watch.sample.current = false;
        watch.sample.number = 101;
        watch.sample.stampMs += 1;
        watch.look();
        QCOMPARE(watch.told, QStringList());
        QVERIFY(!watch.known());
        watch.value(101);
        QVERIFY(watch.known());
        watch.sample.current = false;
        watch.sample.number = 1;
        watch.sample.stampMs += 1;
        watch.wait(3600);
        QCOMPARE(watch.told, words("fired"));
        QCOMPARE(watch.state(), AlertState::Firing);
        QVERIFY(!watch.known());
        watch.value(1);
        QCOMPARE(watch.told, words("fired cleared"));
    }

    void anUnknownValueIsNotZero_data()
    {
        QTest::addColumn<std::optional<double>>("unknown");
        QTest::newRow("nothing") << std::optional<double>();
        QTest::newRow("not a number") << std::optional<double>(std::nan(""));
        QTest::newRow("infinite") << std::optional<double>(-std::numeric_limits<double>::infinity());
    }

    void anUnknownValueIsNotZero()
    {
        QFETCH(std::optional<double>, unknown);
        Watch watch(rule(AlertCondition::ValueBelow, 1));
        watch.look(); // not even a topic
        QVERIFY(!watch.known());
        watch.values(unknown, 60);
        QCOMPARE(watch.told, QStringList());
        QVERIFY(!watch.known());
    }

    void unknownTimeDoesNotCount()
    {
        Watch watch(rule(AlertCondition::ValueAbove, 100, 60));
        watch.value(101);
        watch.wait(40);
        watch.sample.current = false;
        watch.wait(5);
        QCOMPARE(watch.state(), AlertState::Normal);
        watch.value(101);
        watch.wait(59);
        QCOMPARE(watch.told, QStringList());
        watch.wait(1);
        QCOMPARE(watch.told, words("fired"));
    }

    void aChangePerSecondFiresAndClears()
    {
        Watch watch(rule(AlertCondition::RateAbove, 5, 0, 2));
        watch.value(1000);
        QVERIFY(!watch.known()); // one value has no change
        watch.wait(10);
        watch.value(1050);
        QCOMPARE(watch.told, QStringList());
        watch.wait(10);
        watch.value(1110);
        QCOMPARE(watch.told, words("fired"));
        QCOMPARE(watch.last.value, std::optional<double>(6));
        watch.wait(10);
        watch.value(1150);
        QCOMPARE(watch.told, words("fired"));
        watch.wait(10);
        watch.value(1180);
        QCOMPARE(watch.told, words("fired cleared"));
    }

    /// As of a counter with a clock of its own: that it is confirmed without news is not a change of 0.
    void aChangePerSecondThatIsTold()
    {
        Watch watch(rule(AlertCondition::RateAbove, 5, 0, 2));
        watch.sample.counter = true;
        watch.sample.hasRate = true;
        watch.value(1000);
        QVERIFY(!watch.known());
        watch.sample.rate = 8;
        watch.wait(10);
        watch.value(1000);
        QCOMPARE(watch.told, words("fired"));
        QCOMPARE(watch.last.value, std::optional<double>(8));
        watch.wait(10);
        watch.value(1000);
        QCOMPARE(watch.told, words("fired"));
        watch.sample.rate.reset();
        watch.wait(10);
        watch.value(9000);
        QVERIFY(!watch.known());
        watch.sample.rate = 2;
        watch.wait(10);
        watch.value(99000);
        QCOMPARE(watch.told, words("fired cleared"));
    }

    void aChangeMayBeDownwards()
    {
        Watch watch(rule(AlertCondition::RateBelow, -1));
        watch.value(100);
        watch.wait(10);
        watch.value(95);
        QCOMPARE(watch.told, QStringList());
        watch.wait(10);
        watch.value(80);
        QCOMPARE(watch.told, words("fired"));
    }

    void aCounterThatBeginsAnewHasNoChange()
    {
        Watch watch(rule(AlertCondition::RateBelow, 1));
        watch.sample.counter = true;
        watch.value(1000);
        watch.wait(10);
        watch.value(2000);
        watch.wait(10);
        watch.value(3);
        QVERIFY(!watch.known());
        QCOMPARE(watch.told, QStringList());
        watch.wait(10);
        watch.value(103);
        QVERIFY(watch.known());
        QCOMPARE(watch.told, QStringList());
    }

    void aServerClockThatGoesBackHasNoChange()
    {
        Watch watch(rule(AlertCondition::RateAbove, 1));
        watch.value(1000);
        watch.sample.stampMs -= 3'600'000;
        watch.sample.number = 2000;
        watch.look();
        QVERIFY(!watch.known());
        QCOMPARE(watch.told, QStringList());
    }

    void aRuleThatIsOffIsSilent()
    {
        AlertRule off = rule(AlertCondition::ValueAbove, 100);
        off.enabled = false;
        Watch watch(off);
        watch.values(101, 60);
        QCOMPARE(watch.told, QStringList());
        QCOMPARE(watch.state(), AlertState::Off);
    }

    void aChangedRuleBeginsAnewAndARenamedOneDoesNot()
    {
        AlertRule one = rule(AlertCondition::ValueAbove, 100);
        Watch watch(one);
        watch.value(101);
        one.name = QStringLiteral("Crowded");
        watch.note(watch.engine.setRules({one}));
        QCOMPARE(watch.told, words("fired"));
        QCOMPARE(watch.state(), AlertState::Firing);
        one.threshold = 200;
        watch.note(watch.engine.setRules({one}));
        QCOMPARE(watch.told, words("fired ended"));
        watch.look();
        QCOMPARE(watch.state(), AlertState::Normal);
        one.threshold = 50;
        watch.note(watch.engine.setRules({one}));
        watch.look();
        watch.note(watch.engine.setRules({}));
        QCOMPARE(watch.told, words("fired ended fired ended"));
    }

    void stoppingEndsWhatFires()
    {
        Watch watch(rule(AlertCondition::ValueAbove, 100));
        watch.value(101);
        watch.note(watch.engine.stop());
        QCOMPARE(watch.told, words("fired ended"));
        QVERIFY(watch.engine.firing().isEmpty());
        watch.note(watch.engine.stop());
        QCOMPARE(watch.told, words("fired ended"));
        watch.look();
        QCOMPARE(watch.told, words("fired ended fired"));
    }

    void rulesAreJudgedApart()
    {
        AlertRule high = rule(AlertCondition::ValueAbove, 100);
        AlertRule low = rule(AlertCondition::ValueBelow, 10);
        low.id = QStringLiteral("low");
        FakeClock clock;
        AlertEngine engine(clock);
        engine.setRules({high, low});
        const auto events = engine.evaluate([&](const AlertRule &) {
            return AlertSample{5, true, false, clock.now, qint64(0)};
        });
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.constFirst().rule.id, low.id);
        QCOMPARE(engine.firing().constFirst().id, low.id);
    }
};

SYSPULSE_TEST(TestAlerts)
#include "tst_alerts.moc"
