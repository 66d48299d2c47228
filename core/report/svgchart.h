// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/history/series.h"
#include "core/history/timelinemarks.h"
#include "core/topics/catalogue.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// One line of a chart on paper: the mean of each bucket, and a band from its minimum to its maximum.
struct SvgLine
{
    QString name;
    QList<SeriesBucket> buckets; ///< ascending, each @p widthMs wide
    qint64 widthMs = 0;
};

/// What a chart on paper shows, and of when.
struct SvgChart
{
    QString title; ///< for those who do not see it
    TimeSpan span;
    QList<SvgLine> lines;
    Unit unit = Unit::None;
    bool rate = false;           ///< the values are of @p unit per second
    QList<TimelineMark> notes{}; ///< marked over the lines; those outside of the span must not be here
};

/// The buckets of @p buckets (ascending, @p fromWidthMs wide each) made into ones of @p widthMs, a multiple
/// of it.
QList<SeriesBucket> coarser(const QList<SeriesBucket> &buckets, qint64 widthMs);

/// Those of @p tiers that show @p span best in about @p wanted buckets, and how wide they are.
SvgLine lineOf(const QString &name, const SeriesTiers &tiers, const TimeSpan &span, int wanted);

/// @p chart as an SVG element for a page of htmlHead(), whose colours it uses. A line breaks where nothing
/// was known for longer than three buckets.
QString svgOf(const SvgChart &chart, const UnitFormatter &format);

} // namespace syspulse
