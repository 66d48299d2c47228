// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/schedule.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace syspulse;

/// When an updater runs, rests and tries again.
class TestSchedule : public QObject
{
    Q_OBJECT

private slots:
    void alignment();
    void retries();
    void retriesOfABrokenLink_data();
    void retriesOfABrokenLink();
    void quietHoursOfADay_data();
    void quietHoursOfADay();
    void quietHoursWhenTheClocksChange_data();
    void quietHoursWhenTheClocksChange();
    void quietHoursText_data();
    void quietHoursText();
};

void TestSchedule::alignment()
{
    QCOMPARE(nextAlignedMs(12345, 10), 20000);
    QCOMPARE(nextAlignedMs(20000, 10), 30000);
    QCOMPARE(nextAlignedMs(19999, 1), 20000);
    QCOMPARE(nextAlignedMs(5, 0), 1000);          // never faster than 1 s
    QCOMPARE(nextAlignedMs(5, 1000000), 3600000); // never slower than 1 h
}

void TestSchedule::retries()
{
    QList<qint64> delays;
    for (int failures = 0; failures < 10; ++failures)
        delays.append(retryDelayMs(failures));
    QCOMPARE(delays, (QList<qint64>{0, 1000, 2000, 4000, 8000, 10000, 10000, 10000, 10000, 10000}));
    QCOMPARE(retryDelayMs(1000000), 10000);
}

void TestSchedule::retriesOfABrokenLink_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<qint64>("longest");
    QTest::newRow("no answer: see PortKnock") << ErrorKind::Network << 0 << qint64(10000);
    QTest::newRow("bytes of an answer have changed") << ErrorKind::Protocol << 200 << longestLinkRestMs;
    QTest::newRow("something else than HTTP") << ErrorKind::Protocol << 0 << longestLinkRestMs;
    QTest::newRow("a proxy reaches nobody") << ErrorKind::Protocol << 502 << longestLinkRestMs;
    QTest::newRow("a proxy has waited in vain") << ErrorKind::Server << 504 << longestLinkRestMs;
    QTest::newRow("login refused") << ErrorKind::Auth << 401 << qint64(10000);
    QTest::newRow("not allowed") << ErrorKind::Permission << 403 << qint64(10000);
    QTest::newRow("no operations API") << ErrorKind::Protocol << 404 << qint64(10000);
    QTest::newRow("too many requests") << ErrorKind::Server << 429 << qint64(10000);
    QTest::newRow("an error of the server") << ErrorKind::Server << 500 << qint64(10000);
}

void TestSchedule::retriesOfABrokenLink()
{
    QFETCH(const ErrorKind, kind);
    QFETCH(const int, httpStatus);
    QFETCH(const qint64, longest);
    const Error error{kind, QStringLiteral("failed"), {}, httpStatus};
    QCOMPARE(retryDelayMs(1, error), 1000);
    QCOMPARE(retryDelayMs(2, error), std::min<qint64>(2000, longest));
    QCOMPARE(retryDelayMs(1000, error), longest);
}

static UtcOffset offsetIn(const QTimeZone &zone)
{
    return [zone](qint64 ms) { return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)); };
}

void TestSchedule::quietHoursOfADay_data()
{
    QTest::addColumn<QString>("hours");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("until"); // empty: not quiet
    const auto row = [](const char *hours, const char *now, const char *until) {
        QTest::addRow("%s at %s", hours, now)
            << QString::fromLatin1(hours) << QString::fromLatin1(now) << QString::fromLatin1(until);
    };
    row("22:00-06:00", "2026-11-24T21:59:59", "");
    row("22:00-06:00", "2026-11-24T22:00:00", "2026-11-25T06:00:00");
    row("22:00-06:00", "2026-11-25T00:00:00", "2026-11-25T06:00:00");
    row("22:00-06:00", "2026-11-25T05:59:59", "2026-11-25T06:00:00");
    row("22:00-06:00", "2026-11-25T06:00:00", "");
    row("12:00-13:30", "2026-11-24T12:45:00", "2026-11-24T13:30:00");
    row("12:00-13:30", "2026-11-24T13:30:00", "");
    row("00:00-08:00", "2026-11-24T07:00:00", "2026-11-24T08:00:00");
    row("20:00-00:00", "2026-12-31T23:00:00", "2027-01-01T00:00:00");
}

