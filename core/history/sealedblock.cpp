// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/sealedblock.h"

#include "core/history/exactvalues.h"

#include <algorithm>
#include <array>
#include <optional>

#include <QVarLengthArray>

namespace syspulse {

namespace {

using BlockNumbers = std::array<quint64, size_t(blockItems)>;
using BlockValues = std::array<double, size_t(blockItems)>;

constexpr int wordBits = 64;

/// How the values of a block are told.
enum class BlockKind : quint8 {
    Bits,
    Ratios,   ///< counts, and the ms in which they came
    UnitsOff, ///< usual decimals, and how far each is off
    Units,    ///< from here on: exact multiples of 1, 1/10, 1/100 ...
};

/// What is known of values without them.
struct BlockGuesses
{
    BlockValues near{};     ///< what each may be near to
    BlockNumbers spansMs{}; ///< over which a change per second may have been measured; 0: as the one before
};

/// Numbers as what they are beyond the least of them, or their steps beyond the least step. Differences wrap
/// around: what is taken away comes back.
struct BlockColumn
{
    bool steps = false;
    int width = 0;
    qint64 least = 0;

    explicit BlockColumn(const BlockNumbers &numbers)
    {
        const auto [low, high] = std::minmax_element(
            numbers.begin(), numbers.end(), [](quint64 a, quint64 b) { return qint64(a) < qint64(b); });
        least = qint64(*low);
        width = std::bit_width(*high - *low);
        qint64 leastStep = qint64(numbers[1] - numbers[0]);
        qint64 mostStep = leastStep;
        for (size_t i = 2; i < numbers.size(); ++i) {
            const qint64 step = qint64(numbers[i] - numbers[i - 1]);
            leastStep = std::min(leastStep, step);
            mostStep = std::max(mostStep, step);
        }
        const int stepWidth = std::bit_width(quint64(mostStep) - quint64(leastStep));
        if (stepWidth + 1 < width) { // a word for the first one
            steps = true;
            width = stepWidth;
            least = leastStep;
        }
    }
};

constexpr quint8 stepsNote = 0x80;

/// Notes of a byte each, then the words of the columns in the order in which they are put.
class BlockWriter
{
public:
    explicit BlockWriter(int notes)
        : m_words((notes + 7) / 8, 0)
    {}

    void put(const BlockNumbers &numbers)
    {
        const BlockColumn column(numbers);
        note(quint8(column.width | (column.steps ? stepsNote : 0)));
        if (column.steps)
            m_words.append(numbers.front());
        m_words.append(quint64(column.least));
        const qsizetype begin = m_words.size();
        m_words.resize(begin + column.width);
        std::fill(m_words.begin() + begin, m_words.end(), 0);
        for (size_t i = column.steps ? 1 : 0; i < numbers.size() && column.width > 0; ++i) {
            const quint64 number = numbers[i] - (column.steps ? numbers[i - 1] : 0) - quint64(column.least);
            const size_t bit = i * size_t(column.width);
            quint64 *const word = m_words.data() + begin + bit / wordBits;
            const int at = int(bit % wordBits);
            word[0] |= number << at;
            if (at + column.width > wordBits)
                word[1] |= number >> (wordBits - at);
        }
    }
    void put(const BlockValues &values, const BlockGuesses &guesses);
    SealedBlock take() const { return {m_words.cbegin(), m_words.cend()}; }

private:
    void note(quint8 byte)
    {
        m_words[m_notes / 8] |= quint64(byte) << (m_notes % 8 * 8);
        ++m_notes;
    }
    void put(BlockKind kind, const BlockNumbers &first, const BlockNumbers *second)
    {
        note(quint8(kind));
        put(first);
        if (second != nullptr)
            put(*second);
    }

    QVarLengthArray<quint64, 512> m_words;
    int m_notes = 0;
};

class BlockReader
{
public:
    BlockReader(const SealedBlock &block, int notes)
        : m_notes(block.constData())
        , m_next(m_notes + (notes + 7) / 8)
    {}

