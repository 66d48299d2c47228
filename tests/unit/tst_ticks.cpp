// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/ticks.h"
#include "tests/support/testregistry.h"

#include <QTest>
#include <QTimeZone>

#include <ctime>

using namespace syspulse;

class TestTicks : public QObject
{
    Q_OBJECT

private slots:
    void valueTicks_data()
    {
        QTest::addColumn<double>("smallest");
        QTest::addColumn<double>("largest");
        QTest::addColumn<ValueScale>("scale");
        QTest::addColumn<QStringList>("labels");
        const auto row = [](const char *name, double largest, bool integers, const QString &labels) {
            QTest::newRow(name) << 0.0 << largest << (integers ? ValueScale::Integers : ValueScale::Decimal)
                                << labels.split(u' ');
        };
        row("nothing", 0, true, QStringLiteral("0 1"));
        row("one client", 1, true, QStringLiteral("0 1"));
        row("clients are whole", 3, true, QStringLiteral("0 1 2 3"));
        row("fractions", 0.7, false, QStringLiteral("0 0.2 0.4 0.6 0.8"));
        row("round steps", 93, true, QStringLiteral("0 20 40 60 80 100"));
        row("exactly on a tick", 100, true, QStringLiteral("0 20 40 60 80 100"));
        row("a rate of nothing", 0, false, QStringLiteral("0 0.2 0.4 0.6 0.8 1.0"));
        QTest::newRow("thousands") << 0.0 << 4100.0 << ValueScale::Integers
                                   << QStringList{QStringLiteral("0"),          QStringLiteral("1.0\u00a0k"),
                                                  QStringLiteral("2.0\u00a0k"), QStringLiteral("3.0\u00a0k"),
                                                  QStringLiteral("4.0\u00a0k"), QStringLiteral("5.0\u00a0k")};
        QTest::newRow("below zero") << -7.0 << 3.0 << ValueScale::Integers
                                    << QStringList{QStringLiteral("-8"), QStringLiteral("-6"),
                                                   QStringLiteral("-4"), QStringLiteral("-2"),
                                                   QStringLiteral("0"),  QStringLiteral("2"),
                                                   QStringLiteral("4")};
        QTest::newRow("only below zero")
            << -1.0 << 0.0 << ValueScale::Integers << QStringList{QStringLiteral("-1"), QStringLiteral("0")};
        QTest::newRow("bytes") << 0.0 << 5000.0 << ValueScale::Bytes
                               << QStringList{QStringLiteral("0"),
                                              QStringLiteral("1.0\u00a0KiB"),
                                              QStringLiteral("2.0\u00a0KiB"),
                                              QStringLiteral("3.0\u00a0KiB"),
                                              QStringLiteral("4.0\u00a0KiB"),
                                              QStringLiteral("5.0\u00a0KiB")};
    }

    void valueTicks()
    {
        QFETCH(double, smallest);
        QFETCH(double, largest);
        QFETCH(ValueScale, scale);
        QFETCH(QStringList, labels);
        QStringList found;
        for (const Tick &tick :
             syspulse::valueTicks(smallest, largest, 5, scale, UnitFormatter(QLocale::c())))
            found.append(tick.label);
        QCOMPARE(found, labels);
    }

