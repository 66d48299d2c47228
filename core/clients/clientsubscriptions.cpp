// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientsubscriptions.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace syspulse {

namespace {

constexpr unsigned char firstEnd = 0xFD; ///< of QoS 0; those of 1 and 2 follow

bool isEnd(char byte)
{
    return static_cast<unsigned char>(byte) >= firstEnd;
}

} // namespace

ClientSubscriptions::ClientSubscriptions(std::initializer_list<ClientSubscription> list)
{
    for (const ClientSubscription &each : list)
        append(each);
    m_bytes.squeeze();
}

ClientSubscriptions::ClientSubscriptions(const QList<ClientSubscription> &list)
{
    for (const ClientSubscription &each : list)
        append(each);
    m_bytes.squeeze();
}

void ClientSubscriptions::append(const ClientSubscription &subscription)
{
    m_bytes += subscription.filter.toUtf8();
    m_bytes += char(firstEnd + std::clamp(subscription.qos, 0, 2));
}

qsizetype ClientSubscriptions::size() const
{
    return std::count_if(m_bytes.cbegin(), m_bytes.cend(), isEnd);
}

QList<ClientSubscription> ClientSubscriptions::list() const
{
    QList<ClientSubscription> list;
    for (auto from = m_bytes.cbegin(); from != m_bytes.cend();) {
        const auto end = std::find_if(from, m_bytes.cend(), isEnd);
        list.append({textFromUtf8({from, end}), static_cast<unsigned char>(*end) - firstEnd});
        from = end + 1;
    }
    return list;
}

bool ClientSubscriptions::contain(const QString &text) const
{
    // What ends a filter becomes a character of its own, so that nothing is found across two of them.
    return textFromUtf8(m_bytes).contains(text, Qt::CaseInsensitive);
}

} // namespace syspulse
