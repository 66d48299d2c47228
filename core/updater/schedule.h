// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <functional>
#include <optional>

#include <QString>
#include <QTime>

namespace syspulse {

inline constexpr int minIntervalSeconds = 1;
inline constexpr int maxIntervalSeconds = 3600;
inline constexpr int defaultIntervalSeconds = 10;
inline constexpr int canaryIntervalSeconds = 30; ///< between two rounds of the canary

/// A part of each day, in local time, in which nothing is written. It may go past midnight.
struct QuietHours
{
    QTime from; ///< the first minute that is quiet
    QTime to;   ///< the first one that is not

    /// Whether there are any: both times are given and differ.
    bool isSet() const { return from.isValid() && to.isValid() && from != to; }
    /// How long they are on a day without a change of the clocks; 0: none.
    int seconds() const;
    bool operator==(const QuietHours &) const = default;
};

/// When an updater runs.
struct UpdaterSchedule
{
    int intervalSeconds = defaultIntervalSeconds;
    QuietHours quiet;
    bool canary = false; ///< meanwhile, measure how fast the server answers

    bool operator==(const UpdaterSchedule &) const = default;
};

/// The next multiple of the interval after @p nowMs, as mosquitto aligns its $SYS updates.
qint64 nextAlignedMs(qint64 nowMs, int intervalSeconds);

/// Delay before another attempt after @p failures failed ones in a row: 1, 2, 4, 8, 10, 10 ... s.
qint64 retryDelayMs(int failures);

/// The longest rest, in ms, before another attempt where connections are accepted and only the way to the
/// server is broken: whoever waits is back within 2 s once it works, and an attempt each 1.5 s is no load.
inline constexpr qint64 longestLinkRestMs = 1500;

/// The same delay after failures of which @p error was the last; longestLinkRestMs at most after an answer
/// that is none of the server's: one that cannot be understood, as its bytes may have changed on the way, and
/// one of a proxy that does not reach it. What the server means, as a refused login, keeps the delay, and so
/// does a connection that failed: PortKnock finds out whether any are accepted.
qint64 retryDelayMs(int failures, const Error &error);

/// Seconds that the clocks on the wall are ahead of UTC at an instant, in ms since the epoch.
using UtcOffset = std::function<int(qint64 instantMs)>;
/// Where this machine is. Asks the C library: it understands every form of TZ, and QTimeZone does not.
int localUtcOffset(qint64 instantMs);

/// When the quiet hours end that @p nowMs lies in; 0: it lies in none. A time of day that comes twice when
/// the clocks go back begins the quiet hours the first time and ends them the second time; one that is
/// skipped when they go forward counts as the time as much later.
qint64 quietUntilMs(qint64 nowMs, const QuietHours &quiet, const UtcOffset &offset);

/// "22:00-06:00"; nothing for any other text, and where both times are the same.
std::optional<QuietHours> parseQuietHours(const QString &text);
/// The same text; empty when there are none.
QString quietHoursText(const QuietHours &quiet);

} // namespace syspulse
