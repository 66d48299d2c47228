// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/updater/schedule.h"

#include <QList>

namespace syspulse {

/// The bit of a day of the week, 1 (Monday) to 7, in a set of days.
constexpr int dayBit(int dayOfWeek)
{
    return 1 << (dayOfWeek - 1);
}
inline constexpr int everyDay = 0x7F;

/// A span of some days of each week in which the instance is worked on.
struct MaintenanceWindow
{
    int days = everyDay; ///< on which it begins, a bit each, see dayBit()
    QuietHours hours;    ///< it may go past midnight

    bool operator==(const MaintenanceWindow &) const = default;
};

/// When an instance is worked on, so that nobody is to be told of its alerts. All times are this machine's.
struct Maintenance
{
    QList<MaintenanceWindow> windows;
    qint64 sinceMs = 0; ///< of the span that is not repeated
    qint64 untilMs = 0; ///< its end; 0: there is none

    bool operator==(const Maintenance &) const = default;

    /// Whether @p nowMs lies in the span that is not repeated.
    bool isOnce(qint64 nowMs) const { return sinceMs <= nowMs && nowMs < untilMs; }
    /// When the maintenance ends that @p nowMs lies in; 0: it lies in none.
    qint64 endMs(qint64 nowMs, const UtcOffset &offset) const;
};

inline constexpr qsizetype maxMaintenanceWindows = 20;
/// The longest span that is not repeated.
inline constexpr qint64 maxMaintenanceMs = 366LL * 24 * 3600 * 1000;

Json maintenanceToJson(const Maintenance &maintenance);
/// What can be read of @p json; @p damaged tells whether that is not all. What is not understood silences
/// nothing.
Maintenance maintenanceFromJson(const Json &json, bool &damaged);

} // namespace syspulse