void TestSchedule::quietHoursOfADay()
{
    QFETCH(QString, hours);
    QFETCH(QString, now);
    QFETCH(QString, until);
    const QTimeZone zone("Asia/Tokyo"); // never changes its clocks
    const auto ms = [&zone](const QString &text) {
        const QDateTime wall = QDateTime::fromString(text, Qt::ISODate);
        return text.isEmpty() ? 0 : QDateTime(wall.date(), wall.time(), zone).toMSecsSinceEpoch();
    };
    QCOMPARE(quietUntilMs(ms(now), *parseQuietHours(hours), offsetIn(zone)), ms(until));
    QCOMPARE(quietUntilMs(ms(now), {}, offsetIn(zone)), 0);
}

void TestSchedule::quietHoursWhenTheClocksChange_data()
{
    QTest::addColumn<QString>("hours");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("until"); // empty: not quiet
    const auto row = [](const char *name, const char *hours, const char *now, const char *until) {
        QTest::newRow(name) << QString::fromLatin1(hours) << QString::fromLatin1(now)
                            << QString::fromLatin1(until);
    };
    // Berlin: 2026-03-29 02:00 becomes 03:00 (01:00 UTC); 2026-10-25 03:00 becomes 02:00 (01:00 UTC).
    row("forward, over it", "22:00-06:00", "2026-03-28T23:00:00Z", "2026-03-29T04:00:00Z");
    row("forward, the end is skipped", "22:00-02:30", "2026-03-29T00:59:59Z", "2026-03-29T01:30:00Z");
    row("forward, the begin is skipped", "02:30-06:00", "2026-03-29T01:29:59Z", "");
    row("forward, after the skipped begin", "02:30-06:00", "2026-03-29T01:30:00Z", "2026-03-29T04:00:00Z");
    row("back, over it", "22:00-06:00", "2026-10-24T21:00:00Z", "2026-10-25T05:00:00Z");
    row("back, the end comes twice", "22:00-02:30", "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z");
    row("back, after the second end", "22:00-02:30", "2026-10-25T01:30:00Z", "");
    row("back, the begin comes twice", "02:30-06:00", "2026-10-25T00:30:00Z", "2026-10-25T05:00:00Z");
}

void TestSchedule::quietHoursWhenTheClocksChange()
{
    QFETCH(QString, hours);
    QFETCH(QString, now);
    QFETCH(QString, until);
    const auto ms = [](const QString &text) {
        return text.isEmpty() ? 0 : QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch();
    };
    QCOMPARE(quietUntilMs(ms(now), *parseQuietHours(hours), offsetIn(QTimeZone("Europe/Berlin"))), ms(until));
}

void TestSchedule::quietHoursText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written"); // empty: refused
    const auto row = [](const char *text, const char *written) {
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << QString::fromLatin1(written);
    };
    row("22:00-06:00", "22:00-06:00");
    row("8:05-09:00", "08:05-09:00");
    for (const char *bad : {"", "22:00", "22-06", "24:00-06:00", "22:60-06:00", "06:00-06:00",
                            "22:00 - 06:00", "-22:00-06:00", "22:00-06:00x", "22:00-06:00\n"})
        row(bad, "");
}

void TestSchedule::quietHoursText()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto quiet = parseQuietHours(text);
    QCOMPARE(quiet ? syspulse::quietHoursText(*quiet) : QString(), written);
}

SYSPULSE_TEST(TestSchedule)
#include "tst_schedule.moc"