    void timeTicksAreRoundLocalTimes()
    {
        const qint64 from = QDateTime(QDate(2026, 3, 1), QTime(23, 52, 7)).toMSecsSinceEpoch();
        QStringList labels;
        for (const Tick &tick : timeTicks(from, from + 15 * 60'000, 8))
            labels.append(tick.label);
        QCOMPARE(labels,
                 (QStringList{QStringLiteral("23:54"), QStringLiteral("23:56"), QStringLiteral("23:58"),
                              QStringLiteral("2 Mar"), QStringLiteral("00:02"), QStringLiteral("00:04"),
                              QStringLiteral("00:06")}));
    }

    void timeTicksNameMonthsInTheLanguage()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
        const qint64 from = QDateTime(QDate(2026, 3, 1), QTime(23, 52, 7)).toMSecsSinceEpoch();
        const QList<Tick> ticks = timeTicks(from, from + 15 * 60'000, 8);
        QLocale::setDefault(before);
        QCOMPARE(ticks.at(3).label, QStringLiteral("2 März"));
    }

    void timeTicksFollowTheClocksOfAZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QDateTime>("from");
        QTest::addColumn<qint64>("hours");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QString>("labels");
        const auto row = [](const char *name, const char *zone, QDate day, qint64 hours, int wanted,
                            const QString &labels) {
            QTest::newRow(name) << QByteArray(zone)
                                << QDateTime(day, QTime(0, 30), QTimeZone(QByteArray(zone))) << hours
                                << wanted << labels;
        };
        row("days, clocks go forward", "Europe/Berlin", {2026, 3, 27}, 5 * 24, 6,
            QStringLiteral("28 Mar|29 Mar|30 Mar|31 Mar|1 Apr"));
        row("days, clocks go back", "Europe/Berlin", {2026, 10, 23}, 5 * 24, 6,
            QStringLiteral("24 Oct|25 Oct|26 Oct|27 Oct"));
        row("half days, clocks go forward", "Europe/Berlin", {2026, 3, 28}, 48, 5,
            QStringLiteral("12:00|29 Mar|12:00|30 Mar"));
        row("half days, clocks go back", "Europe/Berlin", {2026, 10, 24}, 48, 5,
            QStringLiteral("12:00|25 Oct|12:00"));
        row("quarters of a day, clocks go forward", "Europe/Berlin", {2026, 3, 29}, 24, 5,
            QStringLiteral("06:00|12:00|18:00|30 Mar"));
        row("three hours, clocks go back", "Europe/Berlin", {2026, 10, 25}, 12, 5,
            QStringLiteral("03:00|06:00|09:00"));
        row("hours, clocks go forward", "Europe/Berlin", {2026, 3, 29}, 4, 6,
            QStringLiteral("01:00|03:00|04:00|05:00"));
        row("hours, clocks go back", "Europe/Berlin", {2026, 10, 25}, 4, 6,
            QStringLiteral("01:00|02:00|02:00|03:00"));
        row("a day without midnight", "Asia/Beirut", {2026, 3, 27}, 3 * 24, 4,
            QStringLiteral("28 Mar|29 Mar|30 Mar"));
        row("clocks that move by half an hour", "Australia/Lord_Howe", {2026, 4, 4}, 3 * 24, 4,
            QStringLiteral("5 Apr|6 Apr|7 Apr"));
        row("every other day", "Europe/Berlin", {2026, 3, 25}, 10 * 24, 6,
            QStringLiteral("26 Mar|28 Mar|30 Mar|1 Apr|3 Apr"));
        row("weeks begin on Monday", "Europe/Berlin", {2026, 3, 14}, 30 * 24, 8,
            QStringLiteral("16 Mar|23 Mar|30 Mar|6 Apr|13 Apr"));
        row("two weeks", "Europe/Berlin", {2026, 9, 20}, 90 * 24, 8,
            QStringLiteral("28 Sep|12 Oct|26 Oct|9 Nov|23 Nov|7 Dec"));
        row("months of a year", "Europe/Berlin", {2025, 11, 27}, 365 * 24, 14,
            QStringLiteral("Dec|2026|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"));
        row("quarters", "America/New_York", {2025, 11, 27}, 365 * 24, 5, QStringLiteral("2026|Apr|Jul|Oct"));
        row("a year without midnight of a month", "Asia/Beirut", {2025, 11, 27}, 365 * 24, 7,
            QStringLiteral("2026|Mar|May|Jul|Sep|Nov"));
    }

    void timeTicksFollowTheClocksOfAZone()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QDateTime, from);
        QFETCH(qint64, hours);
        QFETCH(int, wanted);
        QFETCH(QString, labels);
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", zone);
        tzset();
        const qint64 fromMs = from.toMSecsSinceEpoch();
        const QList<Tick> ticks = timeTicks(fromMs, fromMs + hours * 3'600'000, wanted);
        qputenv("TZ", before);
        tzset();
        QStringList found;
        for (qsizetype i = 0; i < ticks.size(); ++i) {
            QVERIFY(i == 0 || ticks.at(i).position > ticks.at(i - 1).position);
            found.append(ticks.at(i).label);
        }
        QCOMPARE(found.join(u'|'), labels);
    }

    void timeTicksAreBounded()
    {
        constexpr qint64 day = 86'400'000LL;
        for (const qint64 span : {60'000LL, 300'000LL, 900'000LL, 3'600'000LL, 21'600'000LL, day, 7 * day,
                                  30 * day, 90 * day, 365 * day, 3660 * day}) {
            for (const int wanted : {4, 8, 18}) {
                const qsizetype count = timeTicks(1'700'000'123'456, 1'700'000'123'456 + span, wanted).size();
                QVERIFY2(count <= wanted + 1 && count >= wanted / 4,
                         qPrintable(QStringLiteral("%1 of %2 ms").arg(count).arg(span)));
            }
        }
        QVERIFY(timeTicks(10, 10, 8).isEmpty());
    }

    void linesBreakAtGaps()
    {
        const QList<QPointF> points{{0, 1}, {10'000, 2}, {100'000, 3}, {110'000, 4}};
        const QList<QList<QPointF>> parts = splitAtGaps(points, 30'000);
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts.at(0).size(), 2);
        QCOMPARE(parts.at(1).constFirst(), QPointF(100'000, 3));
        QCOMPARE(splitAtGaps(points, 90'000).size(), 1);
        QVERIFY(splitAtGaps({}, 30'000).isEmpty());
    }

    void bucketsOfOldHistoryAreNoGaps()
    {
        // Minimum and maximum of one-minute buckets, as Series gives them.
        QList<QPointF> points;
        for (int i = 0; i < 10; ++i)
            points << QPointF(i * 60'000.0 + 30'000, 1) << QPointF(i * 60'000.0 + 30'001, 2);
        QCOMPARE(splitAtGaps(points, 30'000).size(), 1);
        points << QPointF(15 * 60'000.0 + 30'000, 1);
        QCOMPARE(splitAtGaps(points, 30'000).size(), 2);
    }

    void partsAreBounded()
    {
        QList<QPointF> points;
        for (int i = 0; i < 5000; ++i)
            points.append({i * 40'000.0 + (i % 7) * 1000, 1});
        QVERIFY(splitAtGaps(points, 30'000).size() <= 100);
    }
};

SYSPULSE_TEST(TestTicks)
#include "tst_ticks.moc"
