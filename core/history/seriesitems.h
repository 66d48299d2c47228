// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace syspulse
