// SPDX-License-Identifier: GPL-3.0-or-later

// What it costs to give a chart its points and to paint it, with more and more samples in its range, one a
// second. SysPulse draws what it keeps of them, as finely as pixels can tell, from its samples or from its
// minutes and hours; its peers get every sample.

#include "tests/bench/measure.h"
#include "tests/bench/plots.h"

#include "core/history/seriescourse.h"
#include "ui/charts/timechart.h"

#include <cmath>
#include <random>

#include <QApplication>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr QSize size(900, 300);
constexpr qint64 endMs = 1'764'000'000'000; // a whole hour
constexpr qint64 intervalMs = 1000;
/// Samples are kept on disk for two weeks, minutes and hours for longer.
constexpr qsizetype keptSamples = 14 * 86400;
const QString self3 = QStringLiteral("SysPulse, 1e3 points");

/// A busy counter's change per second: it swings, and jitters.
class Signal
{
public:
    double next()
    {
        ++m_step;
        return 500 + 300 * std::sin(double(m_step) / 400) + m_noise(m_random);
    }

private:
    std::mt19937 m_random{20261128};
    std::normal_distribution<double> m_noise{0, 60};
    qint64 m_step = 0;
};

struct Samples
{
    explicit Samples(qint64 count)
        : fromMs(endMs - count * intervalMs)
    {
        Signal signal;
        all.reserve(count);
        for (qint64 i = 0; i < count; ++i) {
            const SeriesPoint point{fromMs + i * intervalMs, signal.next()};
            all.append({double(point.timeMs), point.value});
            if (count - i <= keptSamples)
                tiers.raw.append(point);
            add(tiers.minutes, Series::minuteMs, point);
            add(tiers.hours, Series::hourMs, point);
        }
    }

    qint64 fromMs;
    QList<QPointF> all;
    SeriesTiers tiers;

private:
    static void add(QList<SeriesBucket> &tier, qint64 widthMs, const SeriesPoint &point)
    {
        const qint64 startMs = point.timeMs - point.timeMs % widthMs;
        if (tier.isEmpty() || tier.constLast().startMs != startMs)
            tier.append({startMs, point.value, point.value, 0, 0, 0});
        SeriesBucket &bucket = tier.last();
        bucket.minimum = std::min(bucket.minimum, point.value);
        bucket.maximum = std::max(bucket.maximum, point.value);
        bucket.sum += point.value;
        bucket.last = point.value;
        ++bucket.count;
    }
};

/// SysPulse's chart with one line, as a panel of the board feeds it.
class OwnChart
{
public:
    OwnChart()
        : m_chart(1, ValueScale::Decimal, UnitFormatter(QLocale::c()))
    {
        show(m_chart, size);
    }

    void draw(const Samples &samples)
    {
        const qint64 columnMs = (endMs - samples.fromMs) / m_chart.plotWidth();
        const CourseGrid grid = CourseGrid::of(std::max<qint64>(1, columnMs), intervalMs);
        const GapRule gaps = GapRule(3 * intervalMs).atLeast(std::max(columnMs + 1, 3 * grid.groupMs / 2));
        // The window moves on, so nothing is as it was.
        const qint64 movedMs = (m_moved = !m_moved) ? grid.groupMs : 0;
        const TimeSpan span{samples.fromMs + movedMs, endMs + movedMs};
        const SeriesCourse course = courseOf(samples.tiers, span, grid);
        m_chart.bands().set({course}, gaps);
        m_chart.plot({meanLine(course)}, span.fromMs, span.toMs, gaps);
        m_chart.viewport()->repaint();
    }

private:
    TimeChart m_chart;
    bool m_moved = false;
};

/// @p draw several times, once where it is slow; ms of the processor each.
template <typename Draw>
Figures drawn(const SelfMeter &meter, qint64 count, Draw draw)
{
    const int times = count >= 1'000'000 ? 2 : 20;
    const Cost begin = meter.now();
    for (int i = 0; i < times; ++i)
        draw();
    return figuresInMs((meter.now() - begin).per(times));
}

Row measure(const SelfMeter &meter, int power)
{
    const auto count = qint64(std::pow(10, power) + 0.5);
    const Samples samples(count);
    OwnChart own;
    Turns turns;
    turns.self([&] { return drawn(meter, count, [&] { own.draw(samples); }); });
    const std::unique_ptr<Plot> lineSeries = makeLineSeriesPlot(1, size);
    lineSeries->prepare({samples.all});
    if (power <= 6)
        turns.peer(QStringLiteral("QLineSeries"),
                   [&] { return drawn(meter, count, [&] { lineSeries->draw(); }); });
    else
        turns.lacks(QStringLiteral("QLineSeries"), QStringLiteral("half a minute for each picture"));
#ifdef SYSPULSE_BENCH_QCUSTOMPLOT
    const std::unique_ptr<Plot> customPlot = makeCustomPlot(1, size);
    customPlot->prepare({samples.all});
    turns.peer(QStringLiteral("QCustomPlot"),
               [&] { return drawn(meter, count, [&] { customPlot->draw(); }); });
#else
    turns.lacks(QStringLiteral("QCustomPlot"), QStringLiteral("not installed"));
#endif
    turns.measure();
    QList<Goal> goals{atMost(3)};
    if (power > 4)
        goals.append(atMostTimes(1, QStringLiteral("QCustomPlot")));
    return turns.row(
        {.bench = QStringLiteral("chart"),
         .what = QStringLiteral("set and paint 1e%1 points in range").arg(power),
         .unit = QStringLiteral("ms CPU"),
         .goals = goals,
         .growth = Growth{QStringLiteral("chart, set and paint N points in range"), double(count)}},
        QStringLiteral("cpu"));
}

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QApplication application(argc, argv);
    QList<double> ofFew;
    for (int power = 3; power <= 7; ++power) {
        const Row row = measure(meter, power);
        print(row);
        if (power == 3)
            ofFew = row.self;
        if (power == 7)
            print({.bench = row.bench,
                   .what = QStringLiteral("1e7 points beside 1e3"),
                   .unit = row.unit,
                   .goals = {atMostTimes(1.5, self3)},
                   .self = row.self,
                   .peers = {{self3, ofFew}}});
    }
    return 0;
}
