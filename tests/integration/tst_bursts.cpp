// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/burstsrun.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse::test;

/// The component's counters against what clients have sent and got. soak_bursts does the same for longer.
class TestBursts : public QObject
{
    Q_OBJECT

private slots:
    void everyCounterIsExact();
};

void TestBursts::everyCounterIsExact()
{
    BurstsRun bursts(1);
    QVERIFY2(bursts.prepare(), qPrintable(bursts.errorString()));
    // The ninth has a fan-out of 50.
    QVERIFY2(bursts.run(4, 7), qPrintable(bursts.errorString()));
}

SYSPULSE_TEST(TestBursts)
#include "tst_bursts.moc"
