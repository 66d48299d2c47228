// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/packcolumn.h"

#include "core/history/exactvalues.h"
#include "core/history/packnumbers.h"

#include <algorithm>

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

namespace syspulse {

namespace {

constexpr int timeBytes = sizeof(qint64);

const QByteArray &shorter(const QByteArray &a, const QByteArray &b)
{
    return b.size() < a.size() ? b : a;
}

/// How values are told as whole numbers.
enum class ValueKind : quint8 {
    Bits,   ///< as they are
    Ratios, ///< changes per second: a count and the ms in which it came together; 0 ms: the count is the bits
    Units,  ///< from here on: multiples of 1, 1/10, 1/100 ..., and how far each is off
};

QByteArray columnOf(int kind, const QByteArray &first, const QByteArray &second = {})
{
    QByteArray column;
    QDataStream stream(&column, QIODevice::WriteOnly);
    stream << quint8(kind) << first << second;
    return column;
}

QList<quint64> allBitsOf(const QList<double> &values)
{
    QList<quint64> numbers;
    numbers.reserve(values.size());
    for (const double value : values)
        numbers.append(bitsOf(value));
    return numbers;
}

NumberGuesses guessedBits(const ValueGuesses &guesses)
{
    NumberGuesses numbers;
    for (const QList<double> &values : guesses.values)
        numbers.append(allBitsOf(values));
    return numbers;
}

NumberGuesses guessedUnits(const ValueGuesses &guesses, double perOne)
{
    NumberGuesses numbers;
    for (const QList<double> &values : guesses.values) {
        QList<quint64> units;
        units.reserve(values.size());
        for (const double value : values)
            units.append(quint64(unitsOf(value, perOne)));
        numbers.append(units);
    }
    return numbers;
}

/// The counts of ratios, as far as @p times says the ms in which they came.
NumberGuesses guessedCounts(const ValueGuesses &guesses, const QList<quint64> &times)
{
    NumberGuesses numbers;
    for (const QList<double> &values : guesses.values) {
        QList<quint64> counts;
        counts.reserve(values.size());
        for (qsizetype i = 0; i < values.size(); ++i)
            counts.append(times.at(i) == 0 ? bitsOf(values.at(i))
                                           : quint64(unitsOf(values.at(i), double(times.at(i)) / 1000)));
        numbers.append(counts);
    }
    return numbers;
}

NumberGuesses guessedSpans(const ValueGuesses &guesses)
{
    return guesses.spansMs.isEmpty() ? NumberGuesses() : NumberGuesses{guesses.spansMs};
}

QByteArray packBits(const QList<double> &values, const ValueGuesses &guesses)
{
    return columnOf(int(ValueKind::Bits), packNumbers(allBitsOf(values), guessedBits(guesses)));
}

QByteArray packUnits(const QList<double> &values, const ValueGuesses &guesses, size_t decimals)
{
    const double perOne = unitsPerOne.at(decimals);
    QList<quint64> units;
    QList<quint64> off;
    bool exact = true;
    for (const double value : values) {
        const qint64 rounded = unitsOf(value, perOne);
        units.append(quint64(rounded));
        off.append(zigzag(bitsOf(value) - bitsOf(double(rounded) / perOne)));
        exact = exact && off.constLast() == 0;
    }
    return columnOf(int(ValueKind::Units) + int(decimals), packNumbers(units, guessedUnits(guesses, perOne)),
                    exact ? QByteArray() : packNumbers(off));
}

/// How many of @p values are ratios, as far as some from all of them tell: looking at each takes time.
enum class RatioShare { Few, Some, All };

RatioShare ratioShare(const QList<double> &values, const ValueGuesses &guesses)
{
    constexpr qsizetype looks = 32;
    const qsizetype step = std::max<qsizetype>(1, values.size() / looks);
    qsizetype asked = 0;
    qsizetype found = 0;
    for (qsizetype i = step / 2; i < values.size(); i += step) {
        const quint64 expectedMs = guesses.spansMs.isEmpty() ? 0 : guesses.spansMs.at(i);
        found += ratioOf(values.at(i), expectedMs > 0 && expectedMs < mostRatioMs ? expectedMs : 1000).ms > 0;
        ++asked;
    }
    return found == asked ? RatioShare::All : found * 4 >= asked ? RatioShare::Some : RatioShare::Few;
}

/// @p bySpans: the ms are expected to be those that are guessed; otherwise, those of the value before.
QByteArray packRatios(const QList<double> &values, const ValueGuesses &guesses, bool bySpans)
{
    QList<quint64> counts;
    QList<quint64> times;
    quint64 expectedMs = 1000;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (bySpans && guesses.spansMs.at(i) > 0 && guesses.spansMs.at(i) < mostRatioMs)
            expectedMs = guesses.spansMs.at(i);
        const Ratio ratio = ratioOf(values.at(i), expectedMs);
        counts.append(ratio.count);
        times.append(ratio.ms);
        if (ratio.ms > 0)
            expectedMs = ratio.ms;
    }
    return columnOf(int(ValueKind::Ratios), packNumbers(counts, guessedCounts(guesses, times)),
                    packNumbers(times, guessedSpans(guesses)));
}

} // namespace

