// SPDX-License-Identifier: GPL-3.0-or-later

// Programs that end without notice, under traffic of which every message is known.
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/faults/windowcore.h"
#include "tests/support/patience.h"

#include <algorithm>
#include <csignal>

#include <QElapsedTimer>
#include <QTest>

namespace syspulse::test {

namespace {

void finish(FaultRun &run, FaultWorld &world, Attempt &attempt)
{
    attempt.totals = world.judge();
    if (attempt.totals != TotalsVerdict::Exact)
        attempt.problems +=
            attempt.totals == TotalsVerdict::Wrong ? QStringList(world.totalsText()) : QStringList();
    attempt.foreignUntouched = world.foreignUntouched();
    run.add(attempt);
}

void killUpdaters(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    auto updater = world.headless();
    if (!updater->waitCycle(0, patienceMs))
        run.progress(QStringLiteral("the first updater wrote nothing"));
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        if (!world.burst())
            attempt.problem(world.errorString());
        QTest::qWait(run.random.bounded(1200)); // any moment of a cycle
        if (!world.burst(50))
            attempt.problem(world.errorString());
        updater->signal(SIGKILL);
        attempt.memoryKb = updater->peakKb();
        if (!world.burst())
            attempt.problem(world.errorString());
        QElapsedTimer timer;
        timer.start();
        updater = world.headless();
        if (updater->waitCycle(0, patienceMs))
            attempt.headlessBackMs = timer.elapsed();
        else
            attempt.problem(QStringLiteral("the next updater does not write: ") +
                            QString::fromUtf8(updater->out()));
        finish(run, world, attempt);
    }
}

/// Both are there again, each @p since the server is; the window with another MQTT connection than its first
/// @p connections.
void waitBoth(Attempt &attempt, Headless &updater, int cycles, WindowCore &window, int connections,
              const QElapsedTimer &since)
{
    const bool both = QTest::qWaitFor(
        [&] {
            if (!attempt.headlessBackMs && updater.cycles() > cycles)
                attempt.headlessBackMs = since.elapsed();
            if (!attempt.windowBackMs && window.isWhole() && window.connections() > connections)
                attempt.windowBackMs = std::min(since.elapsed(), window.gapMs());
            return attempt.headlessBackMs && attempt.windowBackMs;
        },
        patienceMs);
    if (!both)
        attempt.problem(attempt.headlessBackMs
                            ? QStringLiteral("the window stays away: ") + window.saidError()
                            : QStringLiteral("the updater does not come back: ") +
                                  QString::fromUtf8(updater.out().right(300)));
    attempt.memoryKb = updater.peakKb();
}

/// The window says that its server is gone, and why.
bool saysAway(WindowCore &window)
{
    return QTest::qWaitFor([&] { return window.session.reach().isAway(); }, patienceMs) &&
           !window.saidError().isEmpty();
}

void killServers(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    auto updater = world.headless();
    WindowCore window(world.harper());
    if (!updater->waitCycle(0, patienceMs) || !window.waitConnected(patienceMs))
        run.progress(QStringLiteral("not connected at first"));
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        if (!world.burst())
            attempt.problem(world.errorString());
        QTest::qWait(run.random.bounded(1200));
        const int connections = window.connections();
        world.harper().kill9();
        world.countFromZero();
        attempt.messageRight = saysAway(window);
        QTest::qWait(run.random.bounded(3000));
        if (!world.harper().launchAgain() || !world.harper().waitReady()) {
            attempt.problem(world.harper().errorString());
            run.add(attempt);
            return;
        }
        QElapsedTimer timer;
        timer.start();
        const int cycles = updater->cycles();
        waitBoth(attempt, *updater, cycles, window, connections, timer);
        if (!world.burst())
            attempt.problem(world.errorString());
        finish(run, world, attempt);
    }
}

void restartWorkers(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    auto updater = world.headless();
    WindowCore window(world.harper());
    if (!updater->waitCycle(0, patienceMs) || !window.waitConnected(patienceMs))
        run.progress(QStringLiteral("not connected at first"));
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        if (!world.burst())
            attempt.problem(world.errorString());
        const int connections = window.connections();
        if (!world.restartWorkersBelowTraffic())
            attempt.problem(QStringLiteral("publishing during the restart failed"));
        QElapsedTimer timer;
        timer.start();
        const int cycles = updater->cycles();
        // An old worker keeps its clients for seconds after the new ones are there, and the window is whole.
        waitBoth(attempt, *updater, cycles, window, connections, timer);
        if (!world.burst())
            attempt.problem(world.errorString());
        finish(run, world, attempt);
    }
}

} // namespace

QList<Fault> killFaults()
{
    return {
        {QStringLiteral("kill-updater"), QStringLiteral("SIGKILL of the updater at any moment"), 100,
         killUpdaters},
        {QStringLiteral("kill-server"), QStringLiteral("SIGKILL of HarperDB at any moment"), 30, killServers},
        {QStringLiteral("restart-workers"), QStringLiteral("HarperDB restarts its worker threads"), 30,
         restartWorkers}};
}

} // namespace syspulse::test
