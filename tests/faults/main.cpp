// SPDX-License-Identifier: GPL-3.0-or-later

// Does to SysPulse and to a real HarperDB what may happen to them, and writes what became of it into
// RESULTS.md. Usage: faults [--list] [--only NAME,...] [--count N] [--seed N] [--table FILE]

#include "tests/faults/faultlist.h"
#include "tests/faults/faulttable.h"

#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace syspulse::test;

namespace {

void say(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    // What the user of this machine keeps is none of a fault's business.
    const QTemporaryDir own;
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        qputenv(name, own.filePath(QLatin1String(name).right(11)).toUtf8());
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("SysPulse"));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Faults on a real HarperDB; see tests/faults/README.md."));
    parser.addHelpOption();
    const QCommandLineOption list(QStringLiteral("list"), QStringLiteral("Name the faults."));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("These faults."),
                                  QStringLiteral("NAME,..."));
    const QCommandLineOption count(QStringLiteral("count"), QStringLiteral("As many attempts of each."),
                                   QStringLiteral("N"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Of what is chosen at random."),
                                  QStringLiteral("N"), QStringLiteral("1"));
    const QCommandLineOption table(QStringLiteral("table"), QStringLiteral("The file with the table."),
                                   QStringLiteral("FILE"), QStringLiteral(SYSPULSE_FAULTS_DIR "/RESULTS.md"));
    parser.addOptions({list, only, count, seed, table});
    parser.process(application);

    const QList<Fault> faults = killFaults() + writerFaults() + linkFaults() + answerFaults() +
                                clockFaults() + diskFaults() + setupFaults() + countedTests();
    QStringList names;
    for (const Fault &fault : faults)
        names.append(fault.name);
    QStringList wanted = parser.value(only).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : std::as_const(wanted)) {
        if (!names.contains(name)) {
            std::fprintf(stderr, "there is no fault %s; --list names them\n", qPrintable(name));
            return 2;
        }
    }
    bool allSurvived = true;
    for (const Fault &fault : faults) {
        if (parser.isSet(list)) {
            say(QStringLiteral("%1 %2 (%3)").arg(fault.name, -22).arg(fault.title).arg(fault.count));
            continue;
        }
        if (!wanted.isEmpty() && !wanted.contains(fault.name))
            continue;
        QElapsedTimer timer;
        timer.start();
        FaultRun run;
        run.count = parser.isSet(count) ? parser.value(count).toInt() : fault.count;
        run.random = QRandomGenerator(parser.value(seed).toUInt());
        run.progress = [&](const QString &what) {
            say(QStringLiteral("%1 %2 s: %3").arg(fault.name).arg(timer.elapsed() / 1000).arg(what));
        };
        QString problem;
        run.save = [&](const Tally &tally) {
            problem = writeFaultRow(parser.value(table), names, fault.name, fault.title, tally);
        };
        fault.run(run);
        run.save(run.tally);
        allSurvived = allSurvived && run.tally.passed();
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "%s\n", qPrintable(problem));
            return 1;
        }
    }
    return allSurvived ? 0 : 1;
}
