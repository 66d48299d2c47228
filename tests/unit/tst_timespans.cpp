// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timespans.h"
#include "tests/support/testregistry.h"

#include <limits>

#include <QTest>

using namespace syspulse;

class TestTimeSpans : public QObject
{
    Q_OBJECT

private slots:
    void uniting()
    {
        const QList<TimeSpan> spans{{50, 60}, {0, 10}, {5, 20}, {23, 30}, {40, 40}};
        QCOMPARE(united(spans, 0), (QList<TimeSpan>{{0, 20}, {23, 30}, {50, 60}}));
        QCOMPARE(united(spans, 3), (QList<TimeSpan>{{0, 30}, {50, 60}}));
        QVERIFY(united({}, 3).isEmpty());
    }

    void takingAway()
    {
        QCOMPARE(without({0, 100}, {}), (QList<TimeSpan>{{0, 100}}));
        QCOMPARE(without({0, 100}, {{-5, 10}, {40, 60}, {90, 200}}), (QList<TimeSpan>{{10, 40}, {60, 90}}));
        QVERIFY(without({0, 100}, {{0, 100}}).isEmpty());
        QCOMPARE(without({0, 100}, {{200, 300}}), (QList<TimeSpan>{{0, 100}}));
    }

    void atTheBounds()
    {
        constexpr qint64 least = std::numeric_limits<qint64>::min();
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        QCOMPARE(united({{least, least + 5}, {most - 5, most}}, 10),
                 (QList<TimeSpan>{{least, least + 5}, {most - 5, most}}));
    }

    void covering()
    {
        const QList<TimeSpan> spans{{0, 10}, {20, 30}};
        QVERIFY(covers(spans, 0));
        QVERIFY(covers(spans, 29));
        QVERIFY(!covers(spans, 10));
        QVERIFY(!covers(spans, -1));
        QVERIFY(!covers(spans, 30));
        QVERIFY(!covers({}, 5));
    }
};

SYSPULSE_TEST(TestTimeSpans)
#include "tst_timespans.moc"
