// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <algorithm>
#include <limits>

namespace syspulse::test {

/// What Series does with lists that are kept as they are: the reference of its tests.
class PlainSeries
{
public:
    void append(qint64 timeMs, double value);
    void removeAfter(qint64 timeMs);
    void prepend(const SeriesTiers &past);
    QList<SeriesPoint> fill(const QList<SeriesPoint> &points, qint64 toleratedMs);
    QList<TimeSpan> known(qint64 toleratedMs) const;
    SeriesTiers tiers() const { return {m_raw, m_minutes, m_hours}; }
    bool isEmpty() const { return m_raw.isEmpty() && m_hours.isEmpty(); }
    QList<SeriesPoint> points(qint64 fromMs, qint64 toMs) const;

private:
    static constexpr qsizetype rawCapacity = Series::rawCapacity;
    static constexpr qsizetype minuteCapacity = Series::minuteCapacity;
    static constexpr qsizetype hourCapacity = Series::hourCapacity;
    static constexpr qint64 minuteMs = Series::minuteMs;
    static constexpr qint64 hourMs = Series::hourMs;

    template <typename T>
    static void bound(QList<T> &list, qsizetype capacity)
    {
        while (list.size() - blockItems >= capacity)
            list.remove(0, blockItems);
    }
    template <typename T>
    static void keepNewest(QList<T> &list, qsizetype capacity)
    {
        list.remove(0, std::max<qsizetype>(0, list.size() - capacity));
    }
    static void prependTo(QList<SeriesBucket> &tier, qsizetype capacity, QList<SeriesBucket> past);
    static void mergeInto(QList<SeriesBucket> &tier, qsizetype capacity, const QList<SeriesBucket> &more);
    static void addTo(QList<SeriesBucket> &tier, qsizetype capacity, qint64 widthMs,
                      const SeriesPoint &point);
    void rebuildLastMinute();
    void rebuildLastHour();

