// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/countingclock.h"

#include "core/base/bounded.h"
#include "core/base/json.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

namespace {

/// How far the sum's moment may be from those of the threads: they were seen too seldom to know their shares,
/// or have come and gone.
constexpr qint64 strayMs = 2000;
/// A thread that has news tells them once a second, and looks for them four times as often: one that has not
/// told for longer has none.
constexpr qint64 newsMs = 1500;

qint64 packetsOfPart(const CounterSet &set)
{
    return boundedSum(set.value(QStringLiteral("messages/received")),
                      set.value(QStringLiteral("messages/sent")));
}

} // namespace

bool CountingClock::awaitsNews(const WireSum &wire) const
{
    qint64 newestMs = 0;
    for (const WireSum::Part &part : wire.parts) {
        if (part.live)
            newestMs = std::max(newestMs, part.atMs);
    }
    return std::any_of(wire.parts.cbegin(), wire.parts.cend(), [&](const WireSum::Part &part) {
        const auto known = m_threads.constFind(part.thread);
        return part.live && known != m_threads.cend() && known->atMs == part.atMs &&
               newestMs - part.atMs < newsMs;
    });
}

void CountingClock::update(const WireSum &wire, qint64 runMs)
{
    if (awaitsNews(wire))
        return;
    QHash<int, Told> threads;
    double growth = 0;
    double elapsed = 0;
    double perMs = 0;
    for (const WireSum::Part &part : wire.parts) {
        if (!part.live || part.atMs <= 0)
            continue;
        Told told{part.atMs, packetsOfPart(part.counters), 0};
        if (const auto known = m_threads.constFind(part.thread);
            known != m_threads.cend() && known->atMs <= told.atMs) {
            const auto grown = double(std::max<qint64>(0, told.packets - known->packets));
            const auto passed = double(told.atMs - known->atMs);
            told.perMs = passed > 0 ? grown / passed : known->perMs;
            growth += passed > 0 ? grown : 0;
            elapsed += passed;
        }
        perMs += told.perMs;
        threads.insert(part.thread, told);
    }
    if (threads.isEmpty())
        return;
    const auto earlier = [](const Told &a, const Told &b) { return a.atMs < b.atMs; };
    const auto [first, last] = std::minmax_element(threads.cbegin(), threads.cend(), earlier);
    const bool begins = m_atMs < 0;
    const double step = perMs > 0 ? growth / perMs : elapsed / double(threads.size());
    const double next = m_threads.isEmpty() ? double(last->atMs) : m_atMs + step;
    const auto bounded = std::clamp(next, double(first->atMs - strayMs), double(last->atMs + strayMs));
    m_atMs = std::max(m_atMs, bounded);
    m_threads = threads;
    if (begins)
        m_offsetMs = boundedDifference(runMs, last->atMs);
}

std::optional<qint64> CountingClock::ms() const
{
    if (m_atMs < 0)
        return std::nullopt;
    return std::max<qint64>(0, boundedSum(std::llround(m_atMs), m_offsetMs));
}

Json CountingClock::toJson() const
{
    return {{"at", m_atMs}, {"offset", m_offsetMs}};
}

CountingClock CountingClock::fromJson(const Json &json)
{
    CountingClock clock;
    const auto at = numberAt(json, "at");
    const auto offset = integerAt(json, "offset");
    if (at && offset && *at >= 0 && *at < 1e15) {
        clock.m_atMs = *at;
        clock.m_offsetMs = *offset;
    }
    return clock;
}

} // namespace syspulse
