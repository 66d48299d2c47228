// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backfill/pastframe.h"
#include "core/metrics/analyticsrow.h"
#include "core/metrics/counterset.h"
#include "core/metrics/reportledger.h"

#include <optional>
#include <vector>

namespace syspulse {

/// The key of the series that tells what is known of the past: PUBLISH packets received per second.
SeriesKey pastReferenceKey();

/// The whole minutes inside @p span: a minute that was only partly seen is left out.
TimeSpan wholeMinutes(const TimeSpan &span);

/// One-minute values from aggregated analytics. The server sums up at ticks (every 60 s unless configured
/// otherwise); each tick leaves a row of "resource-usage", and rows of other metrics only for what happened.
/// So a minute without a tick is unknown, and one with a tick and without packets is 0.
///
/// @p ticks: rows of "resource-usage". @p rows: of "bytes-received", "bytes-sent" and "mqtt-connections".
/// @p span: the minutes that are wanted, on this machine's clock. @p clockOffsetMs: the server's clock minus
/// it. Clients are the mean of open sockets, in minutes in which any thread told them.
PastValues pastFromAggregates(const QList<AggregateRow> &ticks, const QList<AggregateRow> &rows,
                              const TimeSpan &span, qint64 clockOffsetMs);

/// One-minute values from raw analytics, folded in page by page.
class RawMinutes
{
public:
    /// @p span, @p clockOffsetMs: as pastFromAggregates(). @p liveThreads: the worker threads that live now.
    RawMinutes(const TimeSpan &span, qint64 clockOffsetMs, const QList<int> &liveThreads);

    /// @p rows after those of the call before.
    void add(const QList<AnalyticsRow> &rows);
    /// A minute without any row is unknown: also a thread without traffic reports every few seconds. Clients
    /// are the open sockets at its end, once each live thread has told its own.
    PastValues values() const;

private:
    struct Minute
    {
        bool seen = false;
        CounterSet counted;
        std::optional<qint64> clients;
    };

    TimeSpan m_span;
    qint64 m_clockOffsetMs;
    QList<int> m_liveThreads;
    ReportLedger m_ledger;
    QHash<int, qint64> m_connections; ///< by thread
    std::vector<Minute> m_minutes;
};

} // namespace syspulse
