// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/samplepack.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include <QDataStream>
#include <QIODevice>
#include <QRandomGenerator>

/// Samples for the tests of what is in a pack, and packs that somebody has made.
namespace syspulse::test::packed {

inline constexpr qint64 packStartMs = 1'800'000'000'123;

inline bool sameBits(double a, double b)
{
    return std::bit_cast<quint64>(a) == std::bit_cast<quint64>(b);
}

inline bool same(const SeriesPoint &a, const SeriesPoint &b)
{
    return a.timeMs == b.timeMs && sameBits(a.value, b.value);
}

inline bool same(const SeriesBucket &a, const SeriesBucket &b)
{
    return a.startMs == b.startMs && sameBits(a.minimum, b.minimum) && sameBits(a.maximum, b.maximum) &&
           sameBits(a.sum, b.sum) && sameBits(a.last, b.last) && a.count == b.count;
}

template <typename Item>
bool sameItems(const std::optional<QList<Item>> &a, const QList<Item> &b)
{
    return a && std::equal(a->cbegin(), a->cend(), b.cbegin(), b.cend(),
                           [](const Item &x, const Item &y) { return same(x, y); });
}

inline QList<SeriesPoint> every(qint64 stepMs, qsizetype count,
                                const std::function<double(qsizetype)> &valueAt)
{
    QList<SeriesPoint> samples;
    for (qsizetype i = 0; i < count; ++i)
        samples.append({packStartMs + i * stepMs, valueAt(i)});
    return samples;
}

/// The minutes of @p samples.
inline QList<SeriesBucket> minutesOf(const QList<SeriesPoint> &samples)
{
    Series series;
    for (const SeriesPoint &sample : samples)
        series.append(sample.timeMs, sample.value);
    return series.tiers().minutes;
}

/// A pack of @p body with a checksum that is right.
inline QByteArray signedPack(const QByteArray &body)
{
    QByteArray pack;
    QDataStream stream(&pack, QIODevice::WriteOnly);
    stream.writeRawData(body.constData(), int(body.size()));
    stream << qChecksum(body);
    return pack;
}

/// A pack that says it has @p count samples, in @p columns.
inline QByteArray madePack(quint32 count, const QList<QByteArray> &columns, int format = 3)
{
    QByteArray body;
    QDataStream stream(&body, QIODevice::WriteOnly);
    stream << quint8(format) << count;
    for (const QByteArray &column : columns)
        stream << column;
    return signedPack(body);
}

/// Values of every kind that a series may have, @p count of them; the same for the same @p random.
inline QList<SeriesPoint> randomSamples(QRandomGenerator &random, qsizetype count)
{
    const int kind = random.bounded(7);
    const int jitterMs = 1 + random.bounded(200);
    const qint64 stepMs = random.bounded(2) == 0 ? 1000 : 10'000;
    QList<SeriesPoint> samples;
    qint64 timeMs = packStartMs + random.bounded(100'000);
    double value = random.bounded(1000);
    for (qsizetype i = 0; i < count; ++i) {
        const qint64 spanMs = stepMs + random.bounded(jitterMs) + (random.bounded(50) == 0 ? 3'600'000 : 0);
        timeMs += spanMs;
        switch (kind) {
        case 0: // counter
            value = random.bounded(500) == 0 ? 0 : value + random.bounded(300);
            break;
        case 1: // gauge
            value = random.bounded(100);
            break;
        case 2: // hundredths
            value = double(random.bounded(100'000)) / 100.0;
            break;
        case 3: // change per second
            value = double(random.bounded(1000)) * 1000.0 / double(spanMs);
            break;
        case 4: // anything
            value = std::bit_cast<double>(random.generate64());
            break;
        case 5: // mostly a rate
            value = i % 20 == 0 ? std::sqrt(2.0 + double(i)) : double(random.bounded(50)) * 1000.0 / 1003.0;
            break;
        default: // constant
            break;
        }
        samples.append({random.bounded(300) == 0 ? qint64(random.generate64()) : timeMs, value});
    }
    return samples;
}

/// Times of which @p samples have some, with spans that may be wrong.
inline SharedTimes timesOf(QRandomGenerator &random, const QList<SeriesPoint> &samples, int otherPercent)
{
    QList<qint64> times;
    for (const SeriesPoint &sample : samples) {
        if (random.bounded(100) >= otherPercent)
            times.append(sample.timeMs);
        if (random.bounded(100) < otherPercent)
            times.append(sample.timeMs + 1 + random.bounded(900));
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    SharedTimes shared{times, {}};
    for (qsizetype i = 0; i < times.size(); ++i)
        shared.spansMs.append(random.bounded(3) == 0 ? random.generate64() : quint64(random.bounded(2000)));
    return shared;
}

} // namespace syspulse::test::packed
