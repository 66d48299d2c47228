// SPDX-License-Identifier: GPL-3.0-or-later

// Disks that are full or cannot be written below syspulsectl: small file systems in memory, in a name space
// of mounts that only the program has. What the window keeps has its tests (tests-files).
#include "core/history/historydatabase.h"
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace syspulse::test {

namespace {

struct DiskCase
{
    const char *name;
    const char *folder; ///< below the temporary one: what XDG_DATA_HOME or XDG_CONFIG_HOME is, or for "out"
    const char *disk;   ///< shell: makes the mounted file system what it is to be
    const char *target; ///< shell: where the program's output goes
    QStringList command;
    int exitCode; ///< -1: it goes on
    const char *says;
};

/// What is in the folder of the first argument is on the file system over it, too.
constexpr const char *mountHere = "set -e; d=$1; shift; saved=$(mktemp -d); cp -a \"$d/.\" \"$saved\"; "
                                  "mount -t tmpfs -o size=1m tmpfs \"$d\"; cp -a \"$saved/.\" \"$d\"; "
                                  "rm -rf \"$saved\"; ";
constexpr const char *full = "cat /dev/zero >\"$d/filler\" 2>/dev/null || true; ";
constexpr const char *readOnly = "mount -o remount,ro \"$d\"; ";

QList<DiskCase> diskCases()
{
    QList<DiskCase> list;
    const QList<QStringList> commands{
        {QStringLiteral("status")},
        {QStringLiteral("status"), QStringLiteral("--json")},
        {QStringLiteral("clients")},
        {QStringLiteral("workers")},
        {QStringLiteral("parity"), QStringLiteral("--format"), QStringLiteral("csv")},
        {QStringLiteral("parity"), QStringLiteral("--format"), QStringLiteral("html")},
        {QStringLiteral("update"), QStringLiteral("--once")}};
    for (const QStringList &command : commands)
        list.append({"a full disk takes the output", "out", full, ">\"$d/output\"", command, 1, "space"});
    const QStringList run{QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")};
    const QStringList setup{QStringLiteral("setup")};
    for (const char *disk : {full, readOnly}) {
        list.append({"the folder of data", "data", disk, "", run, -1, ""});
        list.append({"the folder of settings", "config", disk, "", run, -1, ""});
        list.append({"the folder of data, in a setup", "data", disk, "", setup, 0, ""});
        list.append({"the folder of settings, in a setup", "config", disk, "", setup, 0, ""});
    }
    list.append({"the log, on a full disk", "out", full, "2>\"$d/log\"", run, -1, ""});
    return list;
}

bool canMount()
{
    QProcess process;
    process.start(QStringLiteral("unshare"),
                  {QStringLiteral("-rm"), QStringLiteral("mount"), QStringLiteral("-t"),
                   QStringLiteral("tmpfs"), QStringLiteral("tmpfs"), QStringLiteral("/mnt")});
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit &&
           process.exitCode() == 0;
}

void disks(FaultRun &run)
{
    if (!canMount()) {
        run.tally.skip(QStringLiteral("this user may not mount a file system of its own"));
        return;
    }
    FaultWorld world(run);
    if (!world.start())
        return;
    const QList<DiskCase> cases = diskCases();
    for (int i = 0; i < run.count; ++i) {
        const DiskCase &disk = cases.at(i % cases.size());
        Attempt attempt;
        QTemporaryDir folder;
        const QString place = folder.filePath(QLatin1String(disk.folder));
        for (const char *name : {"data/SysPulse", "config", "out"})
            QDir(folder.path()).mkpath(QLatin1String(name));
        {
            HistoryDatabase history;
            if (!history.open(folder.filePath(QStringLiteral("data/SysPulse/history.sqlite"))))
                attempt.problem(QStringLiteral("no history"));
        }
        // What is on the disk stays there below the mounted one.
        const QString script = QLatin1String(mountHere) + QLatin1String(disk.disk) +
                               QStringLiteral("exec \"$@\" ") + QLatin1String(disk.target);
        Headless::Options options;
        options.environment = {
            {QStringLiteral("XDG_DATA_HOME"), folder.filePath(QStringLiteral("data"))},
            {QStringLiteral("XDG_CONFIG_HOME"), folder.filePath(QStringLiteral("config"))}};
        options.command = disk.command;
        options.wrapper = {QStringLiteral("unshare"),
                           QStringLiteral("-rm"),
                           QStringLiteral("sh"),
                           QStringLiteral("-c"),
                           script,
                           QStringLiteral("sh"),
                           place};
        const auto program = world.headless(options);
        if (disk.exitCode < 0) {
            if (!program->waitCycle(2, patienceMs))
                attempt.problem(QStringLiteral("it does not go on: ") +
                                QString::fromUtf8(program->err().right(300)));
            if (!world.burst())
                attempt.problem(world.errorString());
            attempt.totals = world.judge();
        } else if (!program->waitEnd(patienceMs) || program->crashed() ||
                   program->exitCode() != disk.exitCode) {
            attempt.problem(QStringLiteral("it ended with %1: %2")
                                .arg(program->exitCode())
                                .arg(QString::fromUtf8(program->err().right(300))));
        }
        if (*disk.says)
            attempt.messageRight = program->err().contains(disk.says);
        attempt.memoryKb = program->peakKb();
        attempt.foreignUntouched = world.foreignUntouched();
        run.progress(QStringLiteral("%1, %2: %3")
                         .arg(QLatin1String(disk.name), disk.command.join(u' '),
                              QString::fromUtf8(program->err().right(200))));
        if (!attempt.survived())
            attempt.problem(
                QStringLiteral("by %1, %2").arg(QLatin1String(disk.name), disk.command.join(u' ')));
        run.add(attempt);
    }
}

} // namespace

QList<Fault> diskFaults()
{
    return {{QStringLiteral("disk"), QStringLiteral("Full and read-only disks below `syspulsectl`"),
             int(diskCases().size()), disks}};
}

} // namespace syspulse::test
