// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/metrics/wiremetrics.h"

#include <algorithm>

namespace syspulse {

Json WireMetrics::toJson() const
{
    Json pending = Json::array();
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it)
        pending.push_back({{"id", it.key()},
                           {"since", it->sinceMs},
                           {"settled", it->settled},
                           {"counts", it->counts.toJson()}});
    Json json{{"seen", m_seen}, {"pending", pending}, {"pendingWhole", m_pendingWhole}};
    if (!m_seen)
        return json;
    Json off = Json::array();
    for (auto it = m_offSince.cbegin(); it != m_offSince.cend(); ++it)
        off.push_back({{"id", it.key()}, {"since", it.value()}});
    Json offset = Json::object();
    for (auto it = m_offset.cbegin(); it != m_offset.cend(); ++it)
        offset[toUtf8String(it.key())] = it.value();
    json["mode"] = m_mode == Mode::Covered ? "covered" : m_mode == Mode::Off ? "off" : "away";
    json["complete"] = m_complete;
    json["firstThread"] = m_firstThread;
    json["since"] = m_sinceMs;
    json["coveredFrom"] = m_coveredFromMs;
    json["uncoveredFrom"] = m_uncoveredFromMs;
    json["off"] = off;
    json["sum"] = m_sum.toJson();
    json["offset"] = offset;
    json["away"] = m_away.toJson();
    json["marks"] = m_marks.toJson();
    json["threads"] = std::vector<int>(m_threads.cbegin(), m_threads.cend());
    json["up"] = m_runMs;
    json["missingAt"] = m_missingMs;
    json["liveTime"] = m_liveWallMs;
    json["falls"] = m_falls;
    json["inexactSince"] = m_inexactSinceMs;
    json["reason"] = toUtf8String(m_toldReason);
    json["check"] = m_check.toJson();
    if (m_compareOffset)
        json["compareOffset"] = *m_compareOffset;
    return json;
}

WireMetrics WireMetrics::fromJson(const Json &json)
{
    WireMetrics metrics;
    const auto count = [](const Json &object, const char *key) {
        return std::max<qint64>(0, integerAt(object, key).value_or(0));
    };
    const auto set = [&json](const char *key) {
        const Json *counts = member(json, key);
        return counts ? CounterSet::fromJson(*counts) : CounterSet();
    };
    metrics.m_seen = boolAt(json, "seen").value_or(false);
    metrics.m_pendingWhole = boolAt(json, "pendingWhole").value_or(false);
    if (const Json *list = member(json, "pending"); list && list->is_array()) {
        for (const Json &item : *list) {
            const auto id = integerAt(item, "id");
            const Json *counts = member(item, "counts");
            if (id && counts)
                metrics.m_pending.insert(boundedInt(*id),
                                         {CounterSet::fromJson(*counts), count(item, "since"),
                                          boolAt(item, "settled").value_or(false)});
        }
    }
    if (!metrics.m_seen)
        return metrics;
    const QString mode = textOr(json, "mode");
    metrics.m_mode = mode == QLatin1String("off")    ? Mode::Off
                     : mode == QLatin1String("away") ? Mode::Away
                                                     : Mode::Covered;
    metrics.m_complete = boolAt(json, "complete").value_or(false);
    metrics.m_firstThread = boundedInt(count(json, "firstThread"));
    metrics.m_sinceMs = count(json, "since");
    metrics.m_coveredFromMs = count(json, "coveredFrom");
    metrics.m_uncoveredFromMs = count(json, "uncoveredFrom");
    if (const Json *list = member(json, "off"); list && list->is_array()) {
        for (const Json &item : *list) {
            if (const auto id = integerAt(item, "id"))
                metrics.m_offSince.insert(boundedInt(*id), count(item, "since"));
        }
    }
    metrics.m_sum = set("sum");
    if (const Json *offset = member(json, "offset"); offset && offset->is_object()) {
        for (const auto &[key, value] : offset->items()) {
            if (const auto number = integerAt(*offset, key.c_str()))
                metrics.m_offset.insert(textFromUtf8(key), *number);
        }
    }
    metrics.m_away = set("away");
    if (const Json *list = member(json, "threads"); list && list->is_array()) {
        for (const Json &id : *list) {
            if (id.is_number_integer())
                metrics.m_threads.insert(boundedInt(id.get<qint64>()));
        }
    }
    metrics.m_runMs = count(json, "up");
    metrics.m_missingMs = std::max<qint64>(-1, integerAt(json, "missingAt").value_or(-1));
    metrics.m_liveWallMs = count(json, "liveTime");
    metrics.m_falls = int(std::min<qint64>(count(json, "falls"), 1000));
    metrics.m_inexactSinceMs = count(json, "inexactSince");
    metrics.m_toldReason = textOr(json, "reason");
    metrics.m_check = CrossCheck::fromJson(json, "check");
    metrics.m_compareOffset = integerAt(json, "compareOffset");
    metrics.updateTotals(set("marks"));
    return metrics;
}

} // namespace syspulse
