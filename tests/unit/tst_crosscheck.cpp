// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/crosscheck.h"
#include "tests/support/testregistry.h"

#include <limits>

#include <QTest>

using namespace syspulse;
using Change = CrossCheck::Change;

class TestCrossCheck : public QObject
{
    Q_OBJECT

private slots:
    void tellsOnceAfterThreeCycles()
    {
        CrossCheck check;
        QCOMPARE(check.update(200, 190), Change::None);
        QCOMPARE(check.update(200, 190), Change::None);
        QCOMPARE(check.update(200, 190), Change::Differs);
        QCOMPARE(check.update(200, 180), Change::None);
        QVERIFY(check.differs());
        QCOMPARE(check.update(200, 199), Change::Agrees);
        QCOMPARE(check.update(200, 200), Change::None);
        QVERIFY(!check.differs());
    }

    void aDelayIsNoDifference()
    {
        CrossCheck check;
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(check.update(100, 50), Change::None);
            QCOMPARE(check.update(100, 50), Change::None);
            QCOMPARE(check.update(100, 100), Change::None);
        }
    }

    void tolerance_data()
    {
        QTest::addColumn<qint64>("one");
        QTest::addColumn<qint64>("other");
        QTest::addColumn<bool>("differs");
        QTest::newRow("two") << qint64(0) << qint64(2) << false;
        QTest::newRow("three") << qint64(0) << qint64(3) << true;
        QTest::newRow("2 %") << qint64(1000) << qint64(980) << false;
        QTest::newRow("more than 2 %") << qint64(1000) << qint64(979) << true;
        QTest::newRow("the other way round") << qint64(979) << qint64(1000) << true;
        QTest::newRow("beyond the type") << std::numeric_limits<qint64>::max() << qint64(-1) << true;
    }

    void tolerance()
    {
        QFETCH(qint64, one);
        QFETCH(qint64, other);
        CrossCheck check;
        for (int i = 0; i < CrossCheck::cycles; ++i)
            check.update(one, other);
        QTEST(check.differs(), "differs");
    }

    void stateIsKept()
    {
        CrossCheck check;
        check.update(0, 9);
        check.update(0, 9);
        CrossCheck restored = CrossCheck::fromJson({{"x", check.toJson()}}, "x");
        QCOMPARE(restored.update(0, 9), Change::Differs);
        restored = CrossCheck::fromJson({{"x", restored.toJson()}}, "x");
        QCOMPARE(restored.update(0, 9), Change::None); // was told already
        for (const Json &bad : {Json(nullptr), Json(-5), Json("x"), Json(1e300)})
            QVERIFY(!CrossCheck::fromJson({{"x", bad}}, "x").differs());
    }
};

SYSPULSE_TEST(TestCrossCheck)
#include "tst_crosscheck.moc"
