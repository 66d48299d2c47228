// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientdiary.h"

#include "core/base/bounded.h"
#include "core/base/enumtable.h"

#include <utility>

namespace syspulse {

namespace {

constexpr auto visitEnds = enumTable<VisitEnd>({{VisitEnd::Left, "left"},
                                                {VisitEnd::Cut, "cut"},
                                                {VisitEnd::Restarted, "restarted"},
                                                {VisitEnd::Unseen, "unseen"}});

constexpr qint64 minuteMs = 60'000;

} // namespace

QString visitEndName(VisitEnd end)
{
    return visitEnds.name(end);
}

std::optional<VisitEnd> visitEndFromName(const QString &name)
{
    return visitEnds.find(name);
}

ClientDiary::ClientDiary(const Clock *clock, std::function<qint64()> offsetMs, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_offsetMs(std::move(offsetMs))
{
    m_watched.setInterval(watchedEveryMs);
    connect(&m_watched, &QTimer::timeout, this, [this] { tell({}); });
}

void ClientDiary::takeStatus(const ClientsStatus &status)
{
    // Of a list that was cut nobody knows who has gone.
    if (status.state != ClientsState::Live || status.cutAt > 0)
        return leave();
    if (m_live)
        return;
    m_live = true;
    m_watchedFromMs = m_clock->nowMs();
    m_watched.start();
    DiaryFrame frame;
    frame.complete = true;
    frame.begun = std::exchange(m_arriving, {});
    tell(frame);
}

void ClientDiary::leave()
{
    if (m_live)
        tell({}); // up to here
    m_live = false;
    m_watched.stop();
    m_cut.clear();
    // All that are there are announced again when it goes on.
    m_there.clear();
    m_arriving.clear();
}

void ClientDiary::take(const ClientsFrame &frame)
{
    if (frame.reset) {
        m_there.clear();
        m_arriving.clear();
    }
    const qint64 nowMs = m_clock->nowMs();
    DiaryFrame news;
    for (const ClientSession &client : frame.changed) {
        if (client.own.value_or(false) || m_there.contains(client.id))
            continue;
        m_there.insert(client.id);
        const qint64 sinceMs = client.sinceMs > 0 ? boundedDifference(client.sinceMs, m_offsetMs()) : nowMs;
        news.begun.append({client.id, client.clientId, client.user, client.address, client.node,
                           client.thread, std::min(sinceMs, nowMs), nowMs, std::nullopt, std::nullopt});
    }
    for (const QString &id : frame.removed) {
        if (m_there.remove(id))
            news.ended.append({id, nowMs, m_cut.remove(id) ? VisitEnd::Cut : VisitEnd::Left});
    }
    if (!m_live) {
        // Who goes before the list is complete is missing in it.
        m_arriving += news.begun;
        for (const EndedVisit &ended : std::as_const(news.ended))
            m_arriving.removeIf(
                [&ended](const ClientVisit &visit) { return visit.session == ended.session; });
    } else if (isStorm(news.begun.size() + news.ended.size())) {
        leave();
        emit stormed();
    } else if (!news.begun.isEmpty() || !news.ended.isEmpty()) {
        tell(news);
    }
}

bool ClientDiary::isStorm(qsizetype changes)
{
    const qint64 nowMs = m_clock->monotonicMs();
    if (nowMs - m_minuteMs >= minuteMs) {
        m_minuteMs = nowMs;
        m_changes = 0;
    }
    m_changes += changes;
    return m_changes > stormPerMinute;
}

void ClientDiary::tell(DiaryFrame frame)
{
    frame.watchedFromMs = m_watchedFromMs;
    frame.watchedToMs = std::max(m_watchedFromMs, m_clock->nowMs());
    emit told(frame);
}

} // namespace syspulse
