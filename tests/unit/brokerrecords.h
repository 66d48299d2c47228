// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/broker/liveworkers.h"

#include <limits>

namespace syspulse {

inline constexpr qint64 nowMs = 1'800'000'000'000;

/// A record of "sys_threads" as component 2.0.0 writes it.
inline Json workerRecord(int thread, qint64 clients, qint64 updatedMs = nowMs - 1000, const char *boot = "b")
{
    const std::string number = std::to_string(thread);
    return {{"id", boot + std::string("-") + number},
            {"node", "n"},
            {"boot", boot},
            {"thread", thread},
            {"version", "2.0.0"},
            {"updated", updatedMs},
            {"connected", clients},
            {"open", clients + 1},
            {"heap_used", 64 * 1024 * 1024 + clients * 16384},
            {"heap_limit", 2'000'000'000},
            {"utilization", 0.2},
            {"packets_in_rate", 10},
            {"packets_out_rate", 20},
            {"bytes_in_rate", 1000},
            {"bytes_out_rate", 2000},
            {"wire", {{"counting", true}, {"inexact_since", nullptr}}}};
}

inline LiveWorkers liveOf(const Json &threads, const std::optional<QList<int>> &threadIds = {})
{
    return LiveWorkers(threads, nowMs, threadIds);
}

/// What no component writes in place of a record's fields.
inline QList<Json> oddValues()
{
    return {Json(),
            Json("text"),
            Json(-5),
            Json(1e300),
            Json(-1e300),
            Json(true),
            Json::array(),
            Json::array({1, nullptr, "x", Json::array({Json::object()}), Json{{"key", 7}, {"count", "x"}}}),
            Json::object(),
            Json{{"topic", Json::array()}, {"count", 1e300}, {"error", 1e301}, {"own", 3}},
            Json(std::string(100000, 'y')),
            Json(std::numeric_limits<std::uint64_t>::max())};
}

} // namespace syspulse