    QList<SeriesPoint> m_raw;
    QList<SeriesBucket> m_minutes;
    QList<SeriesBucket> m_hours;
};

inline void PlainSeries::append(qint64 timeMs, double value)
{
    if (!m_raw.isEmpty() && timeMs <= m_raw.constLast().timeMs) {
        const auto it = std::find_if(m_raw.begin(), m_raw.end(),
                                     [timeMs](const SeriesPoint &point) { return point.timeMs == timeMs; });
        if (it == m_raw.end() || it->value == value)
            return;
        it->value = value;
        if (m_minutes.isEmpty() || m_hours.isEmpty() || timeMs < m_minutes.constLast().startMs)
            return;
        rebuildLastMinute();
        rebuildLastHour();
        return;
    }
    const SeriesPoint point{timeMs, value};
    m_raw.append(point);
    bound(m_raw, rawCapacity);
    addTo(m_minutes, minuteCapacity, minuteMs, point);
    addTo(m_hours, hourCapacity, hourMs, point);
}

inline void PlainSeries::addTo(QList<SeriesBucket> &tier, qsizetype capacity, qint64 widthMs,
                               const SeriesPoint &point)
{
    const qint64 start = point.timeMs - point.timeMs % widthMs;
    if (tier.isEmpty() || tier.constLast().startMs != start) {
        tier.append({start, point.value, point.value, point.value, point.value, 1});
        bound(tier, capacity);
        return;
    }
    SeriesBucket &bucket = tier.last();
    bucket.minimum = std::min(bucket.minimum, point.value);
    bucket.maximum = std::max(bucket.maximum, point.value);
    bucket.sum += point.value;
    bucket.last = point.value;
    ++bucket.count;
}

inline void PlainSeries::removeAfter(qint64 timeMs)
{
    const auto startsAfter = [timeMs](const SeriesBucket &bucket) { return bucket.startMs > timeMs; };
    const qsizetype count = m_raw.size();
    m_raw.removeIf([timeMs](const SeriesPoint &point) { return point.timeMs > timeMs; });
    const qsizetype minutes = m_minutes.removeIf(startsAfter);
    m_hours.removeIf(startsAfter);
    if (m_raw.size() == count && minutes == 0)
        return;
    // What was dropped must not stay in the sums of the minute and the hour that go on.
    rebuildLastMinute();
    rebuildLastHour();
}

inline void PlainSeries::rebuildLastMinute()
{
    // Without the minute's first point, which has been dropped as old, its sums cannot be told; they stay.
    if (m_minutes.isEmpty() || m_raw.isEmpty() || m_raw.constFirst().timeMs > m_minutes.constLast().startMs)
        return;
    const qint64 startMs = m_minutes.takeLast().startMs;
    for (const SeriesPoint &point : std::as_const(m_raw)) {
        if (point.timeMs >= startMs)
            addTo(m_minutes, minuteCapacity, minuteMs, point);
    }
}

inline void PlainSeries::rebuildLastHour()
{
    if (m_hours.isEmpty() || m_minutes.isEmpty() ||
        m_minutes.constFirst().startMs > m_hours.constLast().startMs)
        return;
    const qint64 startMs = m_hours.takeLast().startMs;
    const auto first =
        std::find_if(m_minutes.cbegin(), m_minutes.cend(),
                     [startMs](const SeriesBucket &minute) { return minute.startMs >= startMs; });
    if (first == m_minutes.cend())
        return;
    SeriesBucket hour = *first;
    hour.startMs = startMs;
    for (auto minute = std::next(first); minute != m_minutes.cend(); ++minute) {
        hour.minimum = std::min(hour.minimum, minute->minimum);
        hour.maximum = std::max(hour.maximum, minute->maximum);
        hour.sum += minute->sum;
        hour.last = minute->last;
        hour.count += minute->count;
    }
    m_hours.append(hour);
}

inline void PlainSeries::prepend(const SeriesTiers &past)
{
    QList<SeriesPoint> raw = past.raw;
    if (!m_raw.isEmpty())
        raw.removeIf([this](const SeriesPoint &point) { return point.timeMs >= m_raw.constFirst().timeMs; });
    m_raw = raw + m_raw;
    keepNewest(m_raw, rawCapacity);
    prependTo(m_minutes, minuteCapacity, past.minutes);
    prependTo(m_hours, hourCapacity, past.hours);
}

inline void PlainSeries::prependTo(QList<SeriesBucket> &tier, qsizetype capacity, QList<SeriesBucket> past)
{
    if (!tier.isEmpty()) {
        SeriesBucket &first = tier.first();
        past.removeIf([&first](const SeriesBucket &bucket) { return bucket.startMs > first.startMs; });
        if (!past.isEmpty() && past.constLast().startMs == first.startMs) {
            // The same minute or hour; the one on disk may hold the samples in memory too.
            const SeriesBucket stored = past.takeLast();
            first.minimum = std::min(first.minimum, stored.minimum);
            first.maximum = std::max(first.maximum, stored.maximum);
            if (stored.count > first.count) {
                first.sum = stored.sum;
                first.count = stored.count;
            }
        }
    }
    tier = past + tier;
    keepNewest(tier, capacity);
}

inline QList<TimeSpan> PlainSeries::known(qint64 toleratedMs) const
{
    QList<TimeSpan> spans;
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    const qint64 minutesFromMs = m_minutes.isEmpty() ? never : m_minutes.constFirst().startMs;
    // The hour in which the minutes begin has more to tell only where it has more samples than they.
    qint64 hourEndMs = never;
    qint64 inMinutes = 0;
    if (!m_minutes.isEmpty())
        hourEndMs = minutesFromMs - minutesFromMs % hourMs + hourMs;
    for (const SeriesBucket &minute : m_minutes)
        inMinutes += minute.startMs < hourEndMs ? minute.count : 0;
    for (const SeriesBucket &hour : m_hours) {
        if (hour.startMs + hourMs <= minutesFromMs ||
            (hour.startMs < minutesFromMs && hour.count > inMinutes))
            spans.append({hour.startMs, std::min(hour.startMs + hourMs, minutesFromMs)});
    }
    for (const SeriesBucket &minute : m_minutes)
        spans.append({minute.startMs, minute.startMs + minuteMs});
    return united(spans, toleratedMs);
}

inline QList<SeriesPoint> PlainSeries::fill(const QList<SeriesPoint> &points, qint64 toleratedMs)
{
    const QList<TimeSpan> times = known(toleratedMs);
    QList<SeriesPoint> taken;
    QList<SeriesPoint> raw;
    QList<SeriesBucket> minutes;
    QList<SeriesBucket> hours;
    for (const SeriesPoint &point : points) {
        if (covers(times, point.timeMs) || (!taken.isEmpty() && point.timeMs <= taken.constLast().timeMs))
            continue;
        taken.append(point);
        addTo(minutes, points.size(), minuteMs, point);
        addTo(hours, points.size(), hourMs, point);
        // Before the first sample the buckets tell the course.
        if (!m_raw.isEmpty() && point.timeMs > m_raw.constFirst().timeMs)
            raw.append(point);
    }
    const auto middle = m_raw.insert(m_raw.size(), raw.size(), SeriesPoint());
    std::copy(raw.cbegin(), raw.cend(), middle);
    std::inplace_merge(m_raw.begin(), m_raw.end() - raw.size(), m_raw.end(),
                       [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs < b.timeMs; });
    keepNewest(m_raw, rawCapacity);
    mergeInto(m_minutes, minuteCapacity, minutes);
    mergeInto(m_hours, hourCapacity, hours);
    return taken;
}

inline void PlainSeries::mergeInto(QList<SeriesBucket> &tier, qsizetype capacity,
                                   const QList<SeriesBucket> &more)
{
    QList<SeriesBucket> merged;
    merged.reserve(tier.size() + more.size());
    auto next = more.cbegin();
    for (const SeriesBucket &bucket : std::as_const(tier)) {
        while (next != more.cend() && next->startMs < bucket.startMs)
            merged.append(*next++);
        merged.append(bucket);
        if (next != more.cend() && next->startMs == bucket.startMs) {
            SeriesBucket &both = merged.last();
            both.minimum = std::min(both.minimum, next->minimum);
            both.maximum = std::max(both.maximum, next->maximum);
            both.sum += next->sum;
            both.count += next->count;
            ++next;
        }
    }
    while (next != more.cend())
        merged.append(*next++);
    tier = std::move(merged);
    keepNewest(tier, capacity);
}

inline QList<SeriesPoint> PlainSeries::points(qint64 fromMs, qint64 toMs) const
{
    QList<SeriesPoint> result;
    if (isEmpty() || toMs < fromMs)
        return result;

    const auto before = [](const SeriesPoint &point, qint64 time) { return point.timeMs < time; };
    // Samples go sooner than buckets, on disk too.
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    const qint64 rawFromMs = m_raw.isEmpty() ? never : m_raw.constFirst().timeMs;
    if (fromMs < rawFromMs) {
        const auto addBuckets = [&](const QList<SeriesBucket> &tier, qint64 widthMs, qint64 untilMs) {
            for (const SeriesBucket &bucket : tier) {
                const qint64 middle = bucket.startMs + widthMs / 2;
                // Only whole buckets that end before the finer tier begins, or their points would come twice.
                if (bucket.startMs + widthMs > untilMs || middle > toMs)
                    break;
                if (bucket.startMs + widthMs < fromMs)
                    continue;
                result.append({middle, bucket.minimum});
                if (bucket.maximum > bucket.minimum)
                    result.append({middle + 1, bucket.maximum});
            }
        };
        const qint64 minutesFromMs = m_minutes.isEmpty() ? rawFromMs : m_minutes.constFirst().startMs;
        if (fromMs < minutesFromMs)
            addBuckets(m_hours, hourMs, minutesFromMs);
        addBuckets(m_minutes, minuteMs, rawFromMs);
    }
    auto it = std::lower_bound(m_raw.cbegin(), m_raw.cend(), fromMs, before);
    if (it != m_raw.cbegin() && result.isEmpty())
        --it;
    for (; it != m_raw.cend() && it->timeMs <= toMs; ++it)
        result.append(*it);
    return result;
}

} // namespace syspulse::test
