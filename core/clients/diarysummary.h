// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/visittypes.h"

#include <QByteArray>

namespace syspulse {

/// What a page of the diary says of one client, or of all on it.
struct DiarySummary
{
    /// Of so many visits, most of them shorter than a minute, a client is said to flap.
    static constexpr int flappingVisits = 5;

    int came = 0; ///< visits that began in the time asked about
    qint64 firstMs = 0;
    qint64 lastMs = 0; ///< when the first and the last of these began
    bool flapped = false;
    bool there = false;   ///< one has not ended
    qint64 watchedMs = 0; ///< how much of the time somebody watched
};

/// @p page was asked about the time from @p fromMs to @p toMs.
DiarySummary summaryOf(const DiaryPage &page, qint64 fromMs, qint64 toMs);

/// The visits of @p page with a line of titles, as csvLine() writes them.
QByteArray diaryCsv(const DiaryPage &page);
/// One object: the visits, and when somebody watched, without which a missing visit says nothing.
QByteArray diaryJson(const DiaryPage &page);

} // namespace syspulse
