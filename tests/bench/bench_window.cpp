// SPDX-License-Identifier: GPL-3.0-or-later

// How late the window comes to what is due, and how long a page takes to be shown, while five instances are
// live and their user goes through instances and pages. Wants a HarperDB (SYSPULSE_HARPERDB) and nothing else
// on the machine:
//   QT_QPA_PLATFORM=offscreen bench_window [SECONDS]

#include "tests/support/liveinstances.h"

#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr int tickMs = 10;
constexpr int pageMs = 150; ///< how long the user looks at a page

void print(const char *what, QList<qint64> times)
{
    std::sort(times.begin(), times.end());
    const auto part = [&times](int percent) { return times.at((times.size() - 1) * percent / 100); };
    std::printf("%-20s median %4lld ms, 95 %% %4lld ms, 99 %% %4lld ms, worst %4lld ms (%lld times)\n", what,
                static_cast<long long>(part(50)), static_cast<long long>(part(95)),
                static_cast<long long>(part(99)), static_cast<long long>(part(100)),
                static_cast<long long>(times.size()));
}

void measure(const LiveInstances &live, int seconds)
{
    QList<qint64> late;
    QElapsedTimer sinceTick;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    QObject::connect(&tick, &QTimer::timeout, &tick,
                     [&] { late.append(std::max<qint64>(0, sinceTick.restart() - tickMs)); });
    sinceTick.start();
    tick.start(tickMs);

    QList<qint64> shown;
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, &turn, [&, step = 0]() mutable {
        QElapsedTimer switching;
        switching.start();
        live.press(step % 7 == 6 ? Qt::Key_Tab : Qt::Key(Qt::Key_0 + step % 7));
        shown.append(switching.elapsed());
        ++step;
    });
    turn.start(pageMs);
    QTimer::singleShot(seconds * 1000, &QApplication::quit);
    QApplication::exec();
    print("lateness of a timer", late);
    print("page shown", shown);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    LiveInstances live;
    for (const auto step : {&LiveInstances::start, &LiveInstances::connectAll, &LiveInstances::setUpAll}) {
        if (const QString problem = (live.*step)(); !problem.isEmpty()) {
            std::fprintf(stderr, "%s\n", qPrintable(problem));
            return 1;
        }
    }
    measure(live, argc > 1 ? std::max(1, std::atoi(argv[1])) : 15);
    return live.end().isEmpty() ? 0 : 1;
}