    void read(BlockNumbers &numbers)
    {
        const quint8 noted = note();
        const int width = noted & ~stepsNote;
        const bool steps = (noted & stepsNote) != 0;
        quint64 before = steps ? *m_next++ : 0;
        const quint64 least = *m_next++;
        unpack(width, numbers);
        if (!steps) {
            for (quint64 &number : numbers)
                number += least;
            return;
        }
        numbers.front() = before;
        for (size_t i = 1; i < numbers.size(); ++i)
            numbers[i] = before += numbers[i] + least;
    }
    void read(BlockValues &values, const BlockGuesses &guesses);

private:
    quint8 note()
    {
        const int at = m_noted++;
        return quint8(m_notes[at / 8] >> (at % 8 * 8));
    }
    void unpack(int width, BlockNumbers &numbers)
    {
        if (width == 0) {
            numbers.fill(0);
            return;
        }
        const quint64 mask = ~quint64(0) >> (wordBits - width);
        int at = 0;
        for (quint64 &number : numbers) {
            number = *m_next >> at;
            at += width;
            if (at >= wordBits) {
                at -= wordBits;
                ++m_next;
                if (at > 0)
                    number |= *m_next << (width - at);
            }
            number &= mask;
        }
    }

    const quint64 *m_notes;
    const quint64 *m_next;
    int m_noted = 0;
};

struct BlockPair
{
    BlockNumbers first{};
    BlockNumbers second{};

