// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QString>

#include "core/history/gaprule.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// One label of an axis and where it belongs.
struct Tick
{
    double position = 0;
    QString label;

    bool operator==(const Tick &) const = default;
};

/// What a value axis counts in.
enum class ValueScale {
    Decimal,
    Integers, ///< only whole numbers make sense
    Bytes,    ///< steps of powers of 1024
};

/// Ticks that include 0 and reach from at most @p smallest to at least @p largest, at steps of 1, 2 or 5
/// times a power of ten (for bytes times a power of 1024), about @p wanted of them. The first and the last
/// one are the ends of the axis.
QList<Tick> valueTicks(double smallest, double largest, int wanted, ValueScale scale,
                       const UnitFormatter &format);

/// Ticks at round local times in [@p fromMs, @p toMs], at most about @p wanted of them.
QList<Tick> timeTicks(qint64 fromMs, qint64 toMs, int wanted);

/// The parts of @p points between the gaps that @p gaps sees. History older than an hour or so comes as
/// one-minute or one-hour buckets, whose spacing is not a gap. At most some 100 parts: more would be slow to
/// draw and could not be seen, so the narrowest gaps are closed.
QList<QList<QPointF>> splitAtGaps(const QList<QPointF> &points, GapRule gaps);

} // namespace syspulse
