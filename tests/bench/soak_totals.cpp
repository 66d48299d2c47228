// SPDX-License-Identifier: GPL-3.0-or-later

// Ten minutes of traffic on a real HarperDB in which the updater is killed 20 times and the worker threads
// restart 5 times: every total must be exact in the end and may never go back.
// Usage: soak_totals [minutes] [seed]

#include "tests/integration/totalsrun.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>

using namespace syspulse::test;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    TotalsRun::Plan plan;
    plan.kills = 20;
    plan.restarts = 5;
    plan.messages = 2000;
    plan.lastsMs = arguments.value(1, QStringLiteral("10")).toLongLong() * 60000;
    plan.seed = arguments.value(2, QStringLiteral("1")).toUInt();

    HarperOptions options;
    options.threads = 2;
    HarperFixture harper(options);
    if (!harper.startAndWait()) {
        std::fprintf(stderr, "%s\n", qPrintable(harper.errorString()));
        return 1;
    }
    Ctl ctl(harper);
    if (const auto outcome = ctl.run({QStringLiteral("setup")}); outcome.exitCode != 0) {
        std::fprintf(stderr, "%s\n", outcome.all().constData());
        return 1;
    }
    QElapsedTimer timer;
    timer.start();
    TotalsRun totals(harper, ctl);
    totals.onProgress = [&timer](const QString &what) {
        std::printf("%5lld s  %s\n", static_cast<long long>(timer.elapsed() / 1000), qPrintable(what));
        std::fflush(stdout);
    };
    const bool exact = totals.run(plan);
    std::printf("%s\n", exact ? "all totals are exact" : qPrintable(totals.errorString()));
    return exact ? 0 : 1;
}
