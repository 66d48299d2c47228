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
    HarperOptions options;
    options.threads = 2;
    HarperFixture harper(options);
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    Ctl ctl(harper);
    const auto outcome = ctl.run({QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    TotalsRun totals(harper, ctl);
    QVERIFY2(totals.run({}), qPrintable(totals.errorString()));
}

SYSPULSE_TEST(TestTotals)
#include "tst_totals.moc"
