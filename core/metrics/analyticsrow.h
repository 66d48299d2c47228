// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/metrics/analyticsname.h"

#include <QByteArray>
#include <QList>

namespace syspulse {

/// One entry of `metrics` in HarperDB's analytics; absent numbers are 0.
struct AnalyticsEntry
{
    AnalyticsName name;
    qint64 count = 0;
    qint64 total = 0; ///< of "connection": how many succeeded
    double mean = 0;  ///< of "bytes-...": bytes per packet
    qint64 connections = 0;
    qint64 heapUsed = 0;

    bool operator==(const AnalyticsEntry &) const = default;
};

/// One row of `system.hdb_raw_analytics`: what one thread did in about one second. A thread without activity
/// writes no row.
struct AnalyticsRow
{
    double id = 0;     ///< milliseconds since the epoch, fractional, increasing; set when stored
    double timeMs = 0; ///< when the thread began to make the report
    int threadId = 0;
    QList<AnalyticsEntry> entries; ///< those that are wanted, see AnalyticsName::isWanted()

    bool operator==(const AnalyticsRow &) const = default;
};

/// One row of `get_analytics`: what all threads did until `timeMs`, since the row before.
struct AggregateRow
{
    double timeMs = 0;      ///< id of the last raw row that went into it
    double storedMs = 0;    ///< when it was made; 0 when not told
    double periodMs = 0;    ///< the time that it sums up; 0 when not told
    double connections = 0; ///< of "mqtt-connections": sum of the threads' means, which may be a fraction
    AnalyticsEntry entry;

    bool operator==(const AggregateRow &) const = default;
};

/// Whether @p ms can be when a row was made.
bool isAnalyticsTime(double ms);

/// The decoders skip invalid rows (they come from another program's table) and never throw.
///
/// An answer is megabytes of text, so those of a text make no JSON object of it (see JsonTape) where it is
/// one that both parsers read alike; else they are the others after parseJson(), whose errors they have.
Result<QList<AnalyticsRow>> decodeAnalyticsRows(const QByteArray &text);
Result<QList<AnalyticsRow>> decodeAnalyticsRows(const Json &json);
Result<QList<AggregateRow>> decodeAggregateRows(const QByteArray &text);
Result<QList<AggregateRow>> decodeAggregateRows(const Json &json);

} // namespace syspulse
