// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/analyticsrow.h"

#include <QHash>

namespace syspulse {

/// Removes what HarperDB reports twice.
///
/// A worker thread makes its report entry by entry and yields in between; only when it is done does it start
/// a new set of counters. When a thread is busy the next report can begin meanwhile, and then both count the
/// same set: the later one contains the earlier one. Seen on 4.7.29 with 10,000 messages on a loaded machine:
/// two rows of 10,000.
///
/// Two rows of a thread share a set when the later one was begun (its time) before the earlier one was stored
/// (its id), with no other set started in between. As the id is given by another thread, and so a little
/// late, the later row must also contain every entry of the earlier one with counts that are not smaller.
class ReportLedger
{
public:
    /// The entries of @p row that count MQTT, less what earlier rows of the same set have reported; other
    /// entries as they are. Rows must come in the order of their ids.
    QList<AnalyticsEntry> fresh(const AnalyticsRow &row);

    /// All entries of @p row. For rows whose id and time cannot be compared, because the server's clock was
    /// set back: nothing can be said of what their thread reports twice, nor of the row after them.
    QList<AnalyticsEntry> skip(const AnalyticsRow &row);

    Json toJson() const;
    /// Skips what is not a report.
    static ReportLedger fromJson(const Json &json);

private:
    struct Counted
    {
        qint64 count = 0;
        qint64 total = 0;
        double bytes = 0;
    };
    using Counts = QHash<QString, Counted>; ///< by what the entries count
    struct Report
    {
        double id = 0;
        double setStartMs = 0;      ///< id of the row that ended the set before this one
        QList<AnalyticsEntry> told; ///< shared with the row: hardly any report is compared with another
        Counts counts;              ///< once it was, or where it comes from a checkpoint
    };

    static Counts countsOf(const QList<AnalyticsEntry> &entries);
    static const Counts &countsOf(Report &report);

    /// A report takes seconds at most, so older ones cannot share a set with a new one.
    static constexpr double keepMs = 60000;

    QHash<int, QList<Report>> m_reports; ///< the newest, by thread, in the order of their ids
};

} // namespace syspulse