quint64 spanOfRate(double rate, quint64 expectedMs)
{
    return expectedMs > 0 && expectedMs < mostRatioMs ? ratioOf(rate, expectedMs).ms : 0;
}

QByteArray packTimes(const QList<qint64> &times)
{
    // The first stands before the steps, of which it is none.
    QByteArray column(timeBytes, Qt::Uninitialized);
    qToLittleEndian(times.constFirst(), column.data());
    QList<quint64> steps;
    steps.reserve(times.size());
    for (qsizetype i = 1; i < times.size(); ++i)
        steps.append(quint64(times.at(i)) - quint64(times.at(i - 1)));
    return steps.isEmpty() ? column : column + packNumbers(steps);
}

std::optional<QList<qint64>> unpackTimes(const QByteArray &column, qsizetype count)
{
    if (column.size() < timeBytes)
        return std::nullopt;
    quint64 time = qFromLittleEndian<quint64>(column.constData());
    QList<qint64> times{qint64(time)};
    if (count == 1)
        return column.size() == timeBytes ? std::optional(times) : std::nullopt;
    const auto steps = unpackNumbers(column.mid(timeBytes), count - 1);
    if (!steps)
        return std::nullopt;
    times.reserve(count);
    for (const quint64 step : *steps)
        times.append(qint64(time += step));
    return times;
}

QByteArray packValues(const QList<double> &values, const ValueGuesses &guesses)
{
    if (const auto decimals = exactDecimals(values))
        return packUnits(values, guesses, *decimals);
    const RatioShare share = ratioShare(values, guesses);
    if (share == RatioShare::All) // nothing else comes near to it
        return packRatios(values, guesses, !guesses.spansMs.isEmpty());
    QByteArray best = shorter(packBits(values, guesses), packUnits(values, guesses, usualDecimals));
    if (share == RatioShare::Few)
        return best;
    best = shorter(best, packRatios(values, guesses, false));
    if (!guesses.spansMs.isEmpty())
        best = shorter(best, packRatios(values, guesses, true));
    return best;
}

std::optional<QList<double>> unpackValues(const QByteArray &column, qsizetype count,
                                          const ValueGuesses &guesses)
{
    quint8 kind = 0;
    QByteArray firstColumn;
    QByteArray secondColumn;
    QDataStream stream(column);
    stream >> kind >> firstColumn >> secondColumn;
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return std::nullopt;
    const bool ratios = kind == int(ValueKind::Ratios);
    std::optional<QList<quint64>> second;
    if (ratios || !secondColumn.isEmpty()) {
        second = unpackNumbers(secondColumn, count, ratios ? guessedSpans(guesses) : NumberGuesses());
        if (!second)
            return std::nullopt;
    }
    NumberGuesses near;
    double perOne = 1;
    if (ratios) {
        near = guessedCounts(guesses, *second);
    } else if (kind == int(ValueKind::Bits)) {
        near = guessedBits(guesses);
    } else {
        const size_t decimals = kind - size_t(ValueKind::Units);
        if (decimals >= unitsPerOne.size())
            return std::nullopt;
        perOne = unitsPerOne.at(decimals);
        near = guessedUnits(guesses, perOne);
    }
    const auto first = unpackNumbers(firstColumn, count, near);
    if (!first)
        return std::nullopt;
    QList<double> values(count);
    for (qsizetype i = 0; i < count; ++i) {
        const quint64 number = first->at(i);
        if (kind == int(ValueKind::Bits) || (ratios && second->at(i) == 0))
            values[i] = std::bit_cast<double>(number);
        else if (ratios)
            values[i] = Ratio{number, second->at(i)}.value();
        else
            values[i] = std::bit_cast<double>(bitsOf(double(qint64(number)) / perOne) +
                                              (second ? unzigzag(second->at(i)) : 0));
    }
    return values;
}

} // namespace syspulse
