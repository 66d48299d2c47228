// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timespans.h"
#include "tests/support/testregistry.h"

#include <ctime>
#include <limits>

#include <QDateTime>
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

    void theSameTimeOfDayInSummerAndWinter()
    {
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "Europe/Berlin");
        tzset();
        const auto at = [](const char *text) {
            return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch();
        };
        const auto plain = wallClockDaysLater(at("2026-06-10T15:30:00"), 1);
        const auto forward = wallClockDaysLater(at("2026-03-28T15:30:00"), 1); // a day of 23 hours
        const auto back = wallClockDaysLater(at("2026-10-26T15:30:00"), -7); // a week with 25 hours in a day
        const auto skipped = wallClockDaysLater(at("2026-03-28T02:30:00"), 1);
        const QList<qint64> expected{at("2026-06-11T15:30:00"), at("2026-03-29T15:30:00"),
                                     at("2026-10-19T15:30:00")};
        const qint64 hours = expected.at(1) - at("2026-03-28T15:30:00");
        qputenv("TZ", before);
        tzset();
        QCOMPARE(plain, expected.at(0));
        QCOMPARE(forward, expected.at(1));
        QCOMPARE(hours, 23 * 3'600'000LL);
        QCOMPARE(back, expected.at(2));
        QVERIFY(!skipped);
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
