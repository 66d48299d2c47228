// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"
#include "core/history/normalband.h"
#include "tests/support/testregistry.h"

#include <functional>

#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 bandHourMs = Series::hourMs;
constexpr qint64 bandWeekMs = 7 * 24 * bandHourMs;
/// A Friday, 12:00 in UTC.
constexpr qint64 bandNoonMs = 1'800'014'400'000;
const QString bandInstance = QStringLiteral("https://db.example.org:9925");
const SeriesKey bandKey{QStringLiteral("$SYS/broker/clients/connected"), false};

int onUtc(qint64)
{
    return 0;
}

/// The point of the minute that begins at @p startMs.
CoursePoint minutePoint(qint64 startMs, double value)
{
    return {startMs, startMs + Series::minuteMs / 2, value, value, value, 6};
}

using ValueOf = std::function<double(qint64 startMs)>;

/// Every minute of [@p fromMs, @p toMs).
SeriesCourse everyMinute(qint64 fromMs, qint64 toMs, const ValueOf &valueOf)
{
    SeriesCourse course;
    for (qint64 startMs = fromMs; startMs < toMs; startMs += Series::minuteMs)
        course.append(minutePoint(startMs, valueOf(startMs)));
    return course;
}

/// The hour at @p timeMs in each of @p weeks weeks before, the longest ago first.
SeriesCourse hourOfWeeks(qint64 timeMs, const QList<int> &weeks, const ValueOf &valueOf)
{
    SeriesCourse course;
    for (const int week : weeks) {
        const qint64 fromMs = timeMs - week * bandWeekMs;
        course += everyMinute(fromMs, fromMs + bandHourMs, valueOf);
    }
    return course;
}

/// 48, 49, 50, 51, 52 and so on.
double around50(qint64 startMs)
{
    return 48 + double(startMs / Series::minuteMs % 5);
}

/// One value in each of the next minutes from bandNoonMs on, where the usual is 40 to 60; -1 leaves one out.
QList<qint64> marksOf(const QList<double> &values, const GapRule &gaps = 30'000)
{
    SeriesCourse minutes;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (values.at(i) >= 0)
            minutes.append(minutePoint(bandNoonMs + i * Series::minuteMs, values.at(i)));
    }
    const QList<NormalHour> hours{{{bandNoonMs, bandNoonMs + 10 * bandHourMs}, 50, 40, 60, 4}};
    QList<qint64> marks;
    for (const qint64 timeMs : unusualTimes(minutes, hours, gaps))
        marks.append((timeMs - bandNoonMs) / Series::minuteMs); // the number of the minute
    return marks;
}

/// @p count minutes of @p value.
QList<double> minutesOf(qsizetype count, double value)
{
    return QList<double>(count, value);
}

/// Tells the hour that clocks of @p zone show.
std::function<double(qint64)> wallClock(const UtcOffset &zone)
{
    return [zone](qint64 timeMs) { return double((timeMs + zone(timeMs) * 1000LL) / bandHourMs % 24); };
}

} // namespace

/// What is usual at an hour of the week, and what is not.
class TestNormalBand : public QObject
{
    Q_OBJECT

private slots:
    void medianAndSpreadOfTheSameHour()
    {
        const SeriesCourse minutes = hourOfWeeks(bandNoonMs, {4, 3, 2, 1}, around50);
        const QList<NormalHour> hours =
            normalHours(minutes, {bandNoonMs + 10 * Series::minuteMs, bandNoonMs + 2 * bandHourMs}, onUtc);
        QCOMPARE(hours.size(), 1); // of the hour after it nothing is known
        const NormalHour hour = hours.constFirst();
        QCOMPARE(hour.span, (TimeSpan{bandNoonMs, bandNoonMs + bandHourMs}));
        QCOMPARE(hour.weeks, 4);
        QCOMPARE(hour.median, 50.0);
        QCOMPARE(hour.lower, 50 - 3 * 1.4826); // half of them are not more than 1 away
        QCOMPARE(hour.upper, 50 + 3 * 1.4826);
        QCOMPARE(normalAt(hours, bandNoonMs), std::optional(hour));
        QVERIFY(!normalAt(hours, bandNoonMs + bandHourMs));
        QVERIFY(!normalAt(hours, bandNoonMs - 1));
    }

