// SPDX-License-Identifier: GPL-3.0-or-later

// What 60 topics take of memory when a window was open for a day: their values, and the changes per second of
// those that are counters. Beside it pairs of time and value, of the same samples.

#include "core/history/series.h"
#include "tests/bench/benchbrokers.h"
#include "tests/bench/measure.h"
#include "tests/bench/memory.h"

#include <map>
#include <unordered_map>

#include <QCoreApplication>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr qint64 dayMs = 24 * Series::hourMs;
constexpr int topicCount = 60;
const QString pairs = QStringLiteral("pairs of time and value");

struct Pairs
{
    QList<SeriesPoint> list;

    void append(qint64 timeMs, double value) { list.append({timeMs, value}); }
};

/// Room for what may still come is not what the samples take.
void squeeze(Pairs &pairs)
{
    pairs.list.squeeze();
}

void squeeze(const Series &)
{}

/// What @p Kept takes of a day at steps of @p stepMs.
template <typename Kept>
Figures megabytesOf(qint64 stepMs)
{
    const double before = allocatedBytes();
    double taken = 0;
    {
        std::map<QString, int> topics;
        std::unordered_map<QString, Kept> series;
        std::unordered_map<QString, Kept> rates;
        TypicalBroker broker;
        for (qint64 timeMs = brokerBeginMs; timeMs < brokerBeginMs + dayMs; timeMs += stepMs) {
            const QList<HistorySample> samples = broker.at(timeMs, stepMs);
            for (const HistorySample &sample : samples) {
                if (topics.size() < topicCount)
                    topics.insert({sample.key.topic, 0});
                if (topics.contains(sample.key.topic))
                    (sample.key.rate ? rates : series)[sample.key.topic].append(sample.point.timeMs,
                                                                                sample.point.value);
            }
        }
        for (auto *kept : {&series, &rates}) {
            for (auto &[topic, each] : *kept)
                squeeze(each);
        }
        taken = allocatedBytes() - before;
    }
    return {{QStringLiteral("size"), taken / 1024 / 1024}};
}

void measure(qint64 stepMs)
{
    Turns turns;
    turns.self([stepMs] { return megabytesOf<Series>(stepMs); });
    turns.peer(pairs, [stepMs] { return megabytesOf<Pairs>(stepMs); });
    turns.measure(1, false); // it is the same each time
    print(turns.row({.bench = QStringLiteral("memory"),
                     .what = QStringLiteral("%1 topics for 24 h at %2 s").arg(topicCount).arg(stepMs / 1000),
                     .unit = QStringLiteral("MB"),
                     .goals = {atMostTimes(0.25, pairs)}},
                    QStringLiteral("size")));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    measure(1000);
    measure(10'000);
    return 0;
}
