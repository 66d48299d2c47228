// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"
#include "core/history/timespans.h"

#include <QHash>
#include <QMetaType>

namespace syspulse {

/// One-minute values from the server's own analytics, each list ascending, at the middle of its minute.
using PastValues = QHash<SeriesKey, QList<SeriesPoint>>;

/// A part of the past, on this machine's clock.
struct PastFrame
{
    PastValues values;
    TimeSpan settled; ///< the server has no more to tell about this span; empty while it may have
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::PastFrame)
