// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/schedule.h"
#include "tests/support/testregistry.h"

#include <ctime>

#include <QDateTime>
#include <QScopeGuard>
#include <QTest>

using namespace syspulse;

/// Quiet hours are in local time, however TZ says where that is.
class TestTimeZones : public QObject
{
    Q_OBJECT

private slots:
    void quietHours_data();
    void quietHours();
};

void TestTimeZones::quietHours_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("winter"); // hours ahead of UTC
    QTest::addColumn<int>("summer");
    const auto row = [](const char *zone, int winter, int summer) {
        QTest::newRow(zone) << QByteArray(zone) << winter << summer;
    };
    row("Europe/Berlin", 1, 2);
    row(":Europe/Berlin", 1, 2);
    row("/usr/share/zoneinfo/Europe/Berlin", 1, 2);
    row(":/usr/share/zoneinfo/Europe/Berlin", 1, 2);
    row("CET-1", 1, 1);
    row("CET-1CEST,M3.5.0,M10.5.0/3", 1, 2);
    row("CET-1CEST", 1, 2);
    row("<+03>-3", 3, 3);
    row("UTC", 0, 0);
    row("", 0, 0);
}

void TestTimeZones::quietHours()
{
    QFETCH(QByteArray, zone);
    QFETCH(int, winter);
    QFETCH(int, summer);
    const bool wasSet = qEnvironmentVariableIsSet("TZ");
    const QByteArray before = qgetenv("TZ");
    const auto restore = qScopeGuard([&] {
        if (wasSet)
            qputenv("TZ", before);
        else
            qunsetenv("TZ");
        ::tzset();
    });
    qputenv("TZ", zone);
    ::tzset();
    const auto ms = [](const char *utc) {
        return QDateTime::fromString(QLatin1String(utc), Qt::ISODate).toMSecsSinceEpoch();
    };
    const QuietHours night = *parseQuietHours(QStringLiteral("22:00-06:00"));
    const qint64 hour = 3600 * 1000;
    const qint64 winterNight = ms("2026-01-15T00:00:00Z");
    const qint64 summerNight = ms("2026-07-15T00:00:00Z");
    QCOMPARE(quietUntilMs(winterNight, night, localUtcOffset), winterNight + (6 - winter) * hour);
    QCOMPARE(quietUntilMs(summerNight, night, localUtcOffset), summerNight + (6 - summer) * hour);
    QCOMPARE(quietUntilMs(ms("2026-01-15T12:00:00Z"), night, localUtcOffset), 0);
}

SYSPULSE_TEST(TestTimeZones)
#include "tst_timezones.moc"
