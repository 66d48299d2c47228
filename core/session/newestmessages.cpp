// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/newestmessages.h"

#include <algorithm>
#include <utility>

namespace syspulse {

void NewestMessages::add(const MqttMessage &message)
{
    Waiting &waiting = m_waiting[message.topic];
    waiting.payload = message.payload;
    waiting.number = ++m_number;
}

QList<MqttMessage> NewestMessages::take()
{
    const QHash<QString, Waiting> waiting = std::exchange(m_waiting, {});
    using Item = std::pair<quint64, QHash<QString, Waiting>::const_iterator>;
    QList<Item> order;
    order.reserve(waiting.size());
    for (auto it = waiting.cbegin(); it != waiting.cend(); ++it)
        order.append({it->number, it});
    std::sort(order.begin(), order.end(), [](const Item &a, const Item &b) { return a.first < b.first; });
    QList<MqttMessage> messages;
    messages.reserve(order.size());
    for (const Item &item : std::as_const(order))
        messages.append({item.second.key(), item.second->payload, 0, false});
    return messages;
}

} // namespace syspulse
