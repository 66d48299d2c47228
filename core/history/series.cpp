// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/series.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace syspulse {

namespace {

/// After points have been dropped: what was theirs must not stay in the sums of the minute that goes on.
void rebuildLastMinute(SeriesTiers &tiers)
{
    // Without the minute's first point, which has been dropped as old, its sums cannot be told; they stay.
    if (tiers.minutes.isEmpty() || tiers.raw.isEmpty() ||
        tiers.raw.constFirst().timeMs > tiers.minutes.constLast().startMs)
        return;
    const qint64 startMs = tiers.minutes.takeLast().startMs;
    for (const SeriesPoint &point : std::as_const(tiers.raw)) {
        if (point.timeMs >= startMs)
            addTo(tiers.minutes, Series::minuteMs, point);
    }
}

/// The same of the hour.
void rebuildLastHour(SeriesTiers &tiers)
{
    if (tiers.hours.isEmpty() || tiers.minutes.isEmpty() ||
        tiers.minutes.constFirst().startMs > tiers.hours.constLast().startMs)
        return;
    const qint64 startMs = tiers.hours.takeLast().startMs;
    const auto first =
        std::find_if(tiers.minutes.cbegin(), tiers.minutes.cend(),
                     [startMs](const SeriesBucket &minute) { return minute.startMs >= startMs; });
    if (first == tiers.minutes.cend())
        return;
    SeriesBucket hour = *first;
    hour.startMs = startMs;
    for (auto minute = std::next(first); minute != tiers.minutes.cend(); ++minute)
        include(hour, *minute);
    tiers.hours.append(hour);
}

/// The newest @p capacity of @p items, no more: of something older than a full tier nothing may stay, or
/// there would be a gap behind it.
template <typename Item>
void keepNewest(SealedList<Item> &tier, qsizetype capacity, const QList<Item> &items)
{
    tier.assign(items.mid(std::max<qsizetype>(0, items.size() - capacity)));
}

void prependTo(SealedList<SeriesBucket> &tier, qsizetype capacity, QList<SeriesBucket> past)
{
    QList<SeriesBucket> now = tier.items();
    if (!now.isEmpty()) {
        SeriesBucket &first = now.first();
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
    keepNewest(tier, capacity, past + now);
}

void mergeInto(SealedList<SeriesBucket> &tier, qsizetype capacity, const QList<SeriesBucket> &more)
{
    const QList<SeriesBucket> before = tier.items();
    QList<SeriesBucket> merged;
    merged.reserve(before.size() + more.size());
    auto next = more.cbegin();
    for (const SeriesBucket &bucket : before) {
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
    keepNewest(tier, capacity, merged);
}

} // namespace

void Series::append(qint64 timeMs, double value)
{
    const SeriesPoint point{timeMs, value};
    if (!m_raw.isEmpty() && timeMs <= m_raw.last().timeMs)
        return replace(point);
    m_raw.append(point);
    addTo(m_minutes, minuteMs, point);
    addTo(m_hours, hourMs, point);
    m_raw.bound(rawCapacity);
    m_minutes.bound(minuteCapacity);
    m_hours.bound(hourCapacity);
}

void Series::replace(const SeriesPoint &point)
{
    if (!m_raw.replace(point))
        return;
    // The sums of the minute and the hour that go on must not keep what was wrong. What was filled in may be
    // later.
    if (m_minutes.isEmpty() || m_hours.isEmpty() || point.timeMs < m_minutes.last().startMs)
        return;
    SeriesTiers end = tiersAround({m_hours.last().startMs, m_raw.last().timeMs});
    rebuildLastMinute(end);
    rebuildLastHour(end);
    m_minutes.last() = end.minutes.constLast();
    m_hours.last() = end.hours.constLast();
}

void Series::removeAfter(qint64 timeMs)
{
    const auto startsAfter = [timeMs](const SeriesBucket &bucket) { return bucket.startMs > timeMs; };
    SeriesTiers kept = tiers();
    const qsizetype points =
        kept.raw.removeIf([timeMs](const SeriesPoint &point) { return point.timeMs > timeMs; });
    const qsizetype minutes = kept.minutes.removeIf(startsAfter);
    const qsizetype hours = kept.hours.removeIf(startsAfter);
    if (points > 0 || minutes > 0) {
        rebuildLastMinute(kept);
        rebuildLastHour(kept);
    } else if (hours == 0) {
        return;
    }
    m_raw.assign(kept.raw);
    m_minutes.assign(kept.minutes);
    m_hours.assign(kept.hours);
}

void Series::prepend(const SeriesTiers &past)
{
    QList<SeriesPoint> raw = past.raw;
    const QList<SeriesPoint> now = m_raw.items();
    if (!now.isEmpty())
        raw.removeIf([&now](const SeriesPoint &point) { return point.timeMs >= now.constFirst().timeMs; });
    keepNewest(m_raw, rawCapacity, raw + now);
    prependTo(m_minutes, minuteCapacity, past.minutes);
    prependTo(m_hours, hourCapacity, past.hours);
}

QList<TimeSpan> Series::known(qint64 toleratedMs) const
{
    const QList<SeriesBucket> allMinutes = m_minutes.items();
    const QList<SeriesBucket> allHours = m_hours.items();
    QList<TimeSpan> spans;
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    const qint64 minutesFromMs = allMinutes.isEmpty() ? never : allMinutes.constFirst().startMs;
    // The hour in which the minutes begin has more to tell only where it has more samples than they.
    qint64 hourEndMs = never;
    qint64 inMinutes = 0;
    if (!allMinutes.isEmpty())
        hourEndMs = minutesFromMs - minutesFromMs % hourMs + hourMs;
    for (const SeriesBucket &minute : allMinutes)
        inMinutes += minute.startMs < hourEndMs ? minute.count : 0;
    for (const SeriesBucket &hour : allHours) {
        if (hour.startMs + hourMs <= minutesFromMs ||
            (hour.startMs < minutesFromMs && hour.count > inMinutes))
            spans.append({hour.startMs, std::min(hour.startMs + hourMs, minutesFromMs)});
    }
    for (const SeriesBucket &minute : allMinutes)
        spans.append({minute.startMs, minute.startMs + minuteMs});
    return united(spans, toleratedMs);
}

QList<SeriesPoint> Series::fill(const QList<SeriesPoint> &points, qint64 toleratedMs)
{
    const QList<TimeSpan> times = known(toleratedMs);
    QList<SeriesPoint> all = m_raw.items();
    const qsizetype before = all.size();
    QList<SeriesPoint> taken;
    QList<SeriesBucket> minutes;
    QList<SeriesBucket> hours;
    for (const SeriesPoint &point : points) {
        if (covers(times, point.timeMs) || (!taken.isEmpty() && point.timeMs <= taken.constLast().timeMs))
            continue;
        taken.append(point);
        addTo(minutes, minuteMs, point);
        addTo(hours, hourMs, point);
        // Before the first sample the buckets tell the course.
        if (before > 0 && point.timeMs > all.constFirst().timeMs)
            all.append(point);
    }
    std::inplace_merge(all.begin(), all.begin() + before, all.end(),
                       [](const SeriesPoint &a, const SeriesPoint &b) { return a.timeMs < b.timeMs; });
    keepNewest(m_raw, rawCapacity, all);
    mergeInto(m_minutes, minuteCapacity, minutes);
    mergeInto(m_hours, hourCapacity, hours);
    return taken;
}

void Series::clear()
{
    m_raw.clear();
    m_minutes.clear();
    m_hours.clear();
}

SeriesTiers Series::tiersAround(const TimeSpan &span) const
{
    // A bucket reaches into the span from before it.
    return {m_raw.around(span), m_minutes.around({span.fromMs - minuteMs, span.toMs}),
            m_hours.around({span.fromMs - hourMs, span.toMs})};
}

QList<SeriesPoint> Series::points(qint64 fromMs, qint64 toMs) const
{
    QList<SeriesPoint> result;
    if (isEmpty() || toMs < fromMs)
        return result;

    const auto before = [](const SeriesPoint &point, qint64 time) { return point.timeMs < time; };
    const SeriesTiers kept = tiersAround({fromMs, toMs});
    // Samples go sooner than buckets, on disk too.
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    const qint64 rawFromMs = kept.raw.isEmpty() ? never : kept.raw.constFirst().timeMs;
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
        const qint64 minutesFromMs = kept.minutes.isEmpty() ? rawFromMs : kept.minutes.constFirst().startMs;
        if (fromMs < minutesFromMs)
            addBuckets(kept.hours, hourMs, minutesFromMs);
        addBuckets(kept.minutes, minuteMs, rawFromMs);
    }
    auto it = std::lower_bound(kept.raw.cbegin(), kept.raw.cend(), fromMs, before);
    if (it != kept.raw.cbegin() && result.isEmpty())
        --it;
    for (; it != kept.raw.cend() && it->timeMs <= toMs; ++it)
        result.append(*it);
    return result;
}

QList<QPointF> decimate(const QList<SeriesPoint> &points, qint64 fromMs, qint64 toMs, int columns)
{
    QList<QPointF> result;
    const auto toPoint = [](const SeriesPoint &p) { return QPointF(double(p.timeMs), p.value); };
    if (columns < 1 || toMs <= fromMs || points.size() <= 4LL * columns) {
        result.reserve(points.size());
        for (const SeriesPoint &point : points)
            result.append(toPoint(point));
        return result;
    }

    result.reserve(4LL * columns);
    const double width = double(toMs - fromMs) / columns;
    const auto columnOf = [&](const SeriesPoint &p) { return qint64(double(p.timeMs - fromMs) / width); };
    for (qsizetype i = 0; i < points.size();) {
        const qint64 column = columnOf(points.at(i));
        qsizetype low = i;
        qsizetype high = i;
        qsizetype last = i;
        while (last + 1 < points.size() && columnOf(points.at(last + 1)) == column) {
            ++last;
            if (points.at(last).value < points.at(low).value)
                low = last;
            if (points.at(last).value > points.at(high).value)
                high = last;
        }
        qsizetype previous = -1;
        for (const qsizetype index : {i, std::min(low, high), std::max(low, high), last}) {
            if (index > previous)
                result.append(toPoint(points.at(index)));
            previous = std::max(previous, index);
        }
        i = last + 1;
    }
    return result;
}

QList<SeriesPoint> difference(const QList<SeriesPoint> &total, const QList<SeriesPoint> &part)
{
    QList<SeriesPoint> points;
    auto other = part.cbegin();
    for (const SeriesPoint &point : total) {
        const auto farMs = [&point](const SeriesPoint &candidate) {
            return std::abs(candidate.timeMs - point.timeMs);
        };
        while (other != part.cend() && std::next(other) != part.cend() &&
               farMs(*std::next(other)) <= farMs(*other))
            ++other;
        if (other != part.cend() && farMs(*other) <= sameSampleMs)
            points.append({point.timeMs, std::max(0.0, point.value - other->value)});
    }
    return points;
}

QList<SeriesPoint> ratePerSecond(const QList<SeriesPoint> &counter)
{
    QList<SeriesPoint> rates;
    for (qsizetype i = 1; i < counter.size(); ++i) {
        const SeriesPoint &a = counter.at(i - 1);
        const SeriesPoint &b = counter.at(i);
        if (b.value < a.value || b.timeMs <= a.timeMs)
            continue;
        rates.append({b.timeMs, (b.value - a.value) * 1000.0 / double(b.timeMs - a.timeMs)});
    }
    return rates;
}

} // namespace syspulse
