// SPDX-License-Identifier: GPL-3.0-or-later

// A window beside a real HarperDB that an updater keeps current each second, for an hour or as many minutes
// as are given: its memory every ten seconds, and how much it has grown. All series are as long as they get
// from the beginning, so that what grows is a leak.
//   QT_QPA_PLATFORM=offscreen soak_memory [MINUTES]

#include "tests/bench/harperwindow.h"
#include "tests/bench/measure.h"
#include "tests/bench/memory.h"

#include <algorithm>
#include <cstdio>
#include <malloc.h>
#include <random>

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr int sampleMs = 10'000;

/// Gives every number that the store has a past as long as a series keeps it: hours for two months and a
/// half, then minutes of a day and a half, then seconds of an hour and a half.
void fill(MainWindow &window)
{
    const LiveStore &store = window.current().store();
    SessionConnection &connection = window.current().session().connection();
    QList<TopicValue> values;
    for (const QString &topic : store.topics()) {
        if (store.value(topic)->number)
            values.append(*store.value(topic));
    }
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    constexpr qint64 second = 1000;
    constexpr qint64 minute = 60 * second;
    constexpr qint64 hour = 60 * minute;
    struct Stretch
    {
        qint64 fromMs;
        qint64 toMs;
        qint64 stepMs;
    };
    const qint64 secondsMs = Series::rawCapacity * 5 / 4 * second;
    const qint64 minutesMs = Series::minuteCapacity * 5 / 4 * minute + secondsMs;
    const Stretch stretches[] = {
        {nowMs - Series::hourCapacity * 5 / 4 * hour - minutesMs, nowMs - minutesMs, hour},
        {nowMs - minutesMs, nowMs - secondsMs, minute},
        {nowMs - secondsMs, nowMs - 5 * second, second}};
    // Counters whose changes nothing makes small: what comes later takes no more memory than they.
    std::mt19937_64 random(20261128);
    double count = 0;
    for (const Stretch &stretch : stretches) {
        for (qint64 timeMs = stretch.fromMs; timeMs < stretch.toMs; timeMs += stretch.stepMs) {
            count += double(1 + random() % 1'000'000) / 7;
            ValuesFrame frame;
            frame.values = values;
            frame.sampleMs = timeMs;
            for (TopicValue &value : frame.values) {
                value.timestampMs = value.seenMs = timeMs;
                value.countedMs.reset();
                value.number = count;
            }
            emit connection.valuesArrived(frame);
        }
    }
}

double median(QList<double> list)
{
    std::sort(list.begin(), list.end());
    return list.at(list.size() / 2);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int minutes = argc > 1 ? std::max(1, std::atoi(argv[1])) : 60;
    HarperWindow server;
    QString problem = server.start();
    if (problem.isEmpty()) {
        server.open();
        problem = server.connectAndWait() ? QString() : QStringLiteral("No values come.");
    }
    if (!problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 1;
    }
    HarperWindow::pause(3000);
    fill(server.window());
    server.window().current().session().request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    HarperWindow::pause(30'000); // the history on disk has taken it, and every cache is warm
    malloc_trim(0);
    QList<double> resident;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < minutes * 60'000LL) {
        HarperWindow::pause(sampleMs);
        resident.append(residentMegabytes());
        std::fprintf(stderr, "%5lld s %8.2f MB\n", static_cast<long long>(timer.elapsed() / 1000),
                     resident.constLast());
    }
    server.close();
    constexpr qsizetype parts = 6;
    const qsizetype part = std::max<qsizetype>(1, resident.size() / parts);
    QStringList megabytes; // of each part
    for (qsizetype i = 0; i < parts && i * part < resident.size(); ++i)
        megabytes.append(QString::number(median(resident.mid(i * part, part)), 'f', 2));
    const double before = median(resident.first(part));
    const double after = median(resident.last(part));
    print({.bench = QStringLiteral("soak"),
           .what = QStringLiteral("growth of the window's memory in %1 minutes").arg(minutes),
           .unit = QStringLiteral("%"),
           .goals = {atMost(1)},
           .note = QStringLiteral(
                       "median of each sixth of the time: %1 MB; %2 samples, %3 to %4 MB; all series full "
                       "from the beginning, an update each second")
                       .arg(megabytes.join(QStringLiteral(", ")))
                       .arg(resident.size())
                       .arg(*std::min_element(resident.cbegin(), resident.cend()), 0, 'f', 2)
                       .arg(*std::max_element(resident.cbegin(), resident.cend()), 0, 'f', 2),
           .self = {100 * (after - before) / before}});
    return 0;
}
