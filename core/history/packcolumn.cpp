// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/packcolumn.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

namespace syspulse {

namespace {

constexpr int firstBytes = sizeof(quint64);
constexpr int zlibBest = 9;

/// What a number is told as the difference to.
enum class Reference : quint8 {
    Nothing,
    Previous,
    Guess,
};

/// Small for small differences of either sign.
quint64 zigzag(quint64 difference)
{
    return (difference << 1) ^ (difference >> 63 != 0 ? ~quint64(0) : 0);
}

quint64 unzigzag(quint64 number)
{
    return (number >> 1) ^ ((number & 1) != 0 ? ~quint64(0) : 0);
}

/// The first number whole, then the lowest bytes of all others, then the second lowest, and so on: bytes that
/// are alike lie together, which is what zlib finds.
QByteArray inPlanes(const QList<quint64> &numbers)
{
    quint64 all = 0;
    for (qsizetype i = 1; i < numbers.size(); ++i)
        all |= numbers.at(i);
    const int width = (std::bit_width(all) + 7) / 8;
    QByteArray bytes(1 + firstBytes + width * (numbers.size() - 1), Qt::Uninitialized);
    char *out = bytes.data();
    *out++ = char(width);
    qToLittleEndian(numbers.constFirst(), out);
    out += firstBytes;
    for (int plane = 0; plane < width; ++plane) {
        for (qsizetype i = 1; i < numbers.size(); ++i)
            *out++ = char(numbers.at(i) >> (8 * plane));
    }
    return bytes;
}

std::optional<QList<quint64>> fromPlanes(const QByteArray &bytes, qsizetype count)
{
    const int width = bytes.isEmpty() ? -1 : bytes.at(0);
    if (width < 0 || width > firstBytes || bytes.size() != 1 + firstBytes + width * (count - 1))
        return std::nullopt;
    QList<quint64> numbers(count, 0);
    const char *in = bytes.constData() + 1;
    numbers.first() = qFromLittleEndian<quint64>(in);
    in += firstBytes;
    for (int plane = 0; plane < width; ++plane) {
        for (qsizetype i = 1; i < count; ++i)
            numbers[i] |= quint64(uchar(*in++)) << (8 * plane);
    }
    return numbers;
}

QByteArray packAgainst(Reference reference, const QList<quint64> &numbers, const QList<quint64> &guesses)
{
    QList<quint64> told = numbers;
    if (reference != Reference::Nothing) {
        for (qsizetype i = 0; i < numbers.size(); ++i) {
            const bool previous = reference == Reference::Previous;
            const quint64 near = !previous ? guesses.at(i) : i > 0 ? numbers.at(i - 1) : 0;
            told[i] = zigzag(numbers.at(i) - near);
        }
    }
    const QByteArray plain = inPlanes(told);
    const QByteArray deflated = qCompress(plain, zlibBest);
    const bool smaller = deflated.size() < plain.size();
    return char(reference) + QByteArray(1, char(smaller)) + (smaller ? deflated : plain);
}

const QByteArray &shorter(const QByteArray &a, const QByteArray &b)
{
    return b.size() < a.size() ? b : a;
}

std::optional<QByteArray> inflated(const QByteArray &bytes, qsizetype most)
{
    // qUncompress() reserves what the first four bytes say.
    if (bytes.size() < 4 || bytes.size() > most || qFromBigEndian<quint32>(bytes.constData()) > quint64(most))
        return std::nullopt;
    return qUncompress(bytes);
}

quint64 bitsOf(double value)
{
    return std::bit_cast<quint64>(value);
}

/// How values are told as whole numbers.
enum class ValueKind : quint8 {
    Bits,   ///< as they are
    Ratios, ///< changes per second: a count and the ms in which it came together; 0 ms: the count is the bits
    Units,  ///< from here on: multiples of 1, 1/10, 1/100 ..., and how far each is off
};

constexpr std::array<double, 4> unitsPerOne{1, 10, 100, 1000};
/// The unit by which sums of decimals are told, which are a little off.
constexpr size_t usualDecimals = 2;
/// Whole numbers up to here are exact in a double.
constexpr double mostUnits = 9007199254740992.0;

/// @p value in units, rounded; 0 where they are too many, or none.
qint64 unitsOf(double value, double perOne)
{
    const double units = value * perOne;
    return std::abs(units) <= mostUnits ? std::llround(units) : 0; // false for NaN
}

struct Ratio
{
    quint64 count;
    quint64 ms;

