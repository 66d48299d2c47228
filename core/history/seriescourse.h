// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <optional>

namespace syspulse {

/// How finely the course of a series is told: which of the kept tiers it is made of, and how wide the groups
/// are that each make one point. Groups begin at multiples of their width since the epoch, so a window that
/// moves on leaves them as they are.
struct CourseGrid
{
    enum class Tier {
        Samples,
        Minutes,
        Hours,
    };
    Tier tier = Tier::Samples;
    qint64 groupMs = 1; ///< of minutes and hours, a multiple of them

    /// The finest that gives no more than a few points for each column of a picture. @p columnMs: the width
    /// of a column. @p intervalMs: how far apart samples are.
    static CourseGrid of(qint64 columnMs, qint64 intervalMs);
    /// The beginning of the group that @p timeMs is in.
    qint64 startOf(qint64 timeMs) const { return timeMs - timeMs % groupMs; }
    /// The first beginning of a group that is not before @p timeMs.
    qint64 nextStart(qint64 timeMs) const { return startOf(timeMs + groupMs - 1); }
    /// @p span in whole groups, and one before them.
    TimeSpan whole(const TimeSpan &span) const
    {
        return {startOf(span.fromMs) - groupMs, nextStart(span.toMs)};
    }

    bool operator==(const CourseGrid &) const = default;
};

/// What one point of a course stands for.
struct CoursePoint
{
    qint64 startMs = 0; ///< of the group; the same for all series in the same grid
    qint64 timeMs = 0;  ///< where the point belongs: the sample's time, or the middle of several
    double mean = 0;    ///< the value where there is but one sample
    double minimum = 0;
    double maximum = 0;
    qint64 count = 0; ///< of samples

    bool operator==(const CoursePoint &) const = default;
};

/// Ascending. Where the wanted tier does not reach back, a coarser one tells what was before.
using SeriesCourse = QList<CoursePoint>;

/// Puts samples and buckets (ascending) into the groups of a course.
class CourseBuilder
{
public:
    explicit CourseBuilder(const CourseGrid &grid)
        : m_grid(grid)
    {}

    void add(const SeriesPoint &sample);
    /// @p widthMs: of the bucket; wider than the grid's groups it is a point by itself.
    void add(const SeriesBucket &bucket, qint64 widthMs);
    SeriesCourse take() { return std::move(m_course); }

private:
    /// The point of the group that begins at @p startMs; nullptr where that is a new one.
    CoursePoint *groupAt(qint64 startMs);

    CourseGrid m_grid;
    SeriesCourse m_course;
    qint64 m_firstMs = 0; ///< of the last point's samples
};

/// The course of @p tiers over @p span, and one point before it so that a line enters it.
SeriesCourse courseOf(const SeriesTiers &tiers, const TimeSpan &span, const CourseGrid &grid);

/// From when on @p tiers have whole groups of the tier that @p grid wants.
std::optional<qint64> wholeFromMs(const SeriesTiers &tiers, const CourseGrid &grid);

/// @p total less @p part where both are known: where @p part has at least half as many samples. Single
/// samples find theirs also where it is in the group beside, see sameSampleMs. The means are exact. The
/// extremes are those that the difference has reached for certain, for what a part does often explains what
/// the total does; it may have gone further. Not below 0.
SeriesCourse difference(const SeriesCourse &total, const SeriesCourse &part);

} // namespace syspulse
