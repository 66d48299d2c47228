// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timespans.h"

#include "core/base/bounded.h"

#include <algorithm>

#include <QDateTime>

namespace syspulse {

QList<TimeSpan> united(QList<TimeSpan> spans, qint64 toleratedMs)
{
    std::sort(spans.begin(), spans.end(),
              [](const TimeSpan &a, const TimeSpan &b) { return a.fromMs < b.fromMs; });
    QList<TimeSpan> result;
    for (const TimeSpan &span : std::as_const(spans)) {
        if (span.isEmpty())
            continue;
        if (!result.isEmpty() && boundedDifference(span.fromMs, result.constLast().toMs) <= toleratedMs)
            result.last().toMs = std::max(result.constLast().toMs, span.toMs);
        else
            result.append(span);
    }
    return result;
}

QList<TimeSpan> without(const TimeSpan &whole, const QList<TimeSpan> &parts)
{
    QList<TimeSpan> rest;
    qint64 fromMs = whole.fromMs;
    for (const TimeSpan &part : parts) {
        if (const TimeSpan before{fromMs, std::min(part.fromMs, whole.toMs)}; !before.isEmpty())
            rest.append(before);
        fromMs = std::max(fromMs, part.toMs);
    }
    if (const TimeSpan after{fromMs, whole.toMs}; !after.isEmpty())
        rest.append(after);
    return rest;
}

std::optional<qint64> wallClockDaysLater(qint64 timeMs, int days)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    const QDateTime later = time.addDays(days);
    return later.time() == time.time() ? std::optional(later.toMSecsSinceEpoch()) : std::nullopt;
}

bool covers(const QList<TimeSpan> &spans, qint64 timeMs)
{
    const auto next = std::upper_bound(spans.cbegin(), spans.cend(), timeMs,
                                       [](qint64 time, const TimeSpan &span) { return time < span.fromMs; });
    return next != spans.cbegin() && timeMs < std::prev(next)->toMs;
}

} // namespace syspulse
