// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/age.h"
#include "tests/support/testregistry.h"

#include <limits>

#include <QTest>

using namespace syspulse;

class TestAge : public QObject
{
    Q_OBJECT

private slots:
    void ages_data();
    void ages();
};

void TestAge::ages_data()
{
    constexpr qint64 now = 1'800'000'000'000;
    constexpr qint64 day = 86'400'000;
    QTest::addColumn<qint64>("time");
    QTest::addColumn<qint64>("age"); // -1: unknown
    const auto row = [](const char *name, qint64 time, qint64 age) { QTest::newRow(name) << time << age; };
    row("a second ago", now - 1000, 1000);
    row("now", now, 0);
    row("a clock that is ahead", now + 5000, 0);
    row("a day ahead", now + day, 0);
    row("more than a day ahead", now + day + 1, -1);
    row("the year 2000", 946'684'800'000, now - 946'684'800'000);
    row("seconds instead of milliseconds", now / 1000, -1);
    row("none", 0, -1);
    row("negative", -5, -1);
    row("least", std::numeric_limits<qint64>::min(), -1);
    row("most", std::numeric_limits<qint64>::max(), -1);
}

void TestAge::ages()
{
    QFETCH(qint64, time);
    QFETCH(qint64, age);
    QCOMPARE(ageMs(time, 1'800'000'000'000).value_or(-1), age);
}

SYSPULSE_TEST(TestAge)
#include "tst_age.moc"
