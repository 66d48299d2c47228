// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/diarysummary.h"

#include "core/base/csv.h"
#include "core/base/json.h"

#include <algorithm>

namespace syspulse {

namespace {

constexpr qint64 shortVisitMs = 60'000;

QString endOf(const ClientVisit &visit)
{
    return visit.end ? visitEndName(*visit.end) : QString();
}

} // namespace

DiarySummary summaryOf(const DiaryPage &page, qint64 fromMs, qint64 toMs)
{
    DiarySummary summary;
    int brief = 0;
    for (const ClientVisit &visit : page.visits) {
        summary.there = summary.there || !visit.endedMs;
        if (visit.startedMs < fromMs || visit.startedMs >= toMs)
            continue;
        summary.firstMs = summary.came == 0 ? visit.startedMs : std::min(summary.firstMs, visit.startedMs);
        summary.lastMs = std::max(summary.lastMs, visit.startedMs);
        ++summary.came;
        // How long one was there whose end nobody saw is not known.
        brief += int(visit.endedMs && *visit.endedMs == visit.seenMs &&
                     visit.seenMs - visit.startedMs < shortVisitMs);
    }
    summary.flapped = summary.came >= DiarySummary::flappingVisits && 2 * brief > summary.came;
    for (const auto &[begin, end] : page.watched)
        summary.watchedMs += std::max<qint64>(0, std::min(end, toMs) - std::max(begin, fromMs));
    return summary;
}

QByteArray diaryCsv(const DiaryPage &page)
{
    QByteArray csv =
        csvLine({QStringLiteral("client"), QStringLiteral("user"), QStringLiteral("address"),
                 QStringLiteral("node"), QStringLiteral("worker"), QStringLiteral("came"),
                 QStringLiteral("seen_until"), QStringLiteral("gone_by"), QStringLiteral("end")});
    for (const ClientVisit &visit : page.visits)
        csv += csvLine({visit.clientId, visit.user, visit.address, visit.node, QString::number(visit.thread),
                        csvTime(visit.startedMs), csvTime(visit.seenMs),
                        visit.endedMs ? csvTime(*visit.endedMs) : QString(), endOf(visit)});
    return csv;
}

QByteArray diaryJson(const DiaryPage &page)
{
    OrderedJson visits = OrderedJson::array();
    for (const ClientVisit &visit : page.visits)
        visits.push_back(
            {{"client", toUtf8String(visit.clientId)},
             {"user", toUtf8String(visit.user)},
             {"address", toUtf8String(visit.address)},
             {"node", toUtf8String(visit.node)},
             {"worker", visit.thread},
             {"came", toUtf8String(csvTime(visit.startedMs))},
             {"seenUntil", toUtf8String(csvTime(visit.seenMs))},
             {"goneBy", visit.endedMs ? OrderedJson(toUtf8String(csvTime(*visit.endedMs))) : OrderedJson()},
             {"end", visit.end ? OrderedJson(toUtf8String(endOf(visit))) : OrderedJson()}});
    OrderedJson watched = OrderedJson::array();
    for (const auto &[begin, end] : page.watched)
        watched.push_back({{"from", toUtf8String(csvTime(begin))}, {"to", toUtf8String(csvTime(end))}});
    return dumpJson(OrderedJson{{"visits", visits}, {"watched", watched}, {"more", page.cut}}, 2) + '\n';
}

} // namespace syspulse