    void whatIsNewDoesNotCount()
    {
        SeriesCourse minutes = hourOfWeeks(bandNoonMs, {4, 3, 2, 1}, around50);
        const TimeSpan span{bandNoonMs, bandNoonMs + bandHourMs};
        const QList<NormalHour> before = normalHours(minutes, span, onUtc);
        // The hour itself, the hours beside that of last week, and what was five weeks ago.
        SeriesCourse others =
            everyMinute(bandNoonMs - 5 * bandWeekMs, bandNoonMs - 5 * bandWeekMs + bandHourMs,
                        [](qint64) { return 900.0; });
        others += minutes;
        others += everyMinute(bandNoonMs - bandWeekMs + bandHourMs, bandNoonMs - bandWeekMs + 2 * bandHourMs,
                              [](qint64) { return 900.0; });
        others += everyMinute(bandNoonMs, bandNoonMs + bandHourMs, [](qint64) { return 900.0; });
        QCOMPARE(normalHours(others, span, onUtc), before);
    }

    void oneStrangeWeekDoesNotWidenIt()
    {
        const SeriesCourse minutes = hourOfWeeks(bandNoonMs, {4, 3, 2, 1}, [](qint64 startMs) {
            return startMs < bandNoonMs - 3 * bandWeekMs && startMs >= bandNoonMs - 4 * bandWeekMs
                       ? 5000
                       : around50(startMs);
        });
        const NormalHour hour = normalHours(minutes, {bandNoonMs, bandNoonMs + bandHourMs}, onUtc).value(0);
        QCOMPARE(hour.weeks, 4);
        QVERIFY2(hour.upper < 65 && hour.lower > 35, qPrintable(QString::number(hour.upper)));
    }

    void whatHardlyChangesHasABandToo()
    {
        const TimeSpan span{bandNoonMs, bandNoonMs + bandHourMs};
        const NormalHour constant =
            normalHours(hourOfWeeks(bandNoonMs, {2, 1}, [](qint64) { return 40.0; }), span, onUtc).value(0);
        QCOMPARE(constant.lower, 38.0);
        QCOMPARE(constant.upper, 42.0);
        // Mostly nothing, and every tenth minute 10: MAD is 0.
        const NormalHour rare =
            normalHours(
                hourOfWeeks(bandNoonMs, {2, 1},
                            [](qint64 startMs) { return startMs / Series::minuteMs % 10 == 0 ? 10.0 : 0.0; }),
                span, onUtc)
                .value(0);
        QCOMPARE(rare.median, 0.0);
        QCOMPARE(rare.lower, 0.0); // what was never below 0
        QCOMPARE(rare.upper, 3 * 1.2533);
        const NormalHour signedValues =
            normalHours(
                hourOfWeeks(bandNoonMs, {2, 1}, [](qint64 startMs) { return around50(startMs) - 50; }), span,
                onUtc)
                .value(0);
        QVERIFY(signedValues.lower < -4);
    }

    void tooLittleIsUnknown()
    {
        const TimeSpan span{bandNoonMs, bandNoonMs + bandHourMs};
        QVERIFY(normalHours({}, span, onUtc).isEmpty());
        QVERIFY(normalHours(hourOfWeeks(bandNoonMs, {1}, around50), span, onUtc).isEmpty());
        QCOMPARE(normalHours(hourOfWeeks(bandNoonMs, {3, 1}, around50), span, onUtc).value(0).weeks, 2);
        // Nine values of two weeks, and ten.
        SeriesCourse few = hourOfWeeks(bandNoonMs, {2}, around50).mid(0, 5) +
                           hourOfWeeks(bandNoonMs, {1}, around50).mid(0, 4);
        QVERIFY(normalHours(few, span, onUtc).isEmpty());
        few.append(hourOfWeeks(bandNoonMs, {1}, around50).at(30));
        QCOMPARE(normalHours(few, span, onUtc).size(), 1);
        // The mean of an hour tells nothing about the spread of its minutes.
        SeriesCourse hourly = hourOfWeeks(bandNoonMs, {2}, around50);
        hourly.append({bandNoonMs - bandWeekMs, bandNoonMs - bandWeekMs + bandHourMs / 2, 50, 48, 52, 360});
        QVERIFY(normalHours(hourly, span, onUtc).isEmpty());
    }

