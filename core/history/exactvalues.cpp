// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/exactvalues.h"

#include <algorithm>

namespace syspulse {

Ratio ratioOf(double value, quint64 expectedMs)
{
    constexpr double mostCount = double(1ULL << 42);
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
        if (rest >= double(mostRatioMs))
            return none;
        const quint64 times = quint64(rest);
        const Ratio next{times * now.count + before.count, times * now.ms + before.ms};
        if (next.ms >= mostRatioMs || double(next.count) >= mostCount)
            return none;
        before = now;
        now = next;
    }
    const quint64 multiple = std::max<quint64>(1, (expectedMs + now.ms / 2) / now.ms);
    const Ratio usual{now.count * multiple, now.ms * multiple};
    return double(usual.count) < mostCount && fits(usual) ? usual : now;
}

} // namespace syspulse
