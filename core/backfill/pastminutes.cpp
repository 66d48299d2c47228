// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backfill/pastminutes.h"

#include "core/base/bounded.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace syspulse {

namespace {

constexpr qint64 minuteMs = Series::minuteMs;
/// A tick that says it covers more was made after the machine slept, or is nonsense.
constexpr double maxTickMs = 5.0 * minuteMs;
/// A minute is known when ticks cover at least half of it.
constexpr double leastCoveredMs = minuteMs / 2.0;

constexpr std::array counters{"publish/messages/received",
                              "publish/messages/sent",
                              "messages/received",
                              "messages/sent",
                              "bytes/received",
                              "bytes/sent",
                              "publish/bytes/received",
                              "publish/bytes/sent"};

QString counterKey(std::size_t counter)
{
    return QString::fromLatin1(counters[counter]);
}

SeriesKey rateKey(std::size_t counter)
{
    return {systopics::broker + counterKey(counter), true};
}

SeriesKey clientsKey()
{
    return {systopics::clientsConnected, false};
}

std::size_t minutesIn(const TimeSpan &span)
{
    return span.isEmpty() ? 0 : std::size_t(boundedDifference(span.toMs, span.fromMs) / minuteMs);
}

/// What the server summed up at one tick.
struct Tick
{
    double toMs = 0; ///< on this machine's clock
    double spanMs = 0;
    double countedMs = 0; ///< the time that the counts are of
    CounterSet counted;
    std::optional<double> clients;
};

struct MinuteSum
{
    double coveredMs = 0;
    std::array<double, counters.size()> packets{};
    double clientsMs = 0;
    double clients = 0;
};

QList<Tick> ticksOf(const QList<AggregateRow> &ticks, const QList<AggregateRow> &rows, qint64 clockOffsetMs)
{
    QList<AggregateRow> ordered = ticks;
    std::sort(ordered.begin(), ordered.end(),
              [](const AggregateRow &a, const AggregateRow &b) { return a.storedMs < b.storedMs; });
    QList<Tick> result;
    for (const AggregateRow &row : std::as_const(ordered)) {
        Tick tick;
        tick.toMs = row.storedMs - double(clockOffsetMs);
        tick.spanMs = std::clamp(row.periodMs, 0.0, maxTickMs);
        result.append(tick);
    }
    for (const AggregateRow &row : rows) {
        // The tick's own row is written after all others.
        const auto tick =
            std::lower_bound(result.begin(), result.end(), row.storedMs - double(clockOffsetMs),
                             [](const Tick &candidate, double stored) { return candidate.toMs < stored; });
        if (tick == result.end() || tick->toMs - tick->spanMs > row.storedMs - double(clockOffsetMs))
            continue;
        if (row.entry.name.what() == AnalyticsName::What::Connections) {
            tick->clients = tick->clients.value_or(0) + std::max(0.0, row.connections);
        } else if (row.periodMs > 0) {
            tick->countedMs = row.periodMs;
            tick->counted.add(row.entry);
        }
    }
    return result;
}

} // namespace

SeriesKey pastReferenceKey()
{
    return rateKey(0);
}

TimeSpan wholeMinutes(const TimeSpan &span)
{
    return {boundedSum(span.fromMs, minuteMs - 1) / minuteMs * minuteMs, span.toMs / minuteMs * minuteMs};
}

