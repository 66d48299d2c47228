// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientpresence.h"

namespace syspulse {

bool matchesClient(QStringView pattern, QStringView clientId)
{
    constexpr QLatin1Char any('*');
    qsizetype p = 0;
    qsizetype c = 0;
    qsizetype star = -1;  // the last one that was met
    qsizetype resume = 0; // where what it stands for ends, so far
    while (c < clientId.size()) {
        if (p < pattern.size() && pattern.at(p) == any) {
            star = p++;
            resume = c;
        } else if (p < pattern.size() &&
                   (pattern.at(p) == QLatin1Char('?') || pattern.at(p) == clientId.at(c))) {
            ++p;
            ++c;
        } else if (star >= 0) {
            p = star + 1;
            c = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == any)
        ++p;
    return p == pattern.size();
}

ClientPresence::ClientPresence(const Clock &clock)
    : m_clock(clock)
{}

void ClientPresence::forget()
{
    m_there.clear();
    m_asked.clear();
    m_known = false;
}

void ClientPresence::take(const DiaryFrame &frame)
{
    m_toldMs = m_clock.monotonicMs();
    if (frame.complete) {
        // When those that are missing now have gone, nobody has seen.
        forget();
        m_known = true;
    }
    for (const ClientVisit &visit : frame.begun)
        begin(visit);
    for (const EndedVisit &ended : frame.ended)
        end(ended);
}

void ClientPresence::begin(const ClientVisit &visit)
{
    if (m_there.contains(visit.session))
        return;
    m_there.insert(visit.session, visit.clientId);
    for (auto it = m_asked.begin(); it != m_asked.end(); ++it) {
        if (matchesClient(it.key(), visit.clientId))
            *it = {it->connected + 1, std::nullopt};
    }
}

void ClientPresence::end(const EndedVisit &ended)
{
    const auto there = m_there.constFind(ended.session);
    if (there == m_there.cend())
        return;
    for (auto it = m_asked.begin(); it != m_asked.end(); ++it) {
        if (!matchesClient(it.key(), *there))
            continue;
        --it->connected;
        if (it->connected == 0)
            it->awaySinceMs = ended.endedMs;
    }
    m_there.erase(there);
}

ClientPresence::Presence ClientPresence::count(const QString &pattern) const
{
    Presence presence;
    for (const QString &client : m_there)
        presence.connected += matchesClient(pattern, client) ? 1 : 0;
    return presence;
}

std::optional<ClientPresence::Presence> ClientPresence::presence(const QString &pattern)
{
    if (!m_known || m_clock.monotonicMs() - m_toldMs > freshMs)
        return std::nullopt;
    const auto known = m_asked.constFind(pattern);
    return known != m_asked.cend() ? *known : *m_asked.insert(pattern, count(pattern));
}

void ClientPresence::keepOnly(const QStringList &patterns)
{
    m_asked.removeIf([&patterns](const QHash<QString, Presence>::iterator &asked) {
        return !patterns.contains(asked.key());
    });
}

} // namespace syspulse
