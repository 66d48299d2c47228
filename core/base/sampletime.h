// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QtGlobal>

namespace syspulse {

/// When a value was sampled, as the server's clock says and as this machine saw it. Either clock may be set
/// at any moment, hence both.
struct SampleTime
{
    qint64 stampMs = 0;     ///< the server's clock
    qint64 monotonicMs = 0; ///< this machine's, when the value arrived; see Clock::monotonicMs()
    qint64 ageMs = 0;       ///< how old it was then; negative: from the future

    bool operator==(const SampleTime &) const = default;
};

/// The time that went by from @p from to @p to; nothing where the clocks do not agree about it, because one
/// of them was set in between: a rate over such a step would be made up.
std::optional<qint64> elapsedBetween(const SampleTime &from, const SampleTime &to);

} // namespace syspulse
