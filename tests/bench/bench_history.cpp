// SPDX-License-Identifier: GPL-3.0-or-later

// How long the charts take from the click on "1 y" until the year is drawn, when the history holds a year of
// 40 series: the first time, once it is known, and the same for the last 15 minutes, which come from memory.
// With "rows" the year is as it came, not packed.
//   QT_QPA_PLATFORM=offscreen bench_history [ROUNDS [rows]]

#include "tests/gui/guifixture.h"
#include "tests/support/yearofhistory.h"

#include "core/topics/systopics.h"
#include "ui/charts/chartboard.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QToolButton>

using namespace syspulse;
using test::YearOfHistory;

namespace {

constexpr int seriesCount = 40;
const QString url = QStringLiteral("https://db.example.org:9925/");

/// The keys of the charts that a window begins with, and others that only fill the file.
QList<SeriesKey> keys()
{
    QList<SeriesKey> list;
    for (const ChartSpec &chart : defaultChartLayout().charts) {
        for (const ChartLine &line : chart.lines)
            list.append({line.topic, line.rate});
    }
    while (list.size() < seriesCount)
        list.append({QStringLiteral("$SYS/broker/other/%1").arg(list.size()), false});
    return list;
}

bool store(const QString &file, qint64 nowMs, bool packed)
{
    HistoryDatabase database;
    bool stored = bool(database.open(file));
    double scale = 1;
    for (const SeriesKey &key : keys())
        stored =
            stored && YearOfHistory(nowMs, 10 * Series::minuteMs, scale += 0.1).store(database, url, key);
    for (bool more = packed; stored && more;) {
        const auto done = database.pack(nowMs, HistoryStore::packRows);
        stored = bool(done);
        more = done && *done;
    }
    return stored && database.prune(HistoryLimits(), nowMs);
}

/// What a picture took until all of it was drawn, in ms. The time of the processor is that of all threads:
/// what others do on the machine does not count.
struct Cost
{
    double wall = 0;
    double processor = 0;

    bool operator<(const Cost &other) const { return wall < other.wall; }
};

double processorMs()
{
    return 1000.0 * double(std::clock()) / CLOCKS_PER_SEC;
}

/// Of a click on @p range.
Cost opened(ChartBoard &board, LiveStore &store, const char *range, bool reads)
{
    QElapsedTimer timer;
    timer.start();
    const double begunMs = processorMs();
    QEventLoop loop;
    const auto read = QObject::connect(&store, &LiveStore::pastRead, &loop, &QEventLoop::quit);
    child<QToolButton>(board, range)->click();
    if (reads)
        loop.exec();
    QObject::disconnect(read);
    board.repaint();
    QApplication::processEvents();
    return {double(timer.nsecsElapsed()) / 1e6, processorMs() - begunMs};
}

void print(const char *what, QList<Cost> costs)
{
    std::sort(costs.begin(), costs.end());
    const Cost middle = costs.at(costs.size() / 2);
    std::printf("%-26s median %6.1f ms (processor %6.1f ms), worst %6.1f ms\n", what, middle.wall,
                middle.processor, costs.constLast().wall);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 15;
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("history.sqlite"));
    FakeClock clock;
    clock.now = QDateTime::currentMSecsSinceEpoch();
    if (!store(file, clock.now, argc < 3 || qstrcmp(argv[2], "rows") != 0)) {
        std::fprintf(stderr, "The year could not be stored in %s.\n", qPrintable(file));
        return 1;
    }

    QList<Cost> first;
    QList<Cost> again;
    QList<Cost> recent;
    for (int round = 0; round < rounds; ++round) {
        FakeSession session;
        HistoryStore history(file);
        LiveStore store(session, clock, &history);
        StateStore state(folder.path());
        PreferenceStore preferences(state);
        FakePrompts prompts;
        FakeTray tray;
        UpdaterControl updater(session, store, state);
        ChartBoard board(
            {session, store, prompts, clock, UnitFormatter(QLocale::c()), state, preferences, tray, updater});
        session.pretendConnected(url);
        QEventLoop loop; // until the newest of the past is in memory, as some seconds after the start
        history.load(url, clock.now, &loop, [&loop](const Result<HistoryStore::Past> &) { loop.quit(); });
        loop.exec();
        session.sendSample(1, clock.now);
        GuiFixture::show(board, {1240, 700});
        board.refresh(true);
        first.append(opened(board, store, "range1y", true));
        recent.append(opened(board, store, "range15min", false));
        again.append(opened(board, store, "range1y", false));
    }
    print("1 y, read from the disk", first);
    print("1 y, once it is known", again);
    print("15 min", recent);
    return 0;
}
