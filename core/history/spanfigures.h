// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/gaprule.h"
#include "core/history/seriescourse.h"

#include <optional>

namespace syspulse {

/// What a series was over a span of time.
struct SpanFigures
{
    double minimum = 0;
    double mean = 0; ///< over the time for which the series is known
    double maximum = 0;
    SeriesPoint last; ///< the newest point of the span

    bool operator==(const SpanFigures &) const = default;
};

/// The figures of those of @p points (ascending) that lie in [@p fromMs, @p toMs]; nothing without any. A
/// value counts for as long as it held, and nothing counts for the time of a gap: after a change of the
/// updater's interval the denser samples weigh no more than the others.
std::optional<SpanFigures> figuresOf(const QList<SeriesPoint> &points, qint64 fromMs, qint64 toMs,
                                     const GapRule &gaps);

/// The same of a course, whose points have minimum and maximum of their own.
std::optional<SpanFigures> figuresOf(const SeriesCourse &course, qint64 fromMs, qint64 toMs,
                                     const GapRule &gaps);

/// How much a counter grew in each bucket of @p widthMs, as points at the middle of the bucket; buckets begin
/// at multiples of the width, shifted by @p offsetMs. @p counter ascending. A bucket of which nothing is
/// known has no point. Growth over a gap is left out, for nobody knows when it happened, and so is the step
/// of a counter that fell because it started again.
QList<SeriesPoint> countsPerBucket(const QList<SeriesPoint> &counter, qint64 widthMs, qint64 offsetMs,
                                   const GapRule &gaps);

/// A round width for countsPerBucket(): the smallest with at most @p wanted buckets in @p spanMs, and none
/// shorter than @p leastMs.
qint64 bucketWidthFor(qint64 spanMs, int wanted, qint64 leastMs);

} // namespace syspulse