    void clocksThatGoForwardDoNotShiftIt()
    {
        // From 2 to 3 o'clock on the day before, so that the weeks before were in winter time.
        const qint64 changeMs = bandNoonMs - 34 * bandHourMs;
        const UtcOffset zone = [changeMs](qint64 timeMs) { return timeMs < changeMs ? 0 : 3600; };
        const auto hourOnTheWall = wallClock(zone);
        const SeriesCourse minutes =
            everyMinute(bandNoonMs - 4 * bandWeekMs - 24 * bandHourMs, bandNoonMs, hourOnTheWall);
        const TimeSpan day{bandNoonMs - 24 * bandHourMs, bandNoonMs + 24 * bandHourMs};
        const QList<NormalHour> hours = normalHours(minutes, day, zone);
        QCOMPARE(hours.size(), 48);
        for (const NormalHour &hour : hours) {
            QCOMPARE(hour.median, hourOnTheWall(hour.span.fromMs));
            QCOMPARE(hour.weeks, 4);
        }
        // A week later the hour that was skipped has a week less.
        const qint64 skippedMs = changeMs + bandWeekMs - bandHourMs;
        const SeriesCourse later = everyMinute(skippedMs - 5 * bandWeekMs, skippedMs, hourOnTheWall);
        const NormalHour skipped = normalHours(later, {skippedMs, skippedMs + 1}, zone).value(0);
        QCOMPARE(hourOnTheWall(skippedMs), hourOnTheWall(changeMs) - 1);
        QCOMPARE(skipped.weeks, 3);
        QCOMPARE(skipped.median, hourOnTheWall(skippedMs));
    }

    void clocksThatGoBackDoNotShiftIt()
    {
        const qint64 changeMs = bandNoonMs - 34 * bandHourMs;
        const UtcOffset zone = [changeMs](qint64 timeMs) { return timeMs < changeMs ? 3600 : 0; };
        const auto hourOnTheWall = wallClock(zone);
        const SeriesCourse minutes =
            everyMinute(bandNoonMs - 4 * bandWeekMs - 48 * bandHourMs, bandNoonMs, hourOnTheWall);
        // The hour that comes twice is the same hour both times.
        const QList<NormalHour> hours =
            normalHours(minutes, {changeMs - 2 * bandHourMs, changeMs + 2 * bandHourMs}, zone);
        QCOMPARE(hours.size(), 4);
        QCOMPARE(hours.at(1).span, (TimeSpan{changeMs - bandHourMs, changeMs}));
        QCOMPARE(hours.at(2).span, (TimeSpan{changeMs, changeMs + bandHourMs}));
        QCOMPARE(hours.at(1).median, hours.at(2).median);
        QCOMPARE(hours.at(3).median, hourOnTheWall(changeMs + bandHourMs));
    }

