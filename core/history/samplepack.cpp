// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/samplepack.h"

#include "core/history/packcolumn.h"

#include <QDataStream>
#include <QIODevice>

namespace syspulse {

namespace {

/// The first byte: what is packed, and how.
constexpr quint8 samplesFormat = 1;
constexpr quint8 bucketsFormat = 2;
/// No pack is larger: what does not get smaller takes at most two columns of numbers for each of five.
constexpr qsizetype maxPackBytes = 4096 + maxPacked * 10 * qsizetype(sizeof(quint64));

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

QByteArray packOf(quint8 format, const Columns &content)
{
    QByteArray pack;
    QDataStream stream(&pack, QIODevice::WriteOnly);
    stream << format << quint32(content.count);
    for (const QByteArray &column : content.columns)
        stream << column;
    return withChecksum(pack);
}

std::optional<Columns> columnsOf(const QByteArray &pack, quint8 format, qsizetype columns)
{
    if (pack.size() < 2 || pack.size() > maxPackBytes || withChecksum(pack.chopped(2)) != pack)
        return std::nullopt;
    quint8 itsFormat = 0;
    quint32 count = 0;
    QDataStream stream(pack.chopped(2));
    stream >> itsFormat >> count;
    if (stream.status() != QDataStream::Ok || itsFormat != format || count == 0 || count > maxPacked)
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

ValueGuesses guessesOfSamples(const QList<qint64> &times)
{
    ValueGuesses guesses;
    guesses.spansMs.reserve(times.size());
    for (qsizetype i = 0; i < times.size(); ++i)
        guesses.spansMs.append(i > 0 ? quint64(times.at(i)) - quint64(times.at(i - 1)) : 0);
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

} // namespace

QByteArray pack(const QList<SeriesPoint> &samples)
{
    QList<qint64> times;
    QList<double> values;
    times.reserve(samples.size());
    values.reserve(samples.size());
    for (const SeriesPoint &sample : samples) {
        times.append(sample.timeMs);
        values.append(sample.value);
    }
    return packOf(samplesFormat,
                  {samples.size(), {packTimes(times), packValues(values, guessesOfSamples(times))}});
}

std::optional<QList<SeriesPoint>> samplesIn(const QByteArray &pack)
{
    const auto content = columnsOf(pack, samplesFormat, 2);
    const auto times = content ? unpackTimes(content->columns.at(0), content->count) : std::nullopt;
    if (!times)
        return std::nullopt;
    const auto values = unpackValues(content->columns.at(1), content->count, guessesOfSamples(*times));
    if (!values)
        return std::nullopt;
    QList<SeriesPoint> samples;
    samples.reserve(content->count);
    for (qsizetype i = 0; i < content->count; ++i)
        samples.append({times->at(i), values->at(i)});
    return samples;
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
    return packOf(bucketsFormat, {buckets.size(),
                                  {packTimes(starts), packNumbers(counts), packValues(maxima, {}),
                                   packValues(minima, {maxima, {}}), packValues(lasts, {maxima, {}}),
                                   packValues(sums, {guessedSums(counts, minima, maxima), {}})}});
}

std::optional<QList<SeriesBucket>> bucketsIn(const QByteArray &pack)
{
    const auto content = columnsOf(pack, bucketsFormat, 6);
    if (!content)
        return std::nullopt;
    const qsizetype count = content->count;
    const auto starts = unpackTimes(content->columns.at(0), count);
    const auto counts = unpackNumbers(content->columns.at(1), count);
    const auto maxima = unpackValues(content->columns.at(2), count, {});
    if (!starts || !counts || !maxima)
        return std::nullopt;
    const auto minima = unpackValues(content->columns.at(3), count, {*maxima, {}});
    const auto lasts = unpackValues(content->columns.at(4), count, {*maxima, {}});
    if (!minima || !lasts)
        return std::nullopt;
    const auto sums =
        unpackValues(content->columns.at(5), count, {guessedSums(*counts, *minima, *maxima), {}});
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
