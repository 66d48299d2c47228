// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/loadaverage.h"

#include "core/base/bounded.h"
#include "core/base/json.h"

#include <cmath>

namespace syspulse {

void LoadAverage::update(qint64 total, qint64 nowMs)
{
    if (total < m_state.total) {
        m_state = State{total, nowMs, false, {}};
        return;
    }
    constexpr qint64 farMs = 60000;
    if (m_state.timeMs - nowMs > farMs) { // as stored by a version that took the time of day
        m_state.total = total;
        m_state.timeMs = nowMs;
        return;
    }
    const double seconds = double(boundedDifference(nowMs, m_state.timeMs)) / 1000.0;
    if (seconds <= 0)
        return;
    const double rate = double(boundedDifference(total, m_state.total)) * 60.0 / seconds;
    for (size_t i = 0; i < minutes.size(); ++i) {
        double &value = m_state.values[i];
        value = rate + std::exp(-seconds / (minutes[i] * 60.0)) * (value - rate);
    }
    m_state.valid = true;
    m_state.total = total;
    m_state.timeMs = nowMs;
}

std::optional<double> LoadAverage::value(int window) const
{
    if (!m_state.valid)
        return std::nullopt;
    return m_state.values[size_t(window)];
}

Json LoadAverage::toJson() const
{
    return {{"total", m_state.total},
            {"time", m_state.timeMs},
            {"valid", m_state.valid},
            {"values", m_state.values}};
}

std::optional<LoadAverage> LoadAverage::fromJson(const Json &json)
{
    LoadAverage load;
    State &state = load.m_state;
    state.total = integerAt(json, "total").value_or(0);
    const auto time = integerAt(json, "time");
    if (!time || *time < 0) // as stored by a version that had no sample yet
        return std::nullopt;
    state.timeMs = *time;
    state.valid = boolAt(json, "valid").value_or(false);
    const Json *values = member(json, "values");
    if (!values || !values->is_array() || values->size() != state.values.size())
        return std::nullopt;
    for (size_t i = 0; i < state.values.size(); ++i)
        state.values[i] = (*values)[i].is_number() ? (*values)[i].get<double>() : 0.0;
    return load;
}

} // namespace syspulse
