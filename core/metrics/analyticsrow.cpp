// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/analyticsrow.h"

#include "core/base/bounded.h"
#include "core/base/json.h"

#include <cmath>

#include <QCoreApplication>

namespace syspulse {

namespace {

AnalyticsEntry decodeEntry(const Json &json)
{
    AnalyticsEntry entry;
    entry.name = AnalyticsName(textOr(json, "metric"), textOr(json, "path"), textOr(json, "method"),
                               textOr(json, "type"));
    entry.count = integerAt(json, "count").value_or(0);
    entry.total = integerAt(json, "total").value_or(0);
    entry.mean = numberAt(json, "mean").value_or(0);
    entry.connections = integerAt(json, "connections").value_or(0);
    entry.heapUsed = integerAt(json, "heapUsed").value_or(0);
    return entry;
}

Unexpected<Error> notRows()
{
    return failure(ErrorKind::Protocol, QCoreApplication::translate(
                                            "Analytics", "The server did not answer with analytics rows."));
}

} // namespace

bool isAnalyticsTime(double ms)
{
    return ms > 0 && ms <= double(lastTimeMs);
}

Result<QList<AnalyticsRow>> decodeAnalyticsRows(const Json &json)
{
    if (!json.is_array())
        return notRows();
    QList<AnalyticsRow> rows;
    rows.reserve(qsizetype(json.size()));
    for (const Json &item : json) {
        AnalyticsRow row;
        row.id = numberAt(item, "id").value_or(0);
        if (!isAnalyticsTime(row.id))
            continue;
        row.timeMs = numberAt(item, "time").value_or(row.id);
        row.threadId = boundedInt(integerAt(item, "threadId").value_or(-1));
        if (const Json *metrics = member(item, "metrics"); metrics && metrics->is_array()) {
            for (const Json &metric : *metrics) {
                if (const AnalyticsEntry entry = decodeEntry(metric); entry.name.isWanted())
                    row.entries.append(entry);
            }
        }
        rows.append(std::move(row));
    }
    return rows;
}

Result<QList<AggregateRow>> decodeAggregateRows(const Json &json)
{
    if (!json.is_array())
        return notRows();
    QList<AggregateRow> rows;
    rows.reserve(qsizetype(json.size()));
    for (const Json &item : json) {
        AggregateRow row;
        row.timeMs = numberAt(item, "time").value_or(0);
        if (!isAnalyticsTime(row.timeMs))
            continue;
        const auto positive = [&item](const char *name) {
            const double number = numberAt(item, name).value_or(0);
            return number > 0 && std::isfinite(number) ? number : 0.0;
        };
        row.storedMs = positive("id");
        row.periodMs = positive("period");
        row.connections = positive("connections");
        row.entry = decodeEntry(item);
        rows.append(std::move(row));
    }
    return rows;
}

} // namespace syspulse
