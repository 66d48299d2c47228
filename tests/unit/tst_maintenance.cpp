// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/maintenance.h"
#include "core/base/json.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QTest>

using namespace syspulse;

namespace {

qint64 at(const char *time)
{
    return QDateTime::fromString(QString::fromLatin1(time), Qt::ISODate).toMSecsSinceEpoch();
}

int utc(qint64)
{
    return 0;
}

} // namespace

class TestMaintenance : public QObject
{
    Q_OBJECT

private slots:
    void aWindowIsThereOnItsDays_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("end"); // empty: no maintenance
        const auto row = [](const char *now, const char *end) {
            QTest::newRow(now) << QString::fromLatin1(now) << QString::fromLatin1(end);
        };
        // Mondays and Saturdays 22:00 to 02:00; 2024-01-01 was a Monday.
        row("2024-01-01T21:59:59Z", "");
        row("2024-01-01T22:00:00Z", "2024-01-02T02:00:00Z");
        row("2024-01-02T01:59:59Z", "2024-01-02T02:00:00Z");
        row("2024-01-02T02:00:00Z", "");
        row("2024-01-02T23:00:00Z", "");
        row("2024-01-01T01:00:00Z", ""); // of the Sunday before
        row("2024-01-06T23:00:00Z", "2024-01-07T02:00:00Z");
        row("2024-01-07T01:00:00Z", "2024-01-07T02:00:00Z");
        row("2024-01-07T23:00:00Z", "");
    }

    void aWindowIsThereOnItsDays()
    {
        QFETCH(QString, now);
        QFETCH(QString, end);
        Maintenance maintenance;
        maintenance.windows = {{dayBit(1) | dayBit(6), {QTime(22, 0), QTime(2, 0)}}};
        QCOMPARE(maintenance.endMs(at(qPrintable(now)), utc), end.isEmpty() ? 0 : at(qPrintable(end)));
    }

    void aSpanEndsAndIsNotProlongedByTheClock()
    {
        Maintenance maintenance;
        QCOMPARE(maintenance.endMs(1'700'000'000'000, utc), 0);
        maintenance.sinceMs = 1'700'000'000'000;
        maintenance.untilMs = maintenance.sinceMs + 60'000;
        QCOMPARE(maintenance.endMs(maintenance.sinceMs, utc), maintenance.untilMs);
        QCOMPARE(maintenance.endMs(maintenance.untilMs, utc), 0);
        QCOMPARE(maintenance.endMs(maintenance.sinceMs - 1, utc), 0);
        // The later end counts.
        maintenance.windows = {{everyDay, {QTime(0, 0), QTime(23, 59)}}};
        QVERIFY(maintenance.endMs(maintenance.sinceMs, utc) > maintenance.untilMs);
    }

    void itSurvivesJson()
    {
        Maintenance maintenance;
        maintenance.windows = {{dayBit(7), {QTime(2, 0), QTime(4, 0)}},
                               {everyDay, {QTime(23, 30), QTime(0, 15)}}};
        maintenance.sinceMs = 1'700'000'000'000;
        maintenance.untilMs = 1'700'000'060'000;
        bool damaged = true;
        QVERIFY(maintenanceFromJson(maintenanceToJson(maintenance), damaged) == maintenance);
        QVERIFY(!damaged);
        QVERIFY(maintenanceFromJson(maintenanceToJson({}), damaged) == Maintenance());
        QVERIFY(!damaged);
    }

    void whatIsNotUnderstoodSilencesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *text) { QTest::newRow(text) << QByteArray(text); };
        row("[]");
        row(R"({"windows":{}})");
        row(R"({"windows":[{"days":["mon"],"hours":"25:00-06:00"}]})");
        row(R"({"windows":[{"days":["mon"],"hours":"06:00-06:00"}]})");
        row(R"({"windows":[{"days":["mon","holiday"],"hours":"22:00-06:00"}]})");
        row(R"({"windows":[{"days":[],"hours":"22:00-06:00"}]})");
        row(R"({"windows":[{"days":"mon","hours":"22:00-06:00"}]})");
        row(R"({"windows":[{"hours":"22:00-06:00"}]})");
        row(R"({"windows":[],"untilMs":1700000000000})");
        row(R"({"windows":[],"sinceMs":1700000000000,"untilMs":1700000000000})");
        row(R"({"windows":[],"sinceMs":1,"untilMs":1700000000000})");
    }

    void whatIsNotUnderstoodSilencesNothing()
    {
        QFETCH(QByteArray, text);
        const Result<Json> json = parseJson(text);
        QVERIFY(json);
        bool damaged = false;
        QVERIFY(maintenanceFromJson(*json, damaged) == Maintenance());
        QVERIFY(damaged);
    }
};

SYSPULSE_TEST(TestMaintenance)
#include "tst_maintenance.moc"
