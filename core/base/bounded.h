// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>
#include <optional>

#include <QtGlobal>

namespace syspulse {

/// The sum, or the nearest number there is. For numbers from outside, whose sum may be beyond the type.
inline qint64 boundedSum(qint64 a, qint64 b)
{
    qint64 sum = 0;
    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return a < 0 ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
}

/// The difference, or the nearest number there is.
inline qint64 boundedDifference(qint64 a, qint64 b)
{
    qint64 difference = 0;
    if (!__builtin_sub_overflow(a, b, &difference))
        return difference;
    return a < 0 ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
}

/// @p number rounded towards zero, or the nearest whole number there is; 0 for what is not a number.
inline qint64 boundedInteger(double number)
{
    if (std::isnan(number))
        return 0;
    if (number <= double(std::numeric_limits<qint64>::min()))
        return std::numeric_limits<qint64>::min();
    if (number >= double(std::numeric_limits<qint64>::max()))
        return std::numeric_limits<qint64>::max();
    return qint64(number);
}

/// 2^53: up to here whole numbers are exact in a double, which is all that JSON numbers carry safely.
inline constexpr double mostExact = 9007199254740992.0;

/// @p number rounded towards zero; nothing beyond mostExact, and for what is not a number.
inline std::optional<qint64> exactInteger(double number)
{
    return std::abs(number) <= mostExact ? std::optional(qint64(number)) : std::nullopt;
}

/// The end of the year 9999 in ms since the epoch: later times are mistakes.
inline constexpr qint64 lastTimeMs = 253402300799999;

/// @p number, or the nearest int there is.
inline int boundedInt(qint64 number)
{
    return int(
        qBound(qint64(std::numeric_limits<int>::min()), number, qint64(std::numeric_limits<int>::max())));
}

} // namespace syspulse