    double value() const { return double(count) * 1000.0 / double(ms); }
};

constexpr quint64 mostMs = 1ULL << 32;
constexpr double mostCount = double(1ULL << 42);

/// The ratio that @p value was computed from, with ms near to @p expectedMs if it can be.
Ratio ratioOf(double value, quint64 expectedMs)
{
    const auto fits = [value](const Ratio &ratio) { return bitsOf(ratio.value()) == bitsOf(value); };
    const double count = value * double(expectedMs) / 1000.0;
    if (count >= 0 && count < mostCount) {
        if (const Ratio usual{quint64(std::llround(count)), expectedMs}; fits(usual))
            return usual;
    }
    const Ratio none{bitsOf(value), 0};
    if (!(value > 0 && value < mostCount))
        return none;
    // The continued fraction: the simplest fractions come first.
    double rest = value / 1000.0;
    Ratio before{1, 0};
    Ratio now{quint64(rest), 1};
    while (!fits(now)) {
        const double part = rest - std::floor(rest);
        if (part <= 0)
            return none;
        rest = 1 / part;
        if (rest >= double(mostMs))
            return none;
        const quint64 times = quint64(rest);
        const Ratio next{times * now.count + before.count, times * now.ms + before.ms};
        if (next.ms >= mostMs || double(next.count) >= mostCount)
            return none;
        before = now;
        now = next;
    }
    const quint64 multiple = std::max<quint64>(1, (expectedMs + now.ms / 2) / now.ms);
    const Ratio usual{now.count * multiple, now.ms * multiple};
    return double(usual.count) < mostCount && fits(usual) ? usual : now;
}

QByteArray columnOf(int kind, const QByteArray &first, const QByteArray &second = {})
{
    QByteArray column;
    QDataStream stream(&column, QIODevice::WriteOnly);
    stream << quint8(kind) << first << second;
    return column;
}

QByteArray packBits(const QList<double> &values, const ValueGuesses &guesses)
{
    const auto bits = [](const QList<double> &list) {
        QList<quint64> numbers;
        numbers.reserve(list.size());
        for (const double value : list)
            numbers.append(bitsOf(value));
        return numbers;
    };
    return columnOf(int(ValueKind::Bits), packNumbers(bits(values), bits(guesses.values)));
}

QList<quint64> guessedUnits(const ValueGuesses &guesses, double perOne)
{
    QList<quint64> units;
    units.reserve(guesses.values.size());
    for (const double guess : guesses.values)
        units.append(quint64(unitsOf(guess, perOne)));
    return units;
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

/// @p bySpans: the ms are expected to be those that are guessed; otherwise, those of the value before.
QByteArray packRatios(const QList<double> &values, const ValueGuesses &guesses, bool bySpans)
{
    QList<quint64> counts;
    QList<quint64> times;
    quint64 expectedMs = 1000;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (bySpans && guesses.spansMs.at(i) > 0 && guesses.spansMs.at(i) < mostMs)
            expectedMs = guesses.spansMs.at(i);
        const Ratio ratio = ratioOf(values.at(i), expectedMs);
        counts.append(ratio.count);
        times.append(ratio.ms);
        if (ratio.ms > 0)
            expectedMs = ratio.ms;
    }
    return columnOf(int(ValueKind::Ratios), packNumbers(counts), packNumbers(times, guesses.spansMs));
}

} // namespace

QByteArray packNumbers(const QList<quint64> &numbers, const QList<quint64> &guesses)
{
    QByteArray best = shorter(packAgainst(Reference::Nothing, numbers, guesses),
                              packAgainst(Reference::Previous, numbers, guesses));
    if (!guesses.isEmpty())
        best = shorter(best, packAgainst(Reference::Guess, numbers, guesses));
    return best;
}

std::optional<QList<quint64>> unpackNumbers(const QByteArray &column, qsizetype count,
                                            const QList<quint64> &guesses)
{
    if (column.size() < 2 || column.at(1) < 0 || column.at(1) > 1)
        return std::nullopt;
    const quint8 reference = quint8(column.at(0));
    if (reference > quint8(Reference::Guess) ||
        (reference == quint8(Reference::Guess) && guesses.size() != count))
        return std::nullopt;
    std::optional<QByteArray> plain = column.mid(2);
    if (column.at(1) == 1)
        plain = inflated(*plain, 1 + firstBytes * count);
    std::optional<QList<quint64>> numbers = plain ? fromPlanes(*plain, count) : std::nullopt;
    if (!numbers || reference == quint8(Reference::Nothing))
        return numbers;
    quint64 previous = 0;
    for (qsizetype i = 0; i < count; ++i) {
        quint64 &number = (*numbers)[i];
        number = unzigzag(number) + (reference == quint8(Reference::Guess) ? guesses.at(i) : previous);
        previous = number;
    }
    return numbers;
}

QByteArray packTimes(const QList<qint64> &times)
{
    // The first stands before the steps, of which it is none.
    QByteArray column(firstBytes, Qt::Uninitialized);
    qToLittleEndian(times.constFirst(), column.data());
    QList<quint64> steps;
    steps.reserve(times.size());
    for (qsizetype i = 1; i < times.size(); ++i)
        steps.append(quint64(times.at(i)) - quint64(times.at(i - 1)));
    return steps.isEmpty() ? column : column + packNumbers(steps);
}

std::optional<QList<qint64>> unpackTimes(const QByteArray &column, qsizetype count)
{
    if (column.size() < firstBytes)
        return std::nullopt;
    quint64 time = qFromLittleEndian<quint64>(column.constData());
    QList<qint64> times{qint64(time)};
    if (count == 1)
        return column.size() == firstBytes ? std::optional(times) : std::nullopt;
    const auto steps = unpackNumbers(column.mid(firstBytes), count - 1);
    if (!steps)
        return std::nullopt;
    times.reserve(count);
    for (const quint64 step : *steps)
        times.append(qint64(time += step));
    return times;
}

QByteArray packValues(const QList<double> &values, const ValueGuesses &guesses)
{
    for (size_t decimals = 0; decimals < unitsPerOne.size(); ++decimals) {
        const double perOne = unitsPerOne.at(decimals);
        const bool exact = std::all_of(values.cbegin(), values.cend(), [perOne](double value) {
            return bitsOf(double(unitsOf(value, perOne)) / perOne) == bitsOf(value);
        });
        if (exact)
            return packUnits(values, guesses, decimals);
    }
    QByteArray best = shorter(packBits(values, guesses), packUnits(values, guesses, usualDecimals));
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
    QList<quint64> near;
    double perOne = 1;
    if (kind >= int(ValueKind::Units)) {
        const size_t decimals = kind - size_t(ValueKind::Units);
        if (decimals >= unitsPerOne.size())
            return std::nullopt;
        perOne = unitsPerOne.at(decimals);
        near = guessedUnits(guesses, perOne);
    } else if (kind == int(ValueKind::Bits)) {
        for (const double guess : guesses.values)
            near.append(bitsOf(guess));
    }
    const auto first = unpackNumbers(firstColumn, count, near);
    std::optional<QList<quint64>> second;
    if (kind == int(ValueKind::Ratios) || !secondColumn.isEmpty()) {
        second = unpackNumbers(secondColumn, count,
                               kind == int(ValueKind::Ratios) ? guesses.spansMs : QList<quint64>());
        if (!second)
            return std::nullopt;
    }
    if (!first)
        return std::nullopt;
    QList<double> values(count);
    for (qsizetype i = 0; i < count; ++i) {
        const quint64 number = first->at(i);
        if (kind == int(ValueKind::Bits) || (kind == int(ValueKind::Ratios) && second->at(i) == 0))
            values[i] = std::bit_cast<double>(number);
        else if (kind == int(ValueKind::Ratios))
            values[i] = Ratio{number, second->at(i)}.value();
        else
            values[i] = std::bit_cast<double>(bitsOf(double(qint64(number)) / perOne) +
                                              (second ? unzigzag(second->at(i)) : 0));
    }
    return values;
}

} // namespace syspulse
