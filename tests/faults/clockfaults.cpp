// SPDX-License-Identifier: GPL-3.0-or-later

// Clocks on the wall that somebody sets while programs run, with libfaketime.
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/support/patience.h"

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

namespace syspulse::test {

namespace {

QString fakeTimeLibrary()
{
    const QDir libraries(QStringLiteral("/usr/lib"));
    const QStringList folders = libraries.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        const QString path = libraries.filePath(folder + QStringLiteral("/faketime/libfaketimeMT.so.1"));
        if (QFile::exists(path))
            return path;
    }
    return {};
}

/// The wall clock of the programs that are started with its environment. What measures intervals is not
/// touched, as when somebody sets a clock.
class FakeClock
{
public:
    FakeClock() { set(0); }

    QMap<QString, QString> environment() const
    {
        return {{QStringLiteral("LD_PRELOAD"), fakeTimeLibrary()},
                {QStringLiteral("FAKETIME_TIMESTAMP_FILE"), file()},
                {QStringLiteral("FAKETIME_CACHE_DURATION"), QStringLiteral("1")},
                {QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC"), QStringLiteral("1")},
                {QStringLiteral("DONT_FAKE_MONOTONIC"), QStringLiteral("1")},
                {QStringLiteral("NO_FAKE_STAT"), QStringLiteral("1")},
                {QStringLiteral("FAKETIME_FORCE_MONOTONIC_FIX"), QStringLiteral("0")}};
    }
    /// Ahead of the real time, or behind it.
    void set(qint64 seconds)
    {
        m_seconds = seconds;
        QSaveFile out(file());
        if (out.open(QIODevice::WriteOnly)) {
            out.write(QByteArray(seconds < 0 ? "" : "+") + QByteArray::number(seconds) + '\n');
            out.commit();
        }
    }
    qint64 seconds() const { return m_seconds; }

private:
    QString file() const { return m_folder.filePath(QStringLiteral("clock")); }

    QTemporaryDir m_folder;
    qint64 m_seconds = 0;
};

enum class Whose { Server, Updater };

qint64 anyStep(FaultRun &run)
{
    constexpr std::array<qint64, 8> sizes{1, 5, 30, 90, 600, 3600, 86400, 30 * 86400};
    const qint64 size = sizes.at(size_t(run.tally.tried()) / 2 % sizes.size());
    return run.tally.tried() % 2 == 0 ? size : -size;
}

/// The program is stopped meanwhile where @p suspended, and time only goes forward.
void steps(FaultRun &run, Whose whose, bool suspended)
{
    if (fakeTimeLibrary().isEmpty()) {
        run.tally.skip(QStringLiteral("there is no libfaketime (package faketime)"));
        return;
    }
    FakeClock clock;
    HarperOptions options = FaultWorld::twoThreads();
    if (whose == Whose::Server)
        options.environment = clock.environment();
    FaultWorld world(run, options);
    if (!world.start())
        return;
    Headless::Options headless;
    if (whose == Whose::Updater)
        headless.environment = clock.environment();
    const auto updater = world.headless(headless);
    const auto signalAll = [&](int number) {
        if (whose == Whose::Updater)
            updater->signal(number);
        else
            for (const pid_t pid : world.harper().pids())
                ::kill(pid, number);
    };
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        if (!updater->waitCycle(updater->cycles(), patienceMs))
            attempt.problem(QStringLiteral("no cycle before"));
        if (!world.burst())
            attempt.problem(world.errorString());
        const qint64 step = suspended ? std::abs(anyStep(run)) : anyStep(run);
        if (suspended) {
            signalAll(SIGSTOP);
            QTest::qWait(500 + run.random.bounded(2000));
        }
        clock.set(clock.seconds() + step);
        if (suspended)
            signalAll(SIGCONT);
        else
            QTest::qWait(run.random.bounded(1200));
        QElapsedTimer timer;
        timer.start();
        const int cycles = updater->cycles();
        if (updater->waitCycle(cycles, patienceMs))
            attempt.headlessBackMs = timer.elapsed();
        else
            attempt.problem(QStringLiteral("no cycle after: ") +
                            QString::fromUtf8(updater->out().right(300)));
        if (!world.burst())
            attempt.problem(world.errorString());
        attempt.totals = world.judge();
        if (attempt.totals == TotalsVerdict::Wrong)
            attempt.problem(world.totalsText());
        attempt.foreignUntouched = world.foreignUntouched();
        attempt.memoryKb = updater->peakKb();
        if (!attempt.survived())
            attempt.problem(QStringLiteral("by a step of %1 s").arg(step));
        run.progress(QStringLiteral("%1 s").arg(step));
        run.add(attempt);
    }
}

} // namespace

QList<Fault> clockFaults()
{
    const auto fault = [](const char *name, const char *title, Whose whose, bool suspended) {
        return Fault{QLatin1String(name), QLatin1String(title), 16,
                     [=](FaultRun &run) { steps(run, whose, suspended); }};
    };
    return {fault("clock-updater", "The updater's clock is set, by 1 s to 30 days, both ways", Whose::Updater,
                  false),
            fault("clock-server", "The server's clock is set, by 1 s to 30 days, both ways", Whose::Server,
                  false),
            fault("suspend-updater", "The updater sleeps (SIGSTOP), and its clock has gone on",
                  Whose::Updater, true),
            fault("suspend-server", "The server sleeps (SIGSTOP), and its clock has gone on", Whose::Server,
                  true)};
}

} // namespace syspulse::test
