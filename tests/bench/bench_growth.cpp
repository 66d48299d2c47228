// SPDX-License-Identifier: GPL-3.0-or-later

// How costs grow with what there is of it: samples of a series, and topics whose records come all at once.
// What other benchmarks have at hand (clients, pages of topics, instances, workers) they measure themselves.

#include "core/history/series.h"
#include "core/session/livestore.h"
#include "core/session/valuesdecoder.h"
#include "tests/bench/measure.h"
#include "tests/bench/memory.h"
#include "tests/bench/sampleflood.h"
#include "tests/support/fakesession.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

const QString benchName = QStringLiteral("growth");
constexpr qint64 beginMs = 1'795'000'000'000;
constexpr qint64 stepMs = 10'000;

Row rowOf(const QString &curve, double n, const QString &unit)
{
    return {.bench = benchName,
            .what = QString(curve).replace(QLatin1Char('N'), QStringLiteral("%L1").arg(n, 0, 'f', 0)),
            .unit = unit,
            .growth = Growth{curve, n}};
}

/// A counter's samples, and its changes per second.
void measureSeries(const SelfMeter &meter, qint64 count)
{
    Turns turns;
    turns.self([&] {
        const double before = allocatedBytes();
        Series counter;
        const Cost begin = meter.now();
        for (qint64 i = 0; i < count; ++i)
            counter.append(beginMs + i * stepMs, double(i * 1000 + i * 7919 % 97));
        Figures figures = figuresInMs(meter.now() - begin);
        figures[QStringLiteral("memory")] = (allocatedBytes() - before) / 1024;
        constexpr int pictures = 50;
        const qint64 endMs = counter.last().timeMs;
        const Cost drawn = meter.now();
        qsizetype points = 0;
        for (int i = 0; i < pictures; ++i)
            points += counter.points(endMs - count * stepMs, endMs - i).size();
        figures[QStringLiteral("points")] = (meter.now() - drawn).per(pictures).cpuMs;
        return points > 0 ? figures : Figures();
    });
    turns.measure();
    print(turns.row(
        rowOf(QStringLiteral("N samples of a series, appended"), double(count), QStringLiteral("ms CPU")),
        QStringLiteral("cpu")));
    print(
        turns.row(rowOf(QStringLiteral("N samples of a series, memory"), double(count), QStringLiteral("KB")),
                  QStringLiteral("memory")));
    print(turns.row(rowOf(QStringLiteral("N samples of a series, all that is kept is read"), double(count),
                          QStringLiteral("ms CPU")),
                    QStringLiteral("points")));
}

/// From the payloads of an update to the store that the pages read.
void measureTopics(const SelfMeter &meter, int count)
{
    constexpr int updates = 20;
    QStringList topics;
    for (int i = 0; i < count; ++i)
        topics.append(QStringLiteral("$SYS/plant/line%1/sensor%2").arg(i % 200).arg(i));
    const QList<MqttMessage> messages = updatesOf(topics, updates, QDateTime::currentMSecsSinceEpoch());
    Turns turns;
    turns.self([&]() -> Figures {
        const SystemClock clock;
        FakeSession session;
        LiveStore store(session, clock);
        ValuesDecoder decoder(SysLayout(), &clock);
        const auto take = [&](int update) {
            decoder.add(messages.mid(qsizetype(update) * count, count));
            emit session.connection().valuesArrived(decoder.takeFrame());
        };
        take(0); // the first one makes the topics
        const Cost begin = meter.now();
        for (int update = 1; update < updates; ++update)
            take(update);
        const Cost cost = (meter.now() - begin).per(updates - 1);
        return store.topicCount() == count ? figuresInMs(cost) : Figures();
    });
    turns.measure();
    print(turns.row(rowOf(QStringLiteral("N topics change at once, from payloads to LiveStore"), count,
                          QStringLiteral("ms CPU")),
                    QStringLiteral("cpu")));
}

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QCoreApplication application(argc, argv);
    for (const qint64 count : {1'000, 10'000, 100'000, 1'000'000, 10'000'000})
        measureSeries(meter, count);
    for (const int count : {100, 1000, 5000, 10'000, 19'500})
        measureTopics(meter, count);
    return 0;
}
