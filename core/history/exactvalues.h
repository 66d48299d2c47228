// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include <QtGlobal>

namespace syspulse {

// Values as the whole numbers that they were made of, as far as that gives back each bit of them. What packs
// the history for the disk and what keeps it small in memory both tell them so.

inline quint64 bitsOf(double value)
{
    return std::bit_cast<quint64>(value);
}

/// Whole numbers and decimals: multiples of 1, 1/10, 1/100 and 1/1000.
inline constexpr std::array<double, 4> unitsPerOne{1, 10, 100, 1000};
/// The unit by which sums of decimals are told, which are a little off.
inline constexpr size_t usualDecimals = 2;

/// @p value in units, rounded; 0 where they are too many, or none.
inline qint64 unitsOf(double value, double perOne)
{
    const double units = value * perOne;
    return std::abs(units) <= mostExact ? std::llround(units) : 0; // false for NaN
}

/// By which of unitsPerOne each of @p values is told exactly; nothing where none does.
template <typename Values>
std::optional<size_t> exactDecimals(const Values &values)
{
    for (size_t decimals = 0; decimals < unitsPerOne.size(); ++decimals) {
        const double perOne = unitsPerOne.at(decimals);
        const bool exact = std::all_of(values.begin(), values.end(), [perOne](double value) {
            return bitsOf(double(unitsOf(value, perOne)) / perOne) == bitsOf(value);
        });
        if (exact)
            return decimals;
    }
    return std::nullopt;
}

/// A change per second: a count, and the ms in which it came together.
struct Ratio
{
    quint64 count;
    quint64 ms; ///< 0: it is none, and the count is the value's bits

    double value() const { return double(count) * 1000.0 / double(ms); }
};

/// Longer times are none of a change per second.
inline constexpr quint64 mostRatioMs = 1ULL << 32;

/// The ratio that @p value was computed from, with ms near to @p expectedMs if it can be.
Ratio ratioOf(double value, quint64 expectedMs);

} // namespace syspulse
