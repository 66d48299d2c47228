// SPDX-License-Identifier: GPL-3.0-or-later

// Setup, upgrade and undo that are killed, and two of them at once.
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/support/patience.h"

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

namespace syspulse::test {

namespace {

const QStringList setupCommand{QStringLiteral("setup"), QStringLiteral("--json")};
const QStringList undoCommand{QStringLiteral("undo"), QStringLiteral("--yes"), QStringLiteral("--json")};

std::unique_ptr<Headless> began(FaultWorld &world, const QStringList &command)
{
    Headless::Options options;
    options.command = command;
    options.timeout = QStringLiteral("60s");
    return world.headless(options);
}

/// Kills @p program when it has told its line @p line, counted from 0, or a little later. Whether it came so
/// far.
bool killAt(FaultRun &run, Headless &program, int line)
{
    const bool there =
        QTest::qWaitFor([&] { return !program.running() || program.out().count('\n') > line; }, patienceMs);
    QTest::qWait(run.random.bounded(300));
    const bool running = there && program.running();
    program.signal(SIGKILL);
    return running;
}

/// Ends well. A HarperDB that restarts its workers twice at once may refuse connections for seconds: who is
/// told so waits and tries again.
void mustSucceed(FaultRun &run, FaultWorld &world, const QStringList &command, Attempt &attempt)
{
    constexpr int notReachable = 3;
    for (int trial = 0; trial < 3; ++trial) {
        const auto program = began(world, command);
        const bool ended = program->waitEnd(2 * patienceMs);
        attempt.memoryKb = std::max(attempt.memoryKb.value_or(0), program->peakKb());
        if (ended && program->exitCode() == 0)
            return;
        const QString said =
            QString::fromUtf8(program->out().right(300)) + QString::fromUtf8(program->err().right(300));
        run.progress(QStringLiteral("%1 ended with %2: %3")
                         .arg(command.constFirst())
                         .arg(program->exitCode())
                         .arg(said));
        if (!ended || program->exitCode() != notReachable || !world.harper().waitReady(patienceMs)) {
            attempt.problem(QStringLiteral("%1 ended with %2: %3 %4")
                                .arg(command.constFirst())
                                .arg(program->exitCode())
                                .arg(said, world.harper().errorString()));
            return;
        }
    }
    attempt.problem(QStringLiteral("%1 does not reach the server").arg(command.constFirst()));
}

/// Nothing of SysPulse is left on the server.
bool nothingOfOurs(FaultWorld &world)
{
    const QJsonObject tables = world
                                   .op({{QStringLiteral("operation"), QStringLiteral("describe_database")},
                                        {QStringLiteral("database"), QStringLiteral("data")}})
                                   .toObject();
    const QStringList names = tables.keys();
    return std::none_of(names.cbegin(), names.cend(),
                        [](const QString &name) { return name.startsWith(QLatin1String("sys")); }) &&
           !QDir(world.harper().rootPath() + QStringLiteral("/components/syspulse")).exists();
}

/// The old component, as version 1.0.0 has left it on the server.
void plantOldVersion(FaultWorld &world)
{
    const QDir old(QStringLiteral(SYSPULSE_OLD_COMPONENT));
    for (const QString &name : old.entryList(QDir::Files)) {
        QFile file(old.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            world.op({{QStringLiteral("operation"), QStringLiteral("set_component_file")},
                      {QStringLiteral("project"), QStringLiteral("syspulse")},
                      {QStringLiteral("file"), name},
                      {QStringLiteral("payload"), QString::fromUtf8(file.readAll())}});
    }
    world.restartWorkers();
}

/// A HarperDB that has ended by itself, which nothing of SysPulse does, is told and started again.
void keepServer(FaultRun &run, FaultWorld &world)
{
    if (!world.harper().pids().isEmpty())
        return;
    run.tally.note(QStringLiteral("HarperDB ended by itself after attempt %1").arg(run.tally.tried()));
    run.progress(QStringLiteral("HarperDB ended by itself: ") + world.harper().logTail(25));
    if (!world.harper().restartProcess())
        run.progress(world.harper().errorString());
}

enum class What { Setup, Upgrade, Undo };

/// Killed at each line that it tells. Afterwards half of the times the same again, half of the times the
/// contrary, must end well, and in the end nothing is left but what was there before.
void killed(FaultRun &run, What what)
{
    FaultWorld world(run);
    if (!world.start(false))
        return;
    int line = 0;
    int lines = 0; ///< that it tells where it is not killed
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        if (what == What::Upgrade)
            plantOldVersion(world);
        else if (what == What::Undo)
            mustSucceed(run, world, setupCommand, attempt);
        const auto program = began(world, what == What::Undo ? undoCommand : setupCommand);
        if (killAt(run, *program, line))
            line++;
        else
            lines = std::exchange(line, 0);
        run.progress(QStringLiteral("killed behind line %1: %2")
                         .arg(line)
                         .arg(QString::fromUtf8(program->out().right(160)).trimmed()));
        if (what == What::Undo || run.random.bounded(2) == 0) {
            mustSucceed(run, world, setupCommand, attempt);
            const auto status = began(world, {QStringLiteral("update"), QStringLiteral("--once")});
            if (!status->waitEnd(patienceMs) || status->exitCode() != 0)
                attempt.problem(QStringLiteral("no update after the setup: ") +
                                QString::fromUtf8(status->err()));
        }
        mustSucceed(run, world, undoCommand, attempt);
        if (!nothingOfOurs(world))
            attempt.problem(QStringLiteral("something is left of us"));
        attempt.foreignUntouched = world.foreignUntouched();
        run.add(attempt);
        keepServer(run, world);
    }
    if (lines > 0)
        run.tally.note(QStringLiteral("at each of its %1 lines").arg(lines));
}

/// Two people set the same instance up, and undo it, at once.
void raced(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start(false))
        return;
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        for (const QStringList &command : {setupCommand, undoCommand}) {
            const auto one = began(world, command);
            QTest::qWait(run.random.bounded(3000));
            const auto other = began(world, command);
            for (Headless *program : {one.get(), other.get()}) {
                if (!program->waitEnd(2 * patienceMs) || program->crashed())
                    attempt.problem(QStringLiteral("%1 crashed or never ended").arg(command.constFirst()));
                if (program->exitCode() != 0 && program->err().isEmpty() &&
                    !program->out().contains("failed"))
                    attempt.problem(QStringLiteral("%1 failed without a word").arg(command.constFirst()));
                run.progress(QStringLiteral("%1: %2 %3")
                                 .arg(command.constFirst())
                                 .arg(program->exitCode())
                                 .arg(QString::fromUtf8(program->err().right(200))));
            }
            // Whatever became of the two, the next one makes it whole.
            mustSucceed(run, world, command, attempt);
        }
        if (!nothingOfOurs(world))
            attempt.problem(QStringLiteral("something is left of us"));
        attempt.foreignUntouched = world.foreignUntouched();
        run.add(attempt);
    }
}

} // namespace

QList<Fault> setupFaults()
{
    return {{QStringLiteral("kill-setup"),
             QStringLiteral("SIGKILL of a setup behind each line that it tells"), 16,
             [](FaultRun &run) { killed(run, What::Setup); }},
            {QStringLiteral("kill-upgrade"), QStringLiteral("The same of an upgrade from 1.0.0"), 12,
             [](FaultRun &run) { killed(run, What::Upgrade); }},
            {QStringLiteral("kill-undo"), QStringLiteral("The same of an undo"), 8,
             [](FaultRun &run) { killed(run, What::Undo); }},
            {QStringLiteral("race-setup"), QStringLiteral("Two people set up, and undo, at once"), 4, raced}};
}

} // namespace syspulse::test
