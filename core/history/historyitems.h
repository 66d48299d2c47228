// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historytier.h"

#include <algorithm>
#include <type_traits>

#include <QSqlQuery>
#include <QVariant>

// What the parts of HistoryDatabase that deal with packs know of samples and buckets alike.
namespace syspulse {

/// The one that was there first stays, as with rows. Of buckets the row counts as the later one, though of
/// what came late nobody knows whether it is.
inline void include(SeriesPoint & /*packed*/, const SeriesPoint & /*row*/)
{}

template <typename Item>
Item itemFrom(const QSqlQuery &query)
{
    if constexpr (std::is_same_v<Item, SeriesPoint>)
        return {query.value(0).toLongLong(), query.value(1).toDouble()};
    else
        return {query.value(0).toLongLong(), query.value(1).toDouble(), query.value(2).toDouble(),
                query.value(3).toDouble(),   query.value(4).toDouble(), query.value(5).toLongLong()};
}

inline QString columnNames(const HistoryTier &tier)
{
    return tier.hasBuckets() ? QStringLiteral("start, minimum, maximum, sum, last, count")
                             : QStringLiteral("time, value");
}

/// Both ascending, the result as well.
template <typename Item>
QList<Item> merged(const QList<Item> &packed, const QList<Item> &rows)
{
    QList<Item> all;
    all.reserve(packed.size() + rows.size());
    auto row = rows.cbegin();
    for (const Item &item : packed) {
        while (row != rows.cend() && startOf(*row) < startOf(item))
            all.append(*row++);
        all.append(item);
        if (row != rows.cend() && startOf(*row) == startOf(item))
            include(all.last(), *row++);
    }
    while (row != rows.cend())
        all.append(*row++);
    return all;
}

} // namespace syspulse
