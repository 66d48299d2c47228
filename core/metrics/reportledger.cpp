// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/reportledger.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <utility>

namespace syspulse {

namespace {

QString keyOf(const AnalyticsEntry &entry)
{
    const AnalyticsName &name = entry.name;
    return name.metric() + QLatin1Char('|') + name.path() + QLatin1Char('|') + name.method();
}

} // namespace

QList<AnalyticsEntry> ReportLedger::skip(const AnalyticsRow &row)
{
    m_reports.remove(row.threadId);
    return row.entries;
}

ReportLedger::Counts ReportLedger::countsOf(const QList<AnalyticsEntry> &entries)
{
    Counts counts;
    for (const AnalyticsEntry &entry : entries) {
        if (entry.name.countsMqtt())
            counts.insert(keyOf(entry), {entry.count, entry.total, entry.mean * double(entry.count)});
    }
    return counts;
}

const ReportLedger::Counts &ReportLedger::countsOf(Report &report)
{
    if (!report.told.isEmpty())
        report.counts = countsOf(std::exchange(report.told, {}));
    return report.counts;
}

QList<AnalyticsEntry> ReportLedger::fresh(const AnalyticsRow &row)
{
    // No report takes as long: its time is of after the clock was set back, its id is not.
    if (row.id - row.timeMs > keepMs)
        return skip(row);
    QList<Report> &reports = m_reports[row.threadId];
    const auto isBefore = [](const Report &report, double id) { return report.id < id; };
    const auto isAfter = [](double id, const Report &report) { return id < report.id; };
    reports.erase(reports.cbegin(),
                  std::lower_bound(reports.cbegin(), reports.cend(), row.id - keepMs, isBefore));

    Report report;
    report.id = row.id;
    report.told = row.entries;
    const qsizetype later =
        std::upper_bound(reports.cbegin(), reports.cend(), row.timeMs, isAfter) - reports.cbegin();
    if (later > 0)
        report.setStartMs = reports.at(later - 1).id;

    Counts known;
    for (qsizetype i = later; i < reports.size(); ++i) {
        Report &earlier = reports[i];
        if (earlier.setStartMs != report.setStartMs)
            continue;
        const Counts &counts = countsOf(report);
        const auto contained = [&counts](const auto &item) {
            const auto it = counts.constFind(item.first);
            return it != counts.cend() && it->count >= item.second.count;
        };
        const Counts &before = countsOf(earlier);
        const auto items = before.asKeyValueRange();
        if (!std::all_of(items.begin(), items.end(), contained))
            continue;
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            Counted &most = known[it.key()];
            if (it->count > most.count)
                most = *it;
        }
    }
    reports.insert(std::upper_bound(reports.cbegin(), reports.cend(), row.id, isAfter), report);
    if (known.isEmpty())
        return row.entries;

    QList<AnalyticsEntry> entries;
    for (AnalyticsEntry entry : row.entries) {
        if (entry.name.countsMqtt()) {
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
            const Counts counts = report.told.isEmpty() ? report.counts : countsOf(report.told);
            for (auto entry = counts.cbegin(); entry != counts.cend(); ++entry)
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
                    report.counts.insert(textFromUtf8(key), {value[0].get<qint64>(), value[1].get<qint64>(),
                                                             value[2].get<double>()});
            }
            ledger.m_reports[boundedInt(*id)].append(report);
        }
    }
    for (QList<Report> &reports : ledger.m_reports)
        std::stable_sort(reports.begin(), reports.end(),
                         [](const Report &a, const Report &b) { return a.id < b.id; });
    return ledger;
}

} // namespace syspulse
