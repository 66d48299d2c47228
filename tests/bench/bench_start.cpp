// SPDX-License-Identifier: GPL-3.0-or-later

// From the start of the program until its window has been painted for the first time, beside a program that
// has a window with one chart and nothing else.

#include "tests/bench/measure.h"
#include "tests/support/privatebus.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr int rounds = 15;

Figures started(const QString &program)
{
    const ChildRun run = runChild({program});
    return run.succeeded ? figuresOf(run.cost, 1000) : Figures(); // us of a thousandth are ms
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir home;
    for (const char *variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, QFile::encodeName(home.path()));
    const PrivateBus bus; // as on a desktop; without one the library looks for it in the whole system
    const QString peer = QStringLiteral("QMainWindow + QChartView");
    Turns turns;
    turns.self([] { return started(QStringLiteral(SYSPULSE_START_WINDOW)); });
    turns.peer(peer, [] { return started(QStringLiteral(SYSPULSE_START_PEER)); });
    turns.measure(rounds);
    for (const char *quantity : {"wall", "cpu"})
        print(turns.row(
            {.bench = QStringLiteral("start"),
             .what = QStringLiteral("from the start to the first picture, ") +
                     (qstrcmp(quantity, "wall") == 0 ? QStringLiteral("time") : QStringLiteral("processor")),
             .unit = QStringLiteral("ms"),
             .goals = {atMostTimes(1.5, peer)}},
            QLatin1String(quantity)));
    return 0;
}
