// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/packnumbers.h"

#include "core/history/numbercoder.h"

#include <array>
#include <limits>

#include <QtEndian>

namespace syspulse {

namespace {

/// What a number is told as the difference to. "Mean": and less the mean of such differences until then.
enum class Reference : quint8 {
    Nothing,
    Previous,
    Guess,
    PreviousMean,
    GuessMean,
    OtherGuess,
    OtherGuessMean,
    Mean,
};
constexpr int references = int(Reference::Mean) + 1;

/// The second byte: how the differences are written.
enum class Writing : quint8 {
    Planes, ///< by version 1, as Deflated
    Deflated,
    Coded, ///< by numbercoder.h
};

bool hasMean(Reference reference)
{
    return reference == Reference::Mean || reference == Reference::PreviousMean ||
           reference == Reference::GuessMean || reference == Reference::OtherGuessMean;
}

bool isToPrevious(Reference reference)
{
    return reference == Reference::Previous || reference == Reference::PreviousMean;
}

/// Which of the guesses; -1: none.
int guessOf(Reference reference)
{
    if (reference == Reference::Guess || reference == Reference::GuessMean)
        return 0;
    return reference == Reference::OtherGuess || reference == Reference::OtherGuessMean ? 1 : -1;
}

/// The mean of the latest differences, in whole numbers, so that it is the same on every machine.
class RunningMean
{
public:
    quint64 value() const { return quint64(m_scaled >> scaleBits); }
    void add(quint64 difference)
    {
        const qint64 number = qint64(difference);
        if (number <= -most || number >= most)
            return;
        const qint64 scaled = number * (1 << scaleBits);
        m_scaled = m_begun ? m_scaled + ((scaled - m_scaled) >> weightBits) : scaled;
        m_begun = true;
    }

private:
    static constexpr int scaleBits = 8;
    static constexpr int weightBits = 4;
    static constexpr qint64 most = 1LL << 50;

    qint64 m_scaled = 0;
    bool m_begun = false;
};

/// Calls @p step with the index of each of @p count numbers and what it is near to; it returns the number.
template <typename Step>
void follow(Reference reference, qsizetype count, const NumberGuesses &guesses, const Step &step)
{
    const bool previous = isToPrevious(reference);
    const bool mean = hasMean(reference);
    const int guess = guessOf(reference);
    const quint64 *const guessed = guess < 0 ? nullptr : guesses.at(guess).constData();
    RunningMean running;
    quint64 base = 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (guessed != nullptr)
            base = guessed[i];
        const quint64 number = step(i, base + (mean ? running.value() : 0));
        // The first one has none before it.
        if (mean && !(previous && i == 0))
            running.add(number - base);
        if (previous)
            base = number;
    }
}

QList<quint64> differences(Reference reference, const QList<quint64> &numbers, const NumberGuesses &guesses)
{
    if (reference == Reference::Nothing)
        return numbers;
    QList<quint64> told(numbers.size());
    quint64 *const out = told.data();
    const quint64 *const in = numbers.constData();
    follow(reference, numbers.size(), guesses, [in, out](qsizetype i, quint64 near) {
        out[i] = zigzag(in[i] - near);
        return in[i];
    });
    return told;
}

constexpr int firstBytes = sizeof(quint64);

/// As version 1 wrote them: the first number whole, then the lowest bytes of all others, then the second
/// lowest, and so on.
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

std::optional<QByteArray> inflated(const QByteArray &bytes, qsizetype most)
{
    // qUncompress() reserves what the first four bytes say.
    if (bytes.size() < 4 || bytes.size() > most || qFromBigEndian<quint32>(bytes.constData()) > quint64(most))
        return std::nullopt;
    return qUncompress(bytes);
}

std::optional<QList<quint64>> written(quint8 writing, const QByteArray &bytes, qsizetype count)
{
    if (writing == quint8(Writing::Coded))
        return decodeNumbers(bytes, count);
    if (writing == quint8(Writing::Planes))
        return fromPlanes(bytes, count);
    const auto planes =
        writing == quint8(Writing::Deflated) ? inflated(bytes, 1 + firstBytes * count) : std::nullopt;
    return planes ? fromPlanes(*planes, count) : std::nullopt;
}

} // namespace

QByteArray packNumbers(const QList<quint64> &numbers, const NumberGuesses &guesses)
{
    Reference best = Reference::Nothing;
    double leastBits = std::numeric_limits<double>::infinity();
    QList<quint64> shortest;
    for (int i = 0; i < references; ++i) {
        const auto reference = Reference(i);
        if (guessOf(reference) >= guesses.size())
            continue;
        QList<quint64> told = differences(reference, numbers, guesses);
        const double bits = encodedBits(told);
        if (bits < leastBits) {
            best = reference;
            leastBits = bits;
            shortest = std::move(told);
        }
    }
    return QByteArray(1, char(best)) + char(Writing::Coded) + encodeNumbers(shortest);
}

std::optional<QList<quint64>> unpackNumbers(const QByteArray &column, qsizetype count,
                                            const NumberGuesses &guesses)
{
    if (column.size() < 2 || quint8(column.at(0)) >= references)
        return std::nullopt;
    const auto reference = Reference(column.at(0));
    const int guess = guessOf(reference);
    if (guess >= guesses.size() || (guess >= 0 && guesses.at(guess).size() != count))
        return std::nullopt;
    auto numbers = written(quint8(column.at(1)), column.mid(2), count);
    if (!numbers || reference == Reference::Nothing)
        return numbers;
    quint64 *const number = numbers->data();
    follow(reference, count, guesses,
           [number](qsizetype i, quint64 near) { return number[i] = unzigzag(number[i]) + near; });
    return numbers;
}

} // namespace syspulse
