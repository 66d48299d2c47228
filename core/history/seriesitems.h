// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include <QtGlobal>

namespace syspulse {

/// One sample of a numeric series.
struct SeriesPoint
{
    qint64 timeMs = 0;
    double value = 0;

    bool operator==(const SeriesPoint &) const = default;
};

/// The samples of a minute or of an hour.
struct SeriesBucket
{
    qint64 startMs = 0;
    double minimum = 0;
    double maximum = 0;
    double sum = 0;
    double last = 0;
    qint64 count = 0;

    bool operator==(const SeriesBucket &) const = default;
};

inline qint64 startOf(const SeriesPoint &sample)
{
    return sample.timeMs;
}

inline qint64 startOf(const SeriesBucket &bucket)
{
    return bucket.startMs;
}

/// Adds the samples of @p later to @p bucket.
inline void include(SeriesBucket &bucket, const SeriesBucket &later)
{
    bucket.minimum = std::min(bucket.minimum, later.minimum);
    bucket.maximum = std::max(bucket.maximum, later.maximum);
    bucket.sum += later.sum;
    bucket.last = later.last;
    bucket.count += later.count;
}

/// Adds @p sample to the last of @p buckets, which are @p widthMs wide, or to a new one behind it.
template <typename Buckets>
void addTo(Buckets &buckets, qint64 widthMs, const SeriesPoint &sample)
{
    const qint64 startMs = sample.timeMs - sample.timeMs % widthMs;
    const SeriesBucket one{startMs, sample.value, sample.value, sample.value, sample.value, 1};
    if (buckets.isEmpty() || buckets.last().startMs != startMs)
        buckets.append(one);
    else
        include(buckets.last(), one);
}

} // namespace syspulse
