// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/seriescourse.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace syspulse {

namespace {

/// Samples of one column that are still drawn as they came.
constexpr qint64 fewSamples = 4;
/// From these widths of a column on, the buckets of a tier are close enough together.
constexpr qint64 minuteColumnMs = Series::minuteMs / 3;
constexpr qint64 hourColumnMs = Series::hourMs / 2;
/// From here on a day is too narrow for its course to be seen, and parts of days would beat against it.
constexpr qint64 dayColumnMs = 4 * Series::hourMs;

constexpr qint64 never = std::numeric_limits<qint64>::max();

qint64 roundedUp(qint64 value, qint64 step)
{
    return (value + step - 1) / step * step;
}

qint64 firstOf(const QList<SeriesPoint> &samples)
{
    return samples.isEmpty() ? never : samples.constFirst().timeMs;
}

qint64 firstOf(const QList<SeriesBucket> &buckets)
{
    return buckets.isEmpty() ? never : buckets.constFirst().startMs;
}

/// The buckets of @p tier that touch @p span and end before @p untilMs, where a finer tier begins.
void addBuckets(CourseBuilder &builder, const QList<SeriesBucket> &tier, qint64 widthMs, const TimeSpan &span,
                qint64 untilMs)
{
    auto bucket = std::lower_bound(
        tier.cbegin(), tier.cend(), span.fromMs - widthMs,
        [](const SeriesBucket &candidate, qint64 timeMs) { return candidate.startMs < timeMs; });
    for (; bucket != tier.cend() && bucket->startMs < span.toMs; ++bucket) {
        if (untilMs != never && bucket->startMs + widthMs > untilMs)
            break;
        builder.add(*bucket, widthMs);
    }
}

/// What of @p part belongs to @p point: the same group, which may be @p next, or the sample of one beside it
/// where a few milliseconds lie on both sides of a border.
SeriesCourse::const_iterator partOf(const CoursePoint &point, const SeriesCourse &part,
                                    SeriesCourse::const_iterator next)
{
    if (next != part.cend() && next->startMs == point.startMs)
        return next;
    const auto isSame = [&point](const CoursePoint &other) {
        return point.count == 1 && other.count == 1 && std::abs(other.timeMs - point.timeMs) <= sameSampleMs;
    };
    if (next != part.cend() && isSame(*next))
        return next;
    if (next != part.cbegin() && isSame(*std::prev(next)))
        return std::prev(next);
    return part.cend();
}

} // namespace

CourseGrid CourseGrid::of(qint64 columnMs, qint64 intervalMs)
{
    if (columnMs <= fewSamples * intervalMs)
        return {Tier::Samples, std::max<qint64>(1, columnMs / fewSamples)};
    if (columnMs < minuteColumnMs)
        return {Tier::Samples, columnMs};
    if (columnMs < hourColumnMs)
        return {Tier::Minutes, roundedUp(columnMs, Series::minuteMs)};
    return {Tier::Hours, roundedUp(columnMs, columnMs > dayColumnMs ? 24 * Series::hourMs : Series::hourMs)};
}

CoursePoint *CourseBuilder::groupAt(qint64 startMs)
{
    return m_course.isEmpty() || m_course.constLast().startMs != startMs ? nullptr : &m_course.last();
}

void CourseBuilder::add(const SeriesPoint &sample)
{
    const qint64 startMs = m_grid.startOf(sample.timeMs);
    CoursePoint *group = groupAt(startMs);
    if (group == nullptr) {
        m_course.append({startMs, sample.timeMs, sample.value, sample.value, sample.value, 1});
        m_firstMs = sample.timeMs;
        return;
    }
    ++group->count;
    group->timeMs = m_firstMs + (sample.timeMs - m_firstMs) / 2;
    group->mean += (sample.value - group->mean) / double(group->count);
    group->minimum = std::min(group->minimum, sample.value);
    group->maximum = std::max(group->maximum, sample.value);
}

void CourseBuilder::add(const SeriesBucket &bucket, qint64 widthMs)
{
    if (bucket.count <= 0)
        return;
    const double mean = bucket.sum / double(bucket.count);
    const bool wide = widthMs > m_grid.groupMs;
    const qint64 startMs = wide ? bucket.startMs : m_grid.startOf(bucket.startMs);
    CoursePoint *group = groupAt(startMs);
    if (group == nullptr) {
        const qint64 middleMs = startMs + (wide ? widthMs : m_grid.groupMs) / 2;
        m_course.append({startMs, middleMs, mean, bucket.minimum, bucket.maximum, bucket.count});
        return;
    }
    group->count += bucket.count;
    group->mean += (mean - group->mean) * double(bucket.count) / double(group->count);
    group->minimum = std::min(group->minimum, bucket.minimum);
    group->maximum = std::max(group->maximum, bucket.maximum);
}

SeriesCourse courseOf(const SeriesTiers &tiers, const TimeSpan &span, const CourseGrid &grid)
{
    // Whole groups: what is left out of one would change its mean.
    const TimeSpan whole = grid.whole(span);
    const bool samples = grid.tier == CourseGrid::Tier::Samples;
    const bool minutes = grid.tier != CourseGrid::Tier::Hours;
    const qint64 samplesFromMs = samples ? firstOf(tiers.raw) : never;
    const qint64 minutesFromMs = minutes ? std::min(firstOf(tiers.minutes), samplesFromMs) : never;
    CourseBuilder builder(grid);
    addBuckets(builder, tiers.hours, Series::hourMs, whole, minutesFromMs);
    if (minutes)
        addBuckets(builder, tiers.minutes, Series::minuteMs, whole, samplesFromMs);
    if (samples) {
        auto sample = std::lower_bound(
            tiers.raw.cbegin(), tiers.raw.cend(), whole.fromMs,
            [](const SeriesPoint &candidate, qint64 timeMs) { return candidate.timeMs < timeMs; });
        if (sample != tiers.raw.cbegin())
            --sample;
        for (; sample != tiers.raw.cend() && sample->timeMs < whole.toMs; ++sample)
            builder.add(*sample);
    }
    SeriesCourse course = builder.take();
    // A group that goes on has its middle in a time that is still to come.
    if (!course.isEmpty() && !tiers.raw.isEmpty())
        course.last().timeMs = std::min(course.constLast().timeMs,
                                        std::max(course.constLast().startMs, tiers.raw.constLast().timeMs));
    return course;
}

std::optional<qint64> wholeFromMs(const SeriesTiers &tiers, const CourseGrid &grid)
{
    const qint64 fromMs = grid.tier == CourseGrid::Tier::Samples   ? firstOf(tiers.raw)
                          : grid.tier == CourseGrid::Tier::Minutes ? firstOf(tiers.minutes)
                                                                   : firstOf(tiers.hours);
    return fromMs == never ? std::nullopt : std::optional(grid.nextStart(fromMs));
}

SeriesCourse difference(const SeriesCourse &total, const SeriesCourse &part)
{
    SeriesCourse course;
    auto next = part.cbegin(); // the first group that does not begin before that of the point
    for (const CoursePoint &point : total) {
        while (next != part.cend() && next->startMs < point.startMs)
            ++next;
        const auto other = partOf(point, part, next);
        if (other == part.cend() || 2 * other->count < point.count)
            continue;
        CoursePoint rest = point;
        rest.mean = std::max(0.0, point.mean - other->mean);
        rest.minimum = std::clamp(point.minimum - other->minimum, 0.0, rest.mean);
        rest.maximum = std::max(rest.mean, point.maximum - other->maximum);
        course.append(rest);
    }
    return course;
}

} // namespace syspulse
