// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/numbercoder.h"

#include "core/history/bitstream.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <vector>

namespace syspulse {

namespace {

/// Zeros in a row: one symbol for each length of their number in bits, up to 65536 of them.
constexpr int runSymbols = 17;
constexpr qsizetype mostZeros = 1 << (runSymbols - 1);
/// How many of the bits behind the highest one may be part of a symbol.
constexpr int finest = 3;
constexpr int symbolCount = runSymbols + 64 * (1 << finest);
/// Of a code; more symbols than 2^12 there are not.
constexpr int longestCode = 12;
constexpr int fineBits = 2;
constexpr int usedBits = 10;
constexpr int lengthBits = 4;

using Counts = std::array<quint32, symbolCount>;
using Lengths = std::array<quint8, symbolCount>;

int symbolOf(quint64 number, int fine)
{
    const int below = std::bit_width(number) - 1;
    const int told = std::min(fine, below);
    const quint64 bits = (number >> (below - told)) & ((1U << told) - 1);
    return runSymbols + (below << fine) + int(bits);
}

/// The bits that follow a symbol.
int restBits(int symbol, int fine)
{
    if (symbol < runSymbols)
        return symbol;
    const int below = (symbol - runSymbols) >> fine;
    return below - std::min(fine, below);
}

/// Calls @p zeros with the length of each row of zeros, @p other with each other number.
template <typename Zeros, typename Other>
void forEachSymbol(const QList<quint64> &numbers, const Zeros &zeros, const Other &other)
{
    for (auto it = numbers.cbegin(); it != numbers.cend();) {
        if (*it != 0) {
            other(*it++);
            continue;
        }
        const auto begin = it;
        while (it != numbers.cend() && *it == 0 && it - begin < mostZeros)
            ++it;
        zeros(quint64(it - begin));
    }
}

Counts countSymbols(const QList<quint64> &numbers)
{
    Counts counts{};
    forEachSymbol(
        numbers, [&counts](quint64 run) { ++counts.at(size_t(std::bit_width(run) - 1)); },
        [&counts](quint64 number) { ++counts.at(size_t(symbolOf(number, finest))); });
    return counts;
}

/// A symbol that is there, and how often.
struct UsedSymbol
{
    int symbol;
    quint32 count;
};

QList<UsedSymbol> usedSymbols(const Counts &counts)
{
    QList<UsedSymbol> used;
    for (int symbol = 0; symbol < symbolCount; ++symbol) {
        if (const quint32 count = counts.at(size_t(symbol)); count > 0)
            used.append({symbol, count});
    }
    return used;
}

/// Those of the finest symbols with such ones that tell fewer bits.
QList<UsedSymbol> coarser(const QList<UsedSymbol> &used, int fine)
{
    QList<UsedSymbol> fewer;
    fewer.reserve(used.size());
    for (const auto &[symbol, count] : used) {
        int to = symbol;
        if (symbol >= runSymbols) {
            const int below = (symbol - runSymbols) >> finest;
            const int bits = (symbol - runSymbols) & ((1 << finest) - 1);
            const int dropped = std::min(finest, below) - std::min(fine, below);
            to = runSymbols + (below << fine) + (bits >> dropped);
        }
        // Their order stays.
        if (!fewer.isEmpty() && fewer.constLast().symbol == to)
            fewer.last().count += count;
        else
            fewer.append({to, count});
    }
    return fewer;
}

/// Huffman's algorithm with two queues; 0 where a symbol is not used, or is the only one.
Lengths codeLengths(QList<UsedSymbol> used)
{
    struct Node
    {
        quint32 count;
        int symbol;
        int parent;
    };
    for (;;) {
        std::vector<Node> nodes;
        for (const auto &[symbol, count] : std::as_const(used))
            nodes.push_back({count, symbol, 0});
        Lengths lengths{};
        if (nodes.size() < 2)
            return lengths;
        std::stable_sort(nodes.begin(), nodes.end(),
                         [](const Node &a, const Node &b) { return a.count < b.count; });
        const size_t leaves = nodes.size();
        const size_t all = 2 * leaves - 1;
        nodes.reserve(all);
        size_t leaf = 0;
        size_t joined = leaves;
        while (nodes.size() < all) {
            quint32 sum = 0;
            for (int i = 0; i < 2; ++i) {
                const bool isLeaf =
                    leaf < leaves && (joined == nodes.size() || nodes[leaf].count <= nodes[joined].count);
                Node &least = nodes[isLeaf ? leaf++ : joined++];
                sum += least.count;
                least.parent = int(nodes.size());
            }
            nodes.push_back({sum, -1, 0});
        }
        std::vector<int> depths(all, 0);
        int deepest = 0;
        for (size_t i = all - 1; i-- > 0;) {
            depths[i] = depths[size_t(nodes[i].parent)] + 1;
            deepest = std::max(deepest, depths[i]);
            if (i < leaves)
                lengths.at(size_t(nodes[i].symbol)) = quint8(std::min(depths[i], longestCode));
        }
        if (deepest <= longestCode)
            return lengths;
        for (UsedSymbol &each : used) // flatter, until no code is too long
            each.count = std::max(1U, each.count / 2);
    }
}

/// How numbers are coded.
struct Code
{
    int fine = 0;
    QList<UsedSymbol> used;
    double bits = 0; ///< about so many
};

int gapBits(int gap)
{
    return 2 * std::bit_width(unsigned(gap)) - 1;
}

/// What a code of such symbols takes, but for the parts of bits that Huffman's wastes: those are not worth
/// the time that making it to see takes.
double estimatedBits(const QList<UsedSymbol> &used, int fine)
{
    double all = 0;
    double bits = fineBits + usedBits;
    int previous = -1;
    for (const auto &[symbol, count] : used) {
        all += count;
        bits += double(count) * (restBits(symbol, fine) - std::log2(double(count))) + lengthBits +
                gapBits(symbol - previous);
        previous = symbol;
    }
    return bits + all * std::log2(all);
}

Code bestCode(const QList<quint64> &numbers)
{
    const QList<UsedSymbol> used = usedSymbols(countSymbols(numbers));
    Code best;
    for (int fine = 0; fine <= finest; ++fine) {
        Code code{fine, coarser(used, fine)};
        code.bits = estimatedBits(code.used, fine);
        if (fine == 0 || code.bits < best.bits)
            best = std::move(code);
    }
    return best;
}

/// The codes of symbols: those of a length are consecutive numbers, the shortest come first.
std::array<quint16, symbolCount> codesOf(const Lengths &lengths)
{
    std::array<quint32, longestCode + 2> next{}; // of each length
    for (const quint8 length : lengths) {
        if (length > 0)
            ++next.at(size_t(length) + 1);
    }
    for (size_t length = 1; length < next.size(); ++length)
        next.at(length) = (next.at(length) + next.at(length - 1)) << 1;
    std::array<quint16, symbolCount> codes{};
    for (size_t symbol = 0; symbol < codes.size(); ++symbol) {
        if (const quint8 length = lengths.at(symbol); length > 0)
            codes.at(symbol) = quint16(next.at(length)++);
    }
    return codes;
}

/// What the next bits mean.
struct Entry
{
    quint16 symbol = 0;
    quint8 length = 0;
};

struct Table
{
    int fine = 0;
    int width = 0; ///< of the longest code
    std::vector<Entry> entries;
};

/// Nothing where the codes do not tell every sequence of bits apart.
std::optional<Table> readTable(BitReader &reader)
{
    Table table;
    table.fine = int(reader.read(fineBits));
    const int used = int(reader.read(usedBits));
    if (used == 0 || used > symbolCount)
        return std::nullopt;
    Lengths lengths{};
    int symbol = -1;
    quint32 room = 0; // in parts of 2^longestCode
    for (int i = 0; i < used; ++i) {
        int width = 1;
        while (width <= usedBits && reader.read(1) == 0)
            ++width;
        if (width > usedBits)
            return std::nullopt;
        symbol += int((1U << (width - 1)) | quint32(reader.read(width - 1)));
        const int length = int(reader.read(lengthBits));
        if (symbol >= runSymbols + (64 << table.fine) || length > longestCode || (length == 0) != (used == 1))
            return std::nullopt;
        lengths.at(size_t(symbol)) = quint8(length);
        table.width = std::max(table.width, length);
        room += (1U << longestCode) >> length;
    }
    if (reader.failed() || room != 1U << longestCode)
        return std::nullopt;
    table.entries.resize(size_t(1) << table.width);
    if (used == 1) {
        table.entries.front() = {quint16(symbol), 0};
        return table;
    }
    const auto codes = codesOf(lengths);
    for (int i = 0; i < symbolCount; ++i) {
        const int length = lengths.at(size_t(i));
        if (length == 0)
            continue;
        const int free = table.width - length;
        const auto begin = table.entries.begin() + (codes.at(size_t(i)) << free);
        std::fill(begin, begin + (1 << free), Entry{quint16(i), quint8(length)});
    }
    return table;
}

} // namespace

double encodedBits(const QList<quint64> &numbers)
{
    const QList<UsedSymbol> used = usedSymbols(countSymbols(numbers));
    // The finest where few numbers come again and again; otherwise the best is hardly better than this one.
    constexpr int usual = 1;
    return std::min(estimatedBits(used, finest), estimatedBits(coarser(used, usual), usual));
}

QByteArray encodeNumbers(const QList<quint64> &numbers)
{
    const Code code = bestCode(numbers);
    const Lengths lengths = codeLengths(code.used);
    BitWriter writer;
    writer.put(quint64(code.fine), fineBits);
    writer.put(quint64(code.used.size()), usedBits);
    int previous = -1;
    for (const auto &[symbol, count] : code.used) {
        writer.put(quint64(symbol - previous), gapBits(symbol - previous));
        writer.put(lengths.at(size_t(symbol)), lengthBits);
        previous = symbol;
    }
    const auto codes = codesOf(lengths);
    const auto put = [&](int symbol, quint64 rest) {
        writer.put(codes.at(size_t(symbol)), lengths.at(size_t(symbol)));
        writer.put(rest, restBits(symbol, code.fine));
    };
    forEachSymbol(
        numbers, [&put](quint64 run) { put(std::bit_width(run) - 1, run); },
        [&put, &code](quint64 number) { put(symbolOf(number, code.fine), number); });
    return writer.take();
}

std::optional<QList<quint64>> decodeNumbers(QByteArrayView bytes, qsizetype count)
{
    BitReader reader(bytes);
    const std::optional<Table> table = readTable(reader);
    if (!table)
        return std::nullopt;
    QList<quint64> numbers(count, 0);
    quint64 *number = numbers.data();
    quint64 *const end = number + count;
    while (number != end) {
        const Entry entry = table->entries[reader.peek(table->width)];
        reader.skip(entry.length);
        if (entry.symbol < runSymbols) {
            const quint64 run = (1ULL << entry.symbol) | reader.read(entry.symbol);
            if (run > quint64(end - number))
                return std::nullopt;
            number += run;
        } else {
            const int below = (entry.symbol - runSymbols) >> table->fine;
            const int told = std::min(table->fine, below);
            const quint64 bits = quint64(entry.symbol - runSymbols) & ((1ULL << table->fine) - 1);
            if (bits >> told != 0)
                return std::nullopt;
            const quint64 high = (1ULL << told) | bits;
            *number++ = (high << (below - told)) | reader.read(below - told);
        }
        if (reader.failed())
            return std::nullopt;
    }
    if (!reader.atEnd())
        return std::nullopt;
    return numbers;
}

} // namespace syspulse