    int width() const { return BlockColumn(first).width + BlockColumn(second).width; }
};

BlockPair blockUnits(const BlockValues &values, const BlockGuesses &guesses, double perOne)
{
    BlockPair pair;
    for (size_t i = 0; i < values.size(); ++i) {
        const qint64 units = unitsOf(values[i], perOne);
        pair.first[i] = quint64(units) - quint64(unitsOf(guesses.near[i], perOne));
        pair.second[i] = bitsOf(values[i]) - bitsOf(double(units) / perOne);
    }
    return pair;
}

/// Nothing where one of them is none.
std::optional<BlockPair> blockRatios(const BlockValues &values, const BlockGuesses &guesses)
{
    BlockPair pair;
    quint64 expectedMs = 1000;
    for (size_t i = 0; i < values.size(); ++i) {
        if (guesses.spansMs[i] > 0 && guesses.spansMs[i] < mostRatioMs)
            expectedMs = guesses.spansMs[i];
        const Ratio ratio = ratioOf(values[i], expectedMs);
        if (ratio.ms == 0)
            return std::nullopt;
        pair.first[i] = ratio.count;
        pair.second[i] = expectedMs = ratio.ms;
    }
    return pair;
}

BlockNumbers blockBits(const BlockValues &values, const BlockGuesses &guesses)
{
    BlockNumbers bits;
    for (size_t i = 0; i < values.size(); ++i)
        bits[i] = bitsOf(values[i]) - bitsOf(guesses.near[i]);
    return bits;
}

void BlockWriter::put(const BlockValues &values, const BlockGuesses &guesses)
{
    if (const auto decimals = exactDecimals(values))
        return put(BlockKind(quint8(BlockKind::Units) + *decimals),
                   blockUnits(values, guesses, unitsPerOne.at(*decimals)).first, nullptr);
    const BlockNumbers bits = blockBits(values, guesses);
    const int bitsWidth = BlockColumn(bits).width;
    if (const auto ratios = blockRatios(values, guesses); ratios && ratios->width() < bitsWidth)
        return put(BlockKind::Ratios, ratios->first, &ratios->second);
    const BlockPair units = blockUnits(values, guesses, unitsPerOne.at(usualDecimals));
    if (units.width() < bitsWidth)
        return put(BlockKind::UnitsOff, units.first, &units.second);
    put(BlockKind::Bits, bits, nullptr);
}

void BlockReader::read(BlockValues &values, const BlockGuesses &guesses)
{
    const auto kind = BlockKind(note());
    BlockNumbers first;
    BlockNumbers second{};
    read(first);
    if (kind == BlockKind::Ratios || kind == BlockKind::UnitsOff)
        read(second);
    if (kind == BlockKind::Bits) {
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = std::bit_cast<double>(first[i] + bitsOf(guesses.near[i]));
        return;
    }
    if (kind == BlockKind::Ratios) {
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = Ratio{first[i], second[i]}.value();
        return;
    }
    const double perOne =
        unitsPerOne.at(kind == BlockKind::UnitsOff ? usualDecimals : size_t(kind) - size_t(BlockKind::Units));
    for (size_t i = 0; i < values.size(); ++i) {
        const auto units = qint64(first[i] + quint64(unitsOf(guesses.near[i], perOne)));
        values[i] = std::bit_cast<double>(bitsOf(double(units) / perOne) + second[i]);
    }
}

// The notes of a block: one for each column of numbers, one more for each of values, and a second one where
// these take two columns.
constexpr int pointNotes = 1 + 3;
constexpr int bucketNotes = 2 + 4 * 3;

BlockGuesses guessedByTimes(const BlockNumbers &times)
{
    BlockGuesses guesses;
    for (size_t i = 1; i < times.size(); ++i)
        guesses.spansMs[i] = times[i] - times[i - 1];
    guesses.spansMs[0] = guesses.spansMs[1];
    return guesses;
}

/// If the samples of a bucket are as far apart as they are many.
BlockNumbers spansIn(const BlockNumbers &starts, const BlockNumbers &counts)
{
    const quint64 widthMs = std::min(starts[1] - starts[0], starts.back() - starts[starts.size() - 2]);
    BlockNumbers spans;
    for (size_t i = 0; i < counts.size(); ++i)
        spans[i] = counts[i] > 0 ? widthMs / counts[i] : 0;
    return spans;
}

/// If values lie evenly between the extremes.
BlockValues guessedBlockSums(const BlockNumbers &counts, const BlockValues &minima, const BlockValues &maxima)
{
    BlockValues sums;
    for (size_t i = 0; i < counts.size(); ++i)
        sums[i] = double(qint64(counts[i])) * (minima[i] / 2 + maxima[i] / 2);
    return sums;
}

} // namespace

SealedBlock sealed(const SeriesPoint *items)
{
    BlockNumbers times;
    BlockValues values;
    for (size_t i = 0; i < times.size(); ++i) {
        times[i] = quint64(items[i].timeMs);
        values[i] = items[i].value;
    }
    BlockWriter writer(pointNotes);
    writer.put(times);
    writer.put(values, guessedByTimes(times));
    return writer.take();
}

void unseal(const SealedBlock &block, SeriesPoint *items)
{
    BlockNumbers times;
    BlockValues values;
    BlockReader reader(block, pointNotes);
    reader.read(times);
    reader.read(values, {});
    for (size_t i = 0; i < times.size(); ++i)
        items[i] = {qint64(times[i]), values[i]};
}

SealedBlock sealed(const SeriesBucket *items)
{
    BlockNumbers starts;
    BlockNumbers counts;
    BlockValues lasts;
    BlockValues minima;
    BlockValues maxima;
    BlockValues sums;
    for (size_t i = 0; i < starts.size(); ++i) {
        starts[i] = quint64(items[i].startMs);
        counts[i] = quint64(items[i].count);
        lasts[i] = items[i].last;
        minima[i] = items[i].minimum;
        maxima[i] = items[i].maximum;
        sums[i] = items[i].sum;
    }
    BlockWriter writer(bucketNotes);
    writer.put(starts);
    writer.put(counts);
    const BlockNumbers spans = spansIn(starts, counts);
    writer.put(lasts, {{}, spans});
    writer.put(minima, {lasts, spans});
    writer.put(maxima, {lasts, spans});
    writer.put(sums, {guessedBlockSums(counts, minima, maxima), {}});
    return writer.take();
}

void unseal(const SealedBlock &block, SeriesBucket *items)
{
    BlockNumbers starts;
    BlockNumbers counts;
    BlockValues lasts;
    BlockValues minima;
    BlockValues maxima;
    BlockValues sums;
    BlockReader reader(block, bucketNotes);
    reader.read(starts);
    reader.read(counts);
    reader.read(lasts, {});
    reader.read(minima, {lasts, {}});
    reader.read(maxima, {lasts, {}});
    reader.read(sums, {guessedBlockSums(counts, minima, maxima), {}});
    for (size_t i = 0; i < starts.size(); ++i)
        items[i] = {qint64(starts[i]), minima[i], maxima[i], sums[i], lasts[i], qint64(counts[i])};
}

} // namespace syspulse
