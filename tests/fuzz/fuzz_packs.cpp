// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/numbercoder.h"
#include "core/history/packcolumn.h"
#include "core/history/packnumbers.h"
#include "core/history/samplepack.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/unit/packsamples.h"

#include <bit>

using namespace syspulse;
using namespace syspulse::fuzz;
using syspulse::test::packed::sameItems;

namespace {

/// Damaged packs give nothing, or something that can be packed.
void checkDamaged(const QByteArray &pack, const SharedTimes &shared)
{
    needsSharedTimes(pack);
    if (const auto samples = samplesIn(pack, shared))
        FUZZ_REQUIRE(!samples->isEmpty() && samples->size() <= maxPacked);
    if (const auto buckets = bucketsIn(pack))
        FUZZ_REQUIRE(!buckets->isEmpty() && buckets->size() <= maxPacked);
    if (const auto times = sharedTimesIn(pack)) {
        FUZZ_REQUIRE(times->times.size() == times->spansMs.size());
        times->within(0, 1'800'000'000'000);
    }
    for (const qsizetype count : {qsizetype(1), qsizetype(7), qsizetype(300)}) {
        unpackTimes(pack, count);
        unpackValues(pack, count, {});
        unpackValues(pack, count, {{QList<double>(count, 1.5)}, {}});
        unpackNumbers(pack, count);
        decodeNumbers(pack, count);
    }
}

/// All of what is packed comes back, bit by bit, in the same order.
void checkWhole(Input &input)
{
    QList<SeriesPoint> samples;
    QList<SeriesBucket> buckets;
    QList<quint64> numbers;
    SharedTimes shared;
    qint64 time = qint64(input.number(6));
    double value = std::bit_cast<double>(input.number(8));
    while (!input.isAtEnd() && samples.size() < 100) {
        const quint8 how = input.byte();
        time += (how & 1) != 0 ? 1000 : 1 + qint64(input.number(how & 2 ? 4 : 2));
        value = (how & 4) != 0 ? value + (how >> 4) : std::bit_cast<double>(input.number(8));
        if ((how & 8) != 0)
            value = double(qint64(input.number(3))) / 100;
        samples.append({time, value});
        buckets.append({time, value, value + 1, value * 2, value, 1 + qint64(how)});
        numbers.append(quint64(time) >> (how & 31));
        shared.times.append(time);
        shared.spansMs.append(how & 1 ? 1000 : 0);
    }
    if (samples.isEmpty())
        return;
    for (const SharedTimes &known : {SharedTimes(), shared})
        FUZZ_REQUIRE(sameItems(samplesIn(pack(samples, known), known), samples));
    FUZZ_REQUIRE(sameItems(bucketsIn(pack(buckets)), buckets));
    FUZZ_REQUIRE(sharedTimesIn(pack(shared)) == shared);
    FUZZ_REQUIRE(decodeNumbers(encodeNumbers(numbers), numbers.size()) == numbers);
    FUZZ_REQUIRE(unpackNumbers(packNumbers(numbers), numbers.size()) == numbers);
    FUZZ_REQUIRE(unpackNumbers(packNumbers(numbers, {numbers}), numbers.size(), {numbers}) == numbers);
}

} // namespace

/// An even first byte: samples to pack. An odd one: the bytes of a pack, as a damaged file has them.
SYSPULSE_FUZZ_TARGET(packs)
{
    Input parts(input);
    if ((parts.byte() & 1) == 0)
        return checkWhole(parts);
    SharedTimes shared;
    for (qint64 i = 0; i < 300; ++i) {
        shared.times.append(1'800'000'000'000 + i * 1000);
        shared.spansMs.append(1000);
    }
    const QByteArray bytes = parts.rest();
    checkDamaged(bytes, {});
    checkDamaged(bytes, shared);
}
