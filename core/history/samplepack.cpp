// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/samplepack.h"

#include "core/history/packcolumn.h"
#include "core/history/packnumbers.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <QDataStream>
#include <QIODevice>

namespace syspulse {

namespace {

/// The first byte: what is packed, and how. The first two are read only: earlier versions wrote them.
enum class PackFormat : quint8 {
    OldSamples = 1,
    OldBuckets,
    Samples,
    Buckets,
    SharedSamples, ///< at shared times, but for some
    Times,
};

/// No pack is larger: what does not get smaller takes at most two columns of numbers for each of five.
constexpr qsizetype maxPackBytes = 4096 + maxPacked * 10 * (qsizetype(sizeof(quint64)) + 1);

QByteArray withChecksum(QByteArray pack)
{
    const quint16 sum = qChecksum(pack);
    pack.append(char(sum >> 8));
    pack.append(char(sum & 0xff));
    return pack;
}

/// The columns of a pack.
struct Columns
{
    qsizetype count = 0;
    QList<QByteArray> columns;
};

QByteArray packOf(PackFormat format, const Columns &content)
{
    QByteArray pack;
    QDataStream stream(&pack, QIODevice::WriteOnly);
    stream << quint8(format) << quint32(content.count);
    for (const QByteArray &column : content.columns)
        stream << column;
    return withChecksum(pack);
}

bool isOf(const QByteArray &pack, PackFormat format)
{
    return pack.startsWith(char(format));
}

std::optional<Columns> columnsOf(const QByteArray &pack, PackFormat format, qsizetype columns)
{
    if (pack.size() < 2 || pack.size() > maxPackBytes || withChecksum(pack.chopped(2)) != pack)
        return std::nullopt;
    quint8 itsFormat = 0;
    quint32 count = 0;
    QDataStream stream(pack.chopped(2));
    stream >> itsFormat >> count;
    if (stream.status() != QDataStream::Ok || itsFormat != quint8(format) || count == 0 || count > maxPacked)
        return std::nullopt;
    Columns content{qsizetype(count), {}};
    for (qsizetype i = 0; i < columns; ++i) {
        QByteArray column;
        stream >> column;
        content.columns.append(column);
    }
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return std::nullopt;
    return content;
}

/// @p shared: spans at some of the times.
ValueGuesses guessesOfSamples(const QList<qint64> &times, const SharedTimes &shared)
{
    ValueGuesses guesses;
    guesses.spansMs.reserve(times.size());
    qsizetype next = 0;
    for (qsizetype i = 0; i < times.size(); ++i) {
        while (next < shared.times.size() && shared.times.at(next) < times.at(i))
            ++next;
        quint64 spanMs = 0;
        if (next < shared.times.size() && shared.times.at(next) == times.at(i))
            spanMs = shared.spansMs.at(next);
        if (spanMs == 0 && i > 0)
            spanMs = quint64(times.at(i)) - quint64(times.at(i - 1));
        guesses.spansMs.append(spanMs);
    }
    return guesses;
}

/// The sum, if values lie evenly between the extremes.
QList<double> guessedSums(const QList<quint64> &counts, const QList<double> &minima,
                          const QList<double> &maxima)
{
    QList<double> sums;
    sums.reserve(counts.size());
    for (qsizetype i = 0; i < counts.size(); ++i)
        sums.append(double(qint64(counts.at(i))) * (minima.at(i) / 2 + maxima.at(i) / 2));
    return sums;
}

/// The value of each bucket before; of the first one, its own.
QList<double> oneEarlier(const QList<double> &values)
{
    return QList<double>{values.constFirst()} + values.first(values.size() - 1);
}

/// How times differ from shared ones: by those that are not there, and by those that nobody else has.
struct TimesApart
{
    QList<quint64> missing; ///< how many of the shared ones are there before each, since the one before
    QList<qint64> own;
};

TimesApart timesApart(const QList<qint64> &times, const QList<qint64> &shared)
{
    TimesApart apart;
    quint64 there = 0;
    auto time = times.cbegin();
    for (const qint64 sharedMs : shared) {
        while (time != times.cend() && *time < sharedMs)
            apart.own.append(*time++);
        if (time != times.cend() && *time == sharedMs) {
            ++time;
            ++there;
        } else {
            apart.missing.append(std::exchange(there, 0));
        }
    }
    for (; time != times.cend(); ++time)
        apart.own.append(*time);
    return apart;
}

/// Nothing where @p apart cannot be of @p shared.
std::optional<QList<qint64>> timesTogether(const TimesApart &apart, const QList<qint64> &shared)
{
    QList<qint64> times;
    times.reserve(shared.size() + apart.own.size());
    qsizetype next = 0;
    for (const quint64 there : apart.missing) {
        if (there >= quint64(shared.size() - next))
            return std::nullopt;
        times += shared.mid(next, qsizetype(there));
        next += qsizetype(there) + 1;
    }
    times += shared.mid(next);
    const auto middle = times.insert(times.cend(), apart.own.size(), 0);
    std::copy(apart.own.cbegin(), apart.own.cend(), middle);
    std::inplace_merge(times.begin(), middle, times.end());
    return times;
}

/// By which it is noticed that shared times have changed.
quint32 checkOf(const QList<qint64> &times)
{
    quint64 check = quint64(times.size());
    for (const qint64 time : times)
        check = (check ^ quint64(time)) * 0x9e3779b97f4a7c15ULL;
    return quint32(check >> 32);
}

QByteArray columnOfNumbers(const QList<quint64> &numbers)
{
    return numbers.isEmpty() ? QByteArray() : packNumbers(numbers);
}

/// What a column of at most maxPacked numbers holds, and whose size stands in front of it.
QByteArray timesApartColumn(const TimesApart &apart, quint32 check)
{
    QByteArray column;
    QDataStream stream(&column, QIODevice::WriteOnly);
    stream << check << quint32(apart.missing.size()) << quint32(apart.own.size())
           << columnOfNumbers(apart.missing) << (apart.own.isEmpty() ? QByteArray() : packTimes(apart.own));
    return column;
}

std::optional<QList<qint64>> timesFromApart(const QByteArray &column, qsizetype count,
                                            const QList<qint64> &shared)
{
    quint32 check = 0;
    quint32 missing = 0;
    quint32 own = 0;
    QByteArray missingColumn;
    QByteArray ownColumn;
    QDataStream stream(column);
    stream >> check >> missing >> own >> missingColumn >> ownColumn;
    if (stream.status() != QDataStream::Ok || !stream.atEnd() || own > count || missing > shared.size() ||
        shared.size() - missing + own != count || check != checkOf(shared))
        return std::nullopt;
    TimesApart apart;
    if (missing > 0) {
        const auto numbers = unpackNumbers(missingColumn, missing);
        if (!numbers)
            return std::nullopt;
        apart.missing = *numbers;
    }
    if (own > 0) {
        const auto times = unpackTimes(ownColumn, own);
        if (!times)
            return std::nullopt;
        apart.own = *times;
    }
    return timesTogether(apart, shared);
}

bool isAscending(const QList<qint64> &times)
{
    return std::adjacent_find(times.cbegin(), times.cend(), std::greater_equal<>()) == times.cend();
}

QList<SeriesPoint> samplesOf(const QList<qint64> &times, const QList<double> &values)
{
    QList<SeriesPoint> samples;
    samples.reserve(times.size());
    for (qsizetype i = 0; i < times.size(); ++i)
        samples.append({times.at(i), values.at(i)});
    return samples;
}

} // namespace

SharedTimes SharedTimes::within(qint64 fromMs, qint64 toMs) const
{
    const auto first = std::lower_bound(times.cbegin(), times.cend(), fromMs);
    const auto last = std::upper_bound(first, times.cend(), toMs);
    return {times.mid(first - times.cbegin(), last - first),
            spansMs.mid(first - times.cbegin(), last - first)};
}

QByteArray pack(const QList<SeriesPoint> &samples, const SharedTimes &shared)
{
    QList<qint64> times;
    QList<double> values;
    times.reserve(samples.size());
    values.reserve(samples.size());
    for (const SeriesPoint &sample : samples) {
        times.append(sample.timeMs);
        values.append(sample.value);
    }
    const TimesApart apart = timesApart(times, shared.times);
    // Others tell nothing about times that are hardly ever the same.
    const bool alike = !shared.times.isEmpty() && isAscending(shared.times) && isAscending(times) &&
                       apart.own.size() * 2 <= times.size() && apart.missing.size() <= times.size();
    if (alike)
        return packOf(PackFormat::SharedSamples, {samples.size(),
                                                  {timesApartColumn(apart, checkOf(shared.times)),
                                                   packValues(values, guessesOfSamples(times, shared))}});
    return packOf(PackFormat::Samples,
                  {samples.size(), {packTimes(times), packValues(values, guessesOfSamples(times, {}))}});
}

bool needsSharedTimes(const QByteArray &pack)
{
    return isOf(pack, PackFormat::SharedSamples);
}

std::optional<QList<SeriesPoint>> samplesIn(const QByteArray &pack, const SharedTimes &shared)
{
    const bool isShared = needsSharedTimes(pack);
    const auto content = columnsOf(pack,
                                   isShared                             ? PackFormat::SharedSamples
                                   : isOf(pack, PackFormat::OldSamples) ? PackFormat::OldSamples
                                                                        : PackFormat::Samples,
                                   2);
    if (!content)
        return std::nullopt;
    const auto times = isShared ? timesFromApart(content->columns.at(0), content->count, shared.times)
                                : unpackTimes(content->columns.at(0), content->count);
    if (!times)
        return std::nullopt;
    const auto values = unpackValues(content->columns.at(1), content->count,
                                     guessesOfSamples(*times, isShared ? shared : SharedTimes()));
    if (!values)
        return std::nullopt;
    return samplesOf(*times, *values);
}

QByteArray pack(const SharedTimes &times)
{
    return packOf(PackFormat::Times,
                  {times.times.size(), {packTimes(times.times), packNumbers(times.spansMs)}});
}

std::optional<SharedTimes> sharedTimesIn(const QByteArray &pack)
{
    const auto content = columnsOf(pack, PackFormat::Times, 2);
    const auto times = content ? unpackTimes(content->columns.at(0), content->count) : std::nullopt;
    if (!times || !isAscending(*times))
        return std::nullopt;
    const auto spans = unpackNumbers(content->columns.at(1), content->count);
    if (!spans)
        return std::nullopt;
    return SharedTimes{*times, *spans};
}

QByteArray pack(const QList<SeriesBucket> &buckets)
{
    QList<qint64> starts;
    QList<quint64> counts;
    QList<double> minima;
    QList<double> maxima;
    QList<double> sums;
    QList<double> lasts;
    for (const SeriesBucket &bucket : buckets) {
        starts.append(bucket.startMs);
        counts.append(quint64(bucket.count));
        minima.append(bucket.minimum);
        maxima.append(bucket.maximum);
        sums.append(bucket.sum);
        lasts.append(bucket.last);
    }
    return packOf(PackFormat::Buckets, {buckets.size(),
                                        {packTimes(starts), packNumbers(counts), packValues(lasts, {}),
                                         packValues(minima, {{lasts, oneEarlier(lasts)}, {}}),
                                         packValues(maxima, {{lasts, minima}, {}}),
                                         packValues(sums, {{guessedSums(counts, minima, maxima)}, {}})}});
}

std::optional<QList<SeriesBucket>> bucketsIn(const QByteArray &pack)
{
    // Earlier versions told maxima first, and the others as near to them.
    const bool isOld = isOf(pack, PackFormat::OldBuckets);
    const auto content = columnsOf(pack, isOld ? PackFormat::OldBuckets : PackFormat::Buckets, 6);
    if (!content)
        return std::nullopt;
    const qsizetype count = content->count;
    const auto starts = unpackTimes(content->columns.at(0), count);
    const auto counts = unpackNumbers(content->columns.at(1), count);
    const auto base = unpackValues(content->columns.at(2), count, {});
    if (!starts || !counts || !base)
        return std::nullopt;
    const auto minima = unpackValues(
        content->columns.at(3), count,
        {isOld ? QList<QList<double>>{*base} : QList<QList<double>>{*base, oneEarlier(*base)}, {}});
    if (!minima)
        return std::nullopt;
    const auto other =
        unpackValues(content->columns.at(4), count,
                     {isOld ? QList<QList<double>>{*base} : QList<QList<double>>{*base, *minima}, {}});
    if (!other)
        return std::nullopt;
    const auto &maxima = isOld ? base : other;
    const auto &lasts = isOld ? other : base;
    const auto sums =
        unpackValues(content->columns.at(5), count, {{guessedSums(*counts, *minima, *maxima)}, {}});
    if (!sums)
        return std::nullopt;
    QList<SeriesBucket> buckets;
    buckets.reserve(count);
    for (qsizetype i = 0; i < count; ++i)
        buckets.append(
            {starts->at(i), minima->at(i), maxima->at(i), sums->at(i), lasts->at(i), qint64(counts->at(i))});
    return buckets;
}

} // namespace syspulse
