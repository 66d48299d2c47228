// SPDX-License-Identifier: GPL-3.0-or-later

// Faults that tests of "make test" have already: run here, and counted by their functions and rows.
#include "tests/faults/faultlist.h"

#include <QProcess>
#include <QRegularExpression>

namespace syspulse::test {

namespace {

/// A program, a class, and perhaps functions of it.
using TestRun = QStringList;

void count(FaultRun &run, const QList<TestRun> &tests)
{
    run.count = 0;
    for (const TestRun &test : tests) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(SYSPULSE_TEST_PROGRAMS "/") + test.constFirst(), test.mid(1));
        const bool ended = process.waitForFinished(20 * 60 * 1000);
        const QString output = QString::fromUtf8(process.readAll());
        static const QRegularExpression result(
            QStringLiteral("^(PASS  |FAIL!  |SKIP  |XPASS ) *: [^:]*::(.*)$"),
            QRegularExpression::MultilineOption);
        bool any = false;
        for (auto each = result.globalMatch(output); each.hasNext();) {
            const QRegularExpressionMatch match = each.next();
            const QString name = match.captured(2);
            if (name.startsWith(QLatin1String("initTestCase")) ||
                name.startsWith(QLatin1String("cleanupTestCase")))
                continue;
            any = true;
            if (match.captured(1).startsWith(QLatin1String("SKIP"))) {
                run.tally.note(QStringLiteral("skipped: ") + name);
                continue;
            }
            Attempt attempt;
            if (!match.captured(1).startsWith(QLatin1String("PASS")))
                attempt.problem(test.at(1) + QLatin1Char(' ') + name);
            run.tally.add(attempt);
        }
        if (!ended || !any || process.exitStatus() != QProcess::NormalExit) {
            Attempt attempt;
            attempt.problem(QStringLiteral("%1 did not run: %2").arg(test.join(u' '), output.right(500)));
            run.tally.add(attempt);
        }
        run.progress(QStringLiteral("%1: %2 of %3 passed so far")
                         .arg(test.mid(1).join(u' '))
                         .arg(run.tally.survived())
                         .arg(run.tally.tried()));
    }
    for (const QString &problem : run.tally.problems())
        run.progress(problem);
}

Fault counted(const char *name, const char *title, const char *program,
              std::initializer_list<const char *> classes)
{
    QList<TestRun> tests;
    QStringList names;
    for (const char *test : classes) {
        tests.append({QLatin1String(program), QLatin1String(test)});
        names.append(QLatin1String(test));
    }
    return {QLatin1String(name),
            QStringLiteral("%1 (%2)").arg(QLatin1String(title), names.join(QStringLiteral(", "))), 0,
            [tests](FaultRun &run) { count(run, tests); }};
}

} // namespace

QList<Fault> countedTests()
{
    constexpr const char *unit = "unit/unit_tests";
    constexpr const char *integration = "integration/integration_tests";
    return {
        counted("tests-files", "Damaged, newer, foreign, locked files; full and read-only disks", unit,
                {"tst_statefiles", "tst_statestore", "tst_piecestore", "tst_profiles", "tst_profilelimits",
                 "tst_historydatabase", "tst_alertstore", "tst_notebook", "tst_preferences"}),
        counted("tests-interrupted", "Setup and undo that end at each request", unit,
                {"tst_setupinterrupted", "tst_setupcancel", "tst_componentversion", "tst_setupplan"}),
        counted("tests-setup", "What can be wrong around a setup and an upgrade", integration,
                {"tst_setupfaults", "tst_upgrade"}),
        counted("tests-answers", "Answers and their ends", unit,
                {"tst_httpoperations", "tst_answerbody", "tst_connectionlimit", "tst_requestends",
                 "tst_notthere"}),
        counted("tests-clocks", "Clocks that step, in simulated runs", unit,
                {"tst_steppedclocks", "tst_serverclock", "tst_countingclock", "tst_age"}),
        counted("tests-writers", "Every order of two updaters", unit, {"tst_onewriter"}),
        counted("tests-mqtt", "Brokers that misbehave", "mqtt/mqtt_tests",
                {"tst_mqttfaults", "tst_mqttreconnect"}),
        counted("tests-bots", "Connect floods, port scans, garbage", integration, {"tst_sessionfaults"}),
    };
}

} // namespace syspulse::test
