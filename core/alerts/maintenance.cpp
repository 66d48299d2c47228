// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/maintenance.h"

#include "core/base/json.h"

#include <algorithm>

#include <QDateTime>

namespace syspulse {

namespace {

constexpr const char *dayNames[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// The bit of the day that is called @p name; 0 where there is none.
int bitOf(const Json &name)
{
    if (!name.is_string())
        return 0;
    for (int day = 1; day <= 7; ++day) {
        if (name == dayNames[day - 1])
            return dayBit(day);
    }
    return 0;
}

/// The day of the week on which @p window began that ends at @p endMs.
int firstDay(const MaintenanceWindow &window, qint64 endMs, const UtcOffset &offset)
{
    const QDate last = QDateTime::fromMSecsSinceEpoch(endMs + 1000LL * offset(endMs), Qt::UTC).date();
    return (window.hours.to < window.hours.from ? last.addDays(-1) : last).dayOfWeek();
}

std::optional<MaintenanceWindow> windowFromJson(const Json &json)
{
    MaintenanceWindow window;
    const std::optional<QuietHours> hours = parseQuietHours(textOr(json, "hours"));
    const Json *days = member(json, "days");
    if (!hours || days == nullptr || !days->is_array() || days->empty())
        return std::nullopt;
    window.hours = *hours;
    window.days = 0;
    for (const Json &name : *days) {
        const int bit = bitOf(name);
        if (bit == 0)
            return std::nullopt;
        window.days |= bit;
    }
    return window;
}

} // namespace

qint64 Maintenance::endMs(qint64 nowMs, const UtcOffset &offset) const
{
    // A clock that was set back before the beginning must not prolong it.
    qint64 end = isOnce(nowMs) ? untilMs : 0;
    for (const MaintenanceWindow &window : windows) {
        const qint64 until = quietUntilMs(nowMs, window.hours, offset);
        if (until > 0 && (window.days & dayBit(firstDay(window, until, offset))) != 0)
            end = std::max(end, until);
    }
    return end;
}

Json maintenanceToJson(const Maintenance &maintenance)
{
    Json windows = Json::array();
    for (const MaintenanceWindow &window : maintenance.windows) {
        Json days = Json::array();
        for (int day = 1; day <= 7; ++day) {
            if ((window.days & dayBit(day)) != 0)
                days.push_back(dayNames[day - 1]);
        }
        windows.push_back({{"days", std::move(days)}, {"hours", toUtf8String(quietHoursText(window.hours))}});
    }
    Json json{{"windows", std::move(windows)}};
    if (maintenance.untilMs > 0) {
        json["sinceMs"] = maintenance.sinceMs;
        json["untilMs"] = maintenance.untilMs;
    }
    return json;
}

Maintenance maintenanceFromJson(const Json &json, bool &damaged)
{
    Maintenance maintenance;
    damaged = !json.is_object();
    if (const Json *windows = member(json, "windows")) {
        damaged = damaged || !windows->is_array();
        for (const Json &entry : windows->is_array() ? *windows : Json::array()) {
            const std::optional<MaintenanceWindow> window = windowFromJson(entry);
            if (window && maintenance.windows.size() < maxMaintenanceWindows)
                maintenance.windows.append(*window);
            else
                damaged = true;
        }
    }
    if (member(json, "untilMs") == nullptr)
        return maintenance;
    const qint64 sinceMs = integerAt(json, "sinceMs").value_or(0);
    const qint64 untilMs = integerAt(json, "untilMs").value_or(0);
    if (sinceMs <= 0 || untilMs <= sinceMs || untilMs - sinceMs > maxMaintenanceMs) {
        damaged = true;
        return maintenance;
    }
    maintenance.sinceMs = sinceMs;
    maintenance.untilMs = untilMs;
    return maintenance;
}

} // namespace syspulse
