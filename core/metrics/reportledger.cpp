// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/reportledger.h"

#include "core/base/bounded.h"
#include "core/base/json.h"

#include <algorithm>

namespace syspulse {

namespace {

bool countsMqtt(const AnalyticsEntry &entry)
{
    return entry.type == QLatin1String("mqtt") ||
           (entry.metric == QLatin1String("connection") && entry.path == QLatin1String("mqtt"));
}

QString keyOf(const AnalyticsEntry &entry)
{
    return entry.metric + QLatin1Char('|') + entry.path + QLatin1Char('|') + entry.method;
}

} // namespace

QList<AnalyticsEntry> ReportLedger::skip(const AnalyticsRow &row)
{
    m_reports.remove(row.threadId);
    return row.entries;
}

QList<AnalyticsEntry> ReportLedger::fresh(const AnalyticsRow &row)
{
    // No report takes as long: its time is of after the clock was set back, its id is not.
    if (row.id - row.timeMs > keepMs)
        return skip(row);
    QList<Report> &reports = m_reports[row.threadId];
    reports.removeIf([&row](const Report &report) { return report.id < row.id - keepMs; });

    Report report;
    report.id = row.id;
    for (const Report &earlier : std::as_const(reports)) {
        if (earlier.id <= row.timeMs)
            report.setStartMs = std::max(report.setStartMs, earlier.id);
    }
    for (const AnalyticsEntry &entry : row.entries) {
        if (countsMqtt(entry))
            report.entries.insert(keyOf(entry), {entry.count, entry.total, entry.mean * double(entry.count)});
    }

    QHash<QString, Counted> known;
    for (const Report &earlier : std::as_const(reports)) {
        if (earlier.id <= row.timeMs || earlier.setStartMs != report.setStartMs)
            continue;
        const auto contained = [&report](const auto &item) {
            const auto it = report.entries.constFind(item.first);
            return it != report.entries.cend() && it->count >= item.second.count;
        };
        const auto items = earlier.entries.asKeyValueRange();
        if (!std::all_of(items.begin(), items.end(), contained))
            continue;
        for (auto it = earlier.entries.cbegin(); it != earlier.entries.cend(); ++it) {
            Counted &most = known[it.key()];
            if (it->count > most.count)
                most = *it;
        }
    }
    reports.append(report);
    if (known.isEmpty())
        return row.entries;

    QList<AnalyticsEntry> entries;
    for (AnalyticsEntry entry : row.entries) {
        if (countsMqtt(entry)) {
            const Counted before = known.value(keyOf(entry));
            const double bytes = entry.mean * double(entry.count) - before.bytes;
            entry.count = boundedDifference(entry.count, before.count);
            entry.total = std::max<qint64>(0, boundedDifference(entry.total, before.total));
            entry.mean = entry.count > 0 ? std::max(0.0, bytes) / double(entry.count) : 0.0;
        }
        entries.append(entry);
    }
    return entries;
}

Json ReportLedger::toJson() const
{
    Json threads = Json::array();
    for (auto it = m_reports.cbegin(); it != m_reports.cend(); ++it) {
        Json list = Json::array();
        for (const Report &report : *it) {
            Json entries = Json::object();
            for (auto entry = report.entries.cbegin(); entry != report.entries.cend(); ++entry)
                entries[toUtf8String(entry.key())] = {entry->count, entry->total, entry->bytes};
            list.push_back({{"id", report.id}, {"set", report.setStartMs}, {"entries", entries}});
        }
        threads.push_back({{"thread", it.key()}, {"reports", list}});
    }
    return threads;
}

ReportLedger ReportLedger::fromJson(const Json &json)
{
    ReportLedger ledger;
    if (!json.is_array())
        return ledger;
    for (const Json &thread : json) {
        const auto id = integerAt(thread, "thread");
        const Json *reports = member(thread, "reports");
        if (!id || !reports || !reports->is_array())
            continue;
        for (const Json &item : *reports) {
            Report report;
            report.id = numberAt(item, "id").value_or(0);
            report.setStartMs = numberAt(item, "set").value_or(0);
            const Json *entries = member(item, "entries");
            if (report.id <= 0 || !entries || !entries->is_object())
                continue;
            for (const auto &[key, value] : entries->items()) {
                const bool usable = value.is_array() && value.size() == 3 && value[0].is_number_integer() &&
                                    value[1].is_number_integer() && value[2].is_number();
                if (usable)
                    report.entries.insert(
                        QString::fromStdString(key),
                        {value[0].get<qint64>(), value[1].get<qint64>(), value[2].get<double>()});
            }
            ledger.m_reports[boundedInt(*id)].append(report);
        }
    }
    return ledger;
}

} // namespace syspulse
