// SPDX-License-Identifier: GPL-3.0-or-later

// What two commands of syspulsectl take on a real HarperDB, from their start to their end, and what they cost
// the server: "status", and "clients" with 5,000 of them. Beside them curl and jq, as somebody would write
// it.

#include "tests/bench/clientrecords.h"
#include "tests/bench/measure.h"
#include "tests/integration/ctl.h"

#include <cstdio>
#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <unistd.h>

using namespace syspulse;
using namespace syspulse::bench;
using namespace syspulse::test;

namespace {

constexpr int rounds = 9;
constexpr int clientCount = 5000;
constexpr int settleMs = 60; ///< for what the server does after its answer
const QString curlAndJq = QStringLiteral("curl + jq");

class CtlBench
{
public:
    explicit CtlBench(const HarperFixture &harper)
    {
        for (const pid_t pid : harper.pids())
            m_server.append(pid);
        qputenv("SYSPULSE_URL", harper.opsUrl().toString().toUtf8());
        qputenv("SYSPULSE_USER", harper.user().toUtf8());
        qputenv("SYSPULSE_PASSWORD", harper.password().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
        // No password among the arguments, which everybody can read.
        QFile config(m_folder.filePath(QStringLiteral("curl")));
        if (config.open(QIODevice::WriteOnly))
            config.write("silent\nurl = \"" + harper.opsUrl().toString().toUtf8() + "\"\nuser = \"" +
                         harper.user().toUtf8() + ':' + harper.password().toUtf8() +
                         "\"\nheader = \"Content-Type: application/json\"\n");
    }

    void measure(const QString &what, const QString &command, const char *table, const char *filter)
    {
        Turns turns;
        turns.self([&] { return measured({QStringLiteral(SYSPULSECTL), command}); });
        const bool there = !QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty() &&
                           !QStandardPaths::findExecutable(QStringLiteral("jq")).isEmpty();
        const QString script =
            QStringLiteral(
                R"(curl --config '%1' --data '{"operation": "search_by_value", "database": "data", )"
                R"("table": "%2", "search_attribute": "id", "search_value": "*", )"
                R"("get_attributes": ["*"]}' | jq -r '%3')")
                .arg(m_folder.filePath(QStringLiteral("curl")), QLatin1String(table), QLatin1String(filter));
        if (there)
            turns.peer(curlAndJq, [&] {
                return measured({QStringLiteral("/bin/bash"), QStringLiteral("-o"),
                                 QStringLiteral("pipefail"), QStringLiteral("-c"), script});
            });
        else
            turns.lacks(curlAndJq, QStringLiteral("not installed"));
        turns.measure(rounds);
        const auto row = [&](const char *of, const char *unit, const char *quantity) {
            print(turns.row({.bench = QStringLiteral("syspulsectl"),
                             .what = what + QLatin1String(of),
                             .unit = QLatin1String(unit),
                             .goals = {atMostTimes(1, curlAndJq)}},
                            QLatin1String(quantity)));
        };
        row(", start to end", "ms", "ms");
        row(", CPU", "us", "cpu");
        row(", CPU of the server", "ms", "server");
        row(", memory", "MB", "memory");
    }

private:
    Figures measured(const QStringList &command) const
    {
        const double serverMs = cpuMsOf(m_server);
        const ChildRun run = runChild(command);
        ::usleep(settleMs * 1000);
        if (!run.succeeded) {
            std::fprintf(stderr, "%s\n", run.errors.constData());
            return {};
        }
        Figures figures = figuresOf(run.cost, 1);
        figures[QStringLiteral("ms")] = run.cost.wallMs;
        figures[QStringLiteral("server")] = cpuMsOf(m_server) - serverMs;
        figures[QStringLiteral("memory")] = run.residentMb;
        return figures;
    }

    QTemporaryDir m_folder;
    QList<qint64> m_server;
};

QString prepare(HarperFixture &harper)
{
    if (!harper.startAndWait())
        return harper.errorString();
    Ctl ctl(harper);
    for (const char *command : {"setup", "update"}) {
        if (const auto outcome = ctl.run({QLatin1String(command)}); outcome.exitCode != 0)
            return QString::fromUtf8(outcome.all());
    }
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    HarperFixture harper;
    QString problem = prepare(harper);
    if (problem.isEmpty()) {
        CtlBench bench(harper);
        bench.measure(QStringLiteral("status"), QStringLiteral("status"), "sys",
                      R"jq(sort_by(.topic)[] | "\(.topic) \(.value) (\(.source))")jq");
        problem = addClientRecords(harper, clientCount, 3, 600'000);
        if (problem.isEmpty())
            bench.measure(QStringLiteral("clients, %1 of them").arg(clientCount), QStringLiteral("clients"),
                          "sys_sessions",
                          R"jq(sort_by(.client)[] | [.client, .user, .address, .port, .transport, .since, )jq"
                          R"jq((.subscriptions | map(.topic) | join(" "))] | @tsv)jq");
    }
    if (!problem.isEmpty())
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    return problem.isEmpty() ? 0 : 1;
}