PastValues pastFromAggregates(const QList<AggregateRow> &ticks, const QList<AggregateRow> &rows,
                              const TimeSpan &span, qint64 clockOffsetMs)
{
    const TimeSpan whole = wholeMinutes(span);
    std::vector<MinuteSum> sums(minutesIn(whole));
    for (const Tick &tick : ticksOf(ticks, rows, clockOffsetMs)) {
        const double fromMs = std::max(double(whole.fromMs), tick.toMs - tick.spanMs);
        const double toMs = std::min(double(whole.toMs), tick.toMs);
        std::array<double, counters.size()> perMs{};
        for (std::size_t i = 0; i < counters.size() && tick.countedMs > 0; ++i)
            perMs[i] = double(tick.counted.value(counterKey(i))) / tick.countedMs;
        for (double at = fromMs; at < toMs;) {
            const auto index = std::size_t((at - double(whole.fromMs)) / minuteMs);
            const double end = std::min(toMs, double(whole.fromMs) + double(index + 1) * minuteMs);
            MinuteSum &sum = sums[index];
            sum.coveredMs += end - at;
            for (std::size_t i = 0; i < counters.size(); ++i)
                sum.packets[i] += perMs[i] * (end - at);
            if (tick.clients) {
                sum.clientsMs += end - at;
                sum.clients += *tick.clients * (end - at);
            }
            at = end;
        }
    }

    PastValues values;
    for (std::size_t minute = 0; minute < sums.size(); ++minute) {
        const MinuteSum &sum = sums[minute];
        if (sum.coveredMs < leastCoveredMs)
            continue;
        const qint64 timeMs = whole.fromMs + qint64(minute) * minuteMs + minuteMs / 2;
        for (std::size_t i = 0; i < counters.size(); ++i)
            values[rateKey(i)].append({timeMs, sum.packets[i] * 1000 / sum.coveredMs});
        if (sum.clientsMs > 0)
            values[clientsKey()].append({timeMs, sum.clients / sum.clientsMs});
    }
    return values;
}

RawMinutes::RawMinutes(const TimeSpan &span, qint64 clockOffsetMs, const QList<int> &liveThreads)
    : m_span(wholeMinutes(span))
    , m_clockOffsetMs(clockOffsetMs)
    , m_liveThreads(liveThreads)
    , m_minutes(minutesIn(m_span))
{}

void RawMinutes::add(const QList<AnalyticsRow> &rows)
{
    for (const AnalyticsRow &row : rows) {
        const QList<AnalyticsEntry> entries = m_ledger.fresh(row);
        qint64 connections = 0;
        for (const AnalyticsEntry &entry : entries) {
            if (entry.name.what() == AnalyticsName::What::Connections)
                connections = std::max<qint64>(0, entry.connections);
        }
        m_connections.insert(row.threadId, connections);
        // The time, not the id: HarperDB's ids stand still after its clock was set back.
        const qint64 timeMs = boundedDifference(boundedInteger(row.timeMs), m_clockOffsetMs);
        if (timeMs < m_span.fromMs || timeMs >= m_span.toMs)
            continue;
        Minute &minute = m_minutes[std::size_t((timeMs - m_span.fromMs) / minuteMs)];
        minute.seen = true;
        for (const AnalyticsEntry &entry : entries)
            minute.counted.add(entry);
        const bool known = !m_liveThreads.isEmpty() &&
                           std::all_of(m_liveThreads.cbegin(), m_liveThreads.cend(),
                                       [this](int thread) { return m_connections.contains(thread); });
        if (!known)
            continue;
        qint64 sum = 0;
        for (const int thread : std::as_const(m_liveThreads))
            sum = boundedSum(sum, m_connections.value(thread));
        minute.clients = sum;
    }
}

PastValues RawMinutes::values() const
{
    PastValues values;
    for (std::size_t i = 0; i < m_minutes.size(); ++i) {
        const Minute &minute = m_minutes[i];
        if (!minute.seen)
            continue;
        const qint64 timeMs = m_span.fromMs + qint64(i) * minuteMs + minuteMs / 2;
        for (std::size_t counter = 0; counter < counters.size(); ++counter)
            values[rateKey(counter)].append(
                {timeMs, double(minute.counted.value(counterKey(counter))) * 1000 / minuteMs});
        if (minute.clients)
            values[clientsKey()].append({timeMs, double(*minute.clients)});
    }
    return values;
}

} // namespace syspulse