    void hoursBeginWhereTheClocksSaySo()
    {
        const UtcOffset india = [](qint64) { return 19'800; };
        const qint64 startMs = bandNoonMs - bandHourMs / 2;
        const QList<NormalHour> hours =
            normalHours(hourOfWeeks(startMs, {2, 1}, around50), {bandNoonMs, bandNoonMs + 1}, india);
        QCOMPARE(hours.size(), 1);
        QCOMPARE(hours.constFirst().span, (TimeSpan{startMs, startMs + bandHourMs}));
        // Set forward by half an hour at noon, as on Lord Howe Island: half an hour is left of it.
        const UtcOffset island = [](qint64 timeMs) { return timeMs < bandNoonMs ? 0 : 1800; };
        const SeriesCourse minutes = everyMinute(bandNoonMs - 3 * bandWeekMs, bandNoonMs, [](qint64 timeMs) {
            return double(timeMs / bandHourMs % 24);
        });
        const QList<NormalHour> cut = normalHours(minutes, {bandNoonMs, bandNoonMs + bandHourMs}, island);
        QCOMPARE(cut.size(), 3);
        QCOMPARE(cut.at(1).span, (TimeSpan{bandNoonMs, bandNoonMs + bandHourMs / 2}));
        QCOMPARE(cut.at(1).median, 12.0);
        QCOMPARE(cut.at(2).median, 13.0);
    }

    void threeMinutesOutsideAreUnusual()
    {
        QCOMPARE(marksOf({50, 61, 61, 50, 61, 39, 50}), QList<qint64>{}); // two at a time
        QCOMPARE(marksOf({50, 61, 61, 39, 50}), QList<qint64>{1});        // on either side
        QCOMPARE(marksOf({50, 60, 40, 60, 50}), QList<qint64>{});         // on its edges is inside
        QCOMPARE(marksOf({70, 70, 70}), QList<qint64>{0});
    }

    void gapsAndTheUnknownEndARun()
    {
        QCOMPARE(marksOf({70, 70, -1, 70, 70}), QList<qint64>{});
        QCOMPARE(marksOf({70, 70, -1, 70, 70, 70}), QList<qint64>{3});
        // With an updater that runs less often there is none.
        QCOMPARE(marksOf({70, 70, -1, 70, 70}, 180'000), QList<qint64>{0});
        QCOMPARE(marksOf({70, -1, -1, -1, -1, -1, 70}, 15 * Series::minuteMs), QList<qint64>{0});
        // Where it is not known what is usual, nothing is unusual.
        const QList<NormalHour> hours{{{bandNoonMs, bandNoonMs + bandHourMs}, 50, 40, 60, 4}};
        const auto high = [](qint64) { return 70.0; };
        QVERIFY(unusualTimes(
                    everyMinute(bandNoonMs + 58 * Series::minuteMs, bandNoonMs + 90 * Series::minuteMs, high),
                    hours, 30'000)
                    .isEmpty());
        // A point that stands for an hour is none of a minute.
        SeriesCourse mixed = everyMinute(bandNoonMs, bandNoonMs + 2 * Series::minuteMs, high);
        mixed.append({bandNoonMs + 2 * Series::minuteMs, bandNoonMs + 4 * Series::minuteMs, 70, 70, 70, 60});
        QVERIFY(unusualTimes(mixed, hours, 30'000).isEmpty());
    }

    void oneMarkAnHour()
    {
        const QList<double> usual = minutesOf(10, 50);
        const QList<double> high = minutesOf(5, 70);
        QCOMPARE(marksOf(high + usual + high + usual + high), QList<qint64>{0});
        QCOMPARE(marksOf(high + minutesOf(55, 50) + high), (QList<qint64>{0, 60}));
        QCOMPARE(marksOf(high + minutesOf(54, 50) + high), (QList<qint64>{0, 60})); // began at 59
        // What goes on has one mark; where another one came too soon, as soon as it may have one.
        QCOMPARE(marksOf(minutesOf(300, 70)), QList<qint64>{0});
        QCOMPARE(marksOf(high + usual + minutesOf(200, 70)), (QList<qint64>{0, 60}));
        QCOMPARE(marksOf(high + usual + minutesOf(40, 70)), QList<qint64>{0});
    }

    void theHistoryTellsIt()
    {
        QTemporaryDir folder;
        HistoryDatabase database;
        QVERIFY(database.open(folder.filePath(QStringLiteral("history.sqlite"))));
        const SeriesKey own{QStringLiteral("$SYS/own"), false};
        // Samples every 30 s; at last ten minutes of something else, and a minute that is not over.
        const qint64 nowMs = bandNoonMs + 20 * Series::minuteMs + 40'000;
        QList<HistorySample> samples;
        const auto add = [&samples, &own](qint64 fromMs, qint64 toMs, double more) {
            for (qint64 timeMs = fromMs; timeMs < toMs; timeMs += 30'000) {
                samples.append({bandKey, {timeMs, around50(timeMs) + more + 7}});
                samples.append({own, {timeMs, 7}});
            }
        };
        for (int week = normalWeeks; week > 0; --week)
            add(bandNoonMs - week * bandWeekMs - bandHourMs, bandNoonMs - week * bandWeekMs + 2 * bandHourMs,
                0);
        add(bandNoonMs - bandHourMs, bandNoonMs + 8 * Series::minuteMs, 0);
        add(bandNoonMs + 8 * Series::minuteMs, bandNoonMs + 12 * Series::minuteMs, 30);
        add(bandNoonMs + 12 * Series::minuteMs, nowMs, 0);
        QVERIFY(database.append(bandInstance, samples));

        NormalQuestion question;
        question.key = bandKey;
        question.less = own;
        question.span = {bandNoonMs, bandNoonMs + 21 * Series::minuteMs};
        question.nowMs = nowMs;
        const auto answer = database.normalCourse(bandInstance, question);
        QVERIFY(answer);
        QVERIFY(answer->span.fromMs <= bandNoonMs && answer->span.toMs >= question.span.toMs);
        const std::optional<NormalHour> usual = normalAt(answer->hours, bandNoonMs);
        QVERIFY(usual);
        QCOMPARE(usual->median, 50.0);
        QCOMPARE(usual->weeks, 4);
        QCOMPARE(answer->unusualMs, QList<qint64>{bandNoonMs + 8 * Series::minuteMs});

        // What is known already is not looked for again, and minutes that are not over are not judged.
        question.known = *answer;
        question.known.hours[question.known.hours.indexOf(*usual)].upper = 1000;
        QVERIFY(database.normalCourse(bandInstance, question)->unusualMs.isEmpty());
        question.known = {};
        question.nowMs = bandNoonMs + 10 * Series::minuteMs + 50'000;
        QVERIFY(database.normalCourse(bandInstance, question)->unusualMs.isEmpty());
        question.nowMs = bandNoonMs + 11 * Series::minuteMs;
        QCOMPARE(database.normalCourse(bandInstance, question)->unusualMs.size(), 1);
        question.key.topic = QStringLiteral("$SYS/nothing");
        QVERIFY(database.normalCourse(bandInstance, question)->hours.isEmpty());
    }

    void marksDoNotDependOnWhereThePictureBegins()
    {
        QTemporaryDir folder;
        HistoryDatabase database;
        QVERIFY(database.open(folder.filePath(QStringLiteral("history.sqlite"))));
        QList<HistorySample> samples;
        const auto add = [&samples](qint64 fromMs, qint64 toMs, double more) {
            for (qint64 timeMs = fromMs; timeMs < toMs; timeMs += Series::minuteMs)
                samples.append({bandKey, {timeMs + 1, around50(timeMs) + more}});
        };
        for (int week = normalWeeks; week > 0; --week)
            add(bandNoonMs - week * bandWeekMs - bandHourMs, bandNoonMs - week * bandWeekMs + 9 * bandHourMs,
                0);
        add(bandNoonMs, bandNoonMs + 8 * bandHourMs, 30);
        QVERIFY(database.append(bandInstance, samples));
        NormalQuestion question;
        question.key = bandKey;
        question.nowMs = bandNoonMs + 8 * bandHourMs;
        for (qint64 hours = 0; hours < 8; ++hours) {
            question.span = {bandNoonMs + hours * bandHourMs + 5 * Series::minuteMs, question.nowMs};
            QCOMPARE(database.normalCourse(bandInstance, question)->unusualMs, QList<qint64>{bandNoonMs});
        }
    }
};

SYSPULSE_TEST(TestNormalBand)
#include "tst_normalband.moc"
