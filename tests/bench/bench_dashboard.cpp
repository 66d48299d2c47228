// SPDX-License-Identifier: GPL-3.0-or-later

// What a dashboard of 12 charts takes of the processor where every value changes once a second, while it is
// seen and while it is not. The time of the samples is pretended; what it costs to draw them is not.

#include "tests/bench/measure.h"
#include "tests/bench/plots.h"
#include "tests/gui/guifixture.h"

#include "core/topics/systopics.h"
#include "ui/charts/chartboard.h"
#include "ui/charts/chartpanel.h"

#include <cmath>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr int charts = 12;
constexpr int linesOfPeers = 2;
constexpr QSize windowSize(1600, 1400);
constexpr int pastSeconds = 15 * 60;
constexpr int secondsOfRound = 60;
const QString unit = QStringLiteral("% of a core");

/// ms of the processor for some seconds as percent of a core.
Figures shareOf(const Cost &cost)
{
    return {{QStringLiteral("share"), cost.cpuMs / secondsOfRound / 10}};
}

/// The board with the charts that it begins with and some more, each second a sample.
class Board
{
public:
    Board()
    {
        m_f.session.pretendConnected();
        const char *const more[] = {"uptime",         "messages/received", "messages/sent",
                                    "bytes/received", "bytes/sent",        "clients/total"};
        for (const char *topic : more)
            m_board.addChart(systopics::broker + QLatin1String(topic));
        for (int i = 0; i < pastSeconds; ++i)
            send();
        show(m_board, windowSize);
        m_board.refresh(true);
        QApplication::processEvents();
    }

    qsizetype chartCount() const { return m_board.findChildren<ChartPanel *>().size(); }
    void hide() { m_board.hide(); }
    Figures run(const SelfMeter &meter)
    {
        Cost all;
        all.instructions = 0;
        for (int i = 0; i < secondsOfRound; ++i) {
            send();
            const Cost begin = meter.now();
            m_board.noteValues();
            m_board.refresh();
            QApplication::processEvents();
            all = all + (meter.now() - begin);
        }
        return shareOf(all);
    }

private:
    void send() { m_f.session.sendSample(++m_step, m_f.clock.now += 1000, 1); }

    GuiFixture m_f;
    ChartBoard m_board{m_f.context()};
    int m_step = 0;
};

/// As many charts of a peer, each with the last 15 minutes of some lines.
class Peers
{
public:
    explicit Peers(const std::function<std::unique_ptr<Plot>(int, QSize)> &make)
    {
        for (int i = 0; i < charts; ++i)
            m_plots.push_back(make(linesOfPeers, {windowSize.width() / 2, windowSize.height() / 6}));
        m_lines.resize(linesOfPeers);
        for (int i = 0; i < pastSeconds; ++i)
            step();
    }

    Figures run(const SelfMeter &meter)
    {
        Cost all;
        all.instructions = 0;
        for (int i = 0; i < secondsOfRound; ++i) {
            step();
            for (const auto &plot : m_plots)
                plot->prepare(m_lines);
            const Cost begin = meter.now();
            for (const auto &plot : m_plots)
                plot->draw();
            all = all + (meter.now() - begin);
        }
        return shareOf(all);
    }

private:
    void step()
    {
        ++m_step;
        for (int line = 0; line < linesOfPeers; ++line) {
            m_lines[line].append(
                {1'764'000'000'000.0 + m_step * 1000.0,
                 420 * (1 + 0.5 * std::sin(m_step / 9.0 + line) + 0.2 * std::sin(m_step / 2.3))});
            if (m_lines.at(line).size() > pastSeconds)
                m_lines[line].removeFirst();
        }
    }

    std::vector<std::unique_ptr<Plot>> m_plots;
    QList<QList<QPointF>> m_lines;
    int m_step = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QApplication application(argc, argv);
    Board board;
    Turns shown;
    shown.self([&] { return board.run(meter); });
    Peers lineSeries(makeLineSeriesPlot);
    shown.peer(QStringLiteral("QLineSeries"), [&] { return lineSeries.run(meter); });
#ifdef SYSPULSE_BENCH_QCUSTOMPLOT
    Peers customPlots(makeCustomPlot);
    shown.peer(QStringLiteral("QCustomPlot"), [&] { return customPlots.run(meter); });
#else
    shown.lacks(QStringLiteral("QCustomPlot"), QStringLiteral("not installed"));
#endif
    shown.measure();
    print(shown.row(
        {.bench = QStringLiteral("dashboard"),
         .what = QStringLiteral("%1 charts at 1 Hz, shown").arg(board.chartCount()),
         .unit = unit,
         .goals = {atMost(1)},
         .note = QStringLiteral("with legends and figures; peers: %1 lines each").arg(linesOfPeers)},
        QStringLiteral("share")));
    board.hide();
    Turns hidden;
    hidden.self([&] { return board.run(meter); });
    hidden.measure();
    print(hidden.row({.bench = QStringLiteral("dashboard"),
                      .what = QStringLiteral("%1 charts at 1 Hz, hidden").arg(board.chartCount()),
                      .unit = unit,
                      .goals = {atMost(0.005)}},
                     QStringLiteral("share")));
    return 0;
}
