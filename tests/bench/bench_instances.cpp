// SPDX-License-Identifier: GPL-3.0-or-later

// What a window with 1, 5, 10 and 20 live instances takes of the processor and of memory while nothing
// happens but what an updater writes every ten seconds. All of them are one real HarperDB, under as many
// addresses.
//   QT_QPA_PLATFORM=offscreen bench_instances [SECONDS]

#include "tests/bench/harperwindow.h"
#include "tests/bench/measure.h"
#include "tests/bench/memory.h"

#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QProcess>
#include <QUuid>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr int settleMs = 8000;
constexpr int samples = 5;
constexpr int mostInstances = 20;

QString connectAll(HarperWindow &server, int count)
{
    server.open();
    MainWindow &window = server.window();
    for (int i = 0; i < count; ++i) {
        Profile profile;
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        profile.name = QStringLiteral("node %1").arg(i + 1, 2, 10, QLatin1Char('0'));
        ConnectionSettings settings = server.settings();
        settings.url.replace(QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.%1").arg(i + 2));
        profile.url = settings.url;
        profile.user = settings.user;
        window.connectTo(settings, profile);
    }
    const auto haveAllValues = [&] {
        const QList<Instance *> &all = window.instances().all();
        return int(all.size()) == count && std::none_of(all.cbegin(), all.cend(), [](const Instance *each) {
                   return each->store().isEmpty();
               });
    };
    if (!HarperWindow::wait(haveAllValues))
        return QStringLiteral("%1 of %2 instances are live.")
            .arg(window.instances().connectedCount())
            .arg(count);
    window.current().session().request<&SessionUpdater::startUpdater>(UpdaterSchedule{10, {}});
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 10;
    HarperWindow server;
    if (const QString problem = server.start(); !problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 1;
    }
    QProcess forward;
    forward.start(QStringLiteral(SYSPULSE_NODE),
                  {QStringLiteral(SYSPULSE_BENCH_DIR "/forward.cjs"), QString::number(mostInstances),
                   QString::number(server.harper().opsUrl().port()),
                   QString::number(server.harper().mqttPort())});
    if (!HarperWindow::wait([&forward] { return forward.bytesAvailable() > 0; })) {
        std::fprintf(stderr, "The server cannot be had under further addresses.\n");
        return 1;
    }
    for (const int count : {1, 5, 10, mostInstances}) {
        for (const bool atInstances : {true, false}) {
            const QString problem = connectAll(server, count);
            server.window().showPageNamed(atInstances ? QStringLiteral("Instances")
                                                      : QStringLiteral("Overview"));
            HarperWindow::pause(settleMs);
            QList<double> shares;
            for (int i = 0; i < samples && problem.isEmpty(); ++i) {
                const Cost begin = meter.now();
                HarperWindow::pause(seconds * 1000);
                const Cost cost = meter.now() - begin;
                shares.append(100 * cost.cpuMs / cost.wallMs);
            }
            Row row{.bench = QStringLiteral("instances"),
                    .what = QStringLiteral("%1 idle, %2")
                                .arg(count)
                                .arg(atInstances ? QStringLiteral("page of all instances")
                                                 : QStringLiteral("overview of one")),
                    .unit = QStringLiteral("% of a core"),
                    .goals = {atMost(2)},
                    .self = shares,
                    .failed = problem,
                    .growth = Growth{atInstances ? QStringLiteral("N idle instances, page of all")
                                                 : QStringLiteral("N idle instances, overview of one"),
                                     double(count)}};
            print(row);
            if (!atInstances)
                print({.bench = row.bench,
                       .what = QStringLiteral("%1 idle, memory").arg(count),
                       .unit = QStringLiteral("MB"),
                       .self = {residentMegabytes()},
                       .failed = problem,
                       .growth = Growth{QStringLiteral("N idle instances, memory"), double(count)}});
            server.close();
        }
    }
    forward.kill();
    forward.waitForFinished();
    return 0;
}
