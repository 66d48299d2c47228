// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/talkers.h"

#include <algorithm>
#include <cstdlib>

namespace syspulse {

namespace {

bool isTelling(const BrokerSource &source)
{
    return source.error.message.isEmpty() && source.workers > 0 && !source.countsNothing();
}

/// Adds @p name unless it has no traffic; what has the same name, as clients of several workers may, is one.
void take(QList<Talkers::Talker> &list, const QString &name, std::optional<double> rate)
{
    if (!rate || *rate <= 0)
        return;
    const auto same =
        std::find_if(list.begin(), list.end(), [&name](const auto &talker) { return talker.name == name; });
    if (same == list.end())
        list.append({name, *rate});
    else
        same->rate += *rate;
}

void keepLargest(QList<Talkers::Talker> &list)
{
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) {
        return a.rate != b.rate ? a.rate > b.rate : a.name < b.name;
    });
    list.resize(std::min<qsizetype>(list.size(), TalkerBook::mostNames));
}

} // namespace

Talkers &TalkerBook::moment(qint64 nowMs)
{
    // The clock was set back; what it said before lies in a time that is still to come.
    while (!m_moments.empty() && m_moments.back().timeMs > nowMs)
        m_moments.pop_back();
    if (m_moments.empty() || nowMs - m_moments.back().timeMs >= momentMs) {
        if (m_moments.size() == mostMoments)
            m_moments.pop_front();
        m_moments.push_back({nowMs, {}, {}});
    }
    return m_moments.back();
}

void TalkerBook::add(const TopClients &clients, qint64 nowMs)
{
    if (!isTelling(clients.source))
        return;
    QList<Talkers::Talker> list;
    for (const ClientNumbers &client : clients.busiest) {
        if (!client.own.value_or(false))
            take(list, client.clientId, client.messageRate());
    }
    keepLargest(list);
    moment(nowMs).clients = list;
}

void TalkerBook::add(const TopTopics &topics, qint64 nowMs)
{
    if (!isTelling(topics.source))
        return;
    QList<Talkers::Talker> list;
    for (const TopicTraffic &topic : topics.topics) {
        if (!topic.own)
            take(list, topic.topic, topic.messageRate());
    }
    keepLargest(list);
    moment(nowMs).topics = list;
}

const Talkers *TalkerBook::near(qint64 timeMs) const
{
    const auto after =
        std::lower_bound(m_moments.begin(), m_moments.end(), timeMs,
                         [](const Talkers &talkers, qint64 ms) { return talkers.timeMs < ms; });
    const Talkers *nearest = nullptr;
    const auto consider = [&](const Talkers &talkers) {
        const qint64 distance = std::abs(talkers.timeMs - timeMs);
        if (distance <= reachMs && (nearest == nullptr || distance < std::abs(nearest->timeMs - timeMs)))
            nearest = &talkers;
    };
    if (after != m_moments.end())
        consider(*after);
    if (after != m_moments.begin())
        consider(*std::prev(after));
    return nearest;
}

} // namespace syspulse
