// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/totalsrun.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse::test;

/// Totals that are right to the last message, whatever happens to updaters and worker threads. soak_totals
/// does the same for longer.
class TestTotals : public QObject
{
    Q_OBJECT

private slots:
    void killsAndRestarts();
};

void TestTotals::killsAndRestarts()
{
    HarperFixture harper(HarperOptions{.threads = 2, .content = HarperContent::SetUp});
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    Ctl ctl(harper);
    TotalsRun totals(harper, ctl);
    QVERIFY2(totals.run({}), qPrintable(totals.errorString()));
}

SYSPULSE_TEST(TestTotals)
#include "tst_totals.moc"
