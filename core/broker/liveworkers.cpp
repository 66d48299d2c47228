// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/liveworkers.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/recordfields.h"
#include "core/metrics/eventcounts.h"

#include <cstdlib>

namespace syspulse {

QStringList LiveWorkers::attributes()
{
    return {QStringLiteral("id"), QStringLiteral("boot"), QStringLiteral("thread"), QStringLiteral("updated"),
            QStringLiteral("wire")};
}

LiveWorkers::LiveWorkers(const Json &threads, qint64 serverMs, const std::optional<QList<int>> &threadIds)
    : m_serverMs(serverMs)
{
    if (!threads.is_array())
        return;
    const auto isFresh = [serverMs](qint64 updatedMs) {
        // One from the future was written before the server's clock was set back.
        return updatedMs > 0 && std::abs(boundedDifference(updatedMs, serverMs)) <= threadLifeMs;
    };
    QString boot;
    qint64 newestMs = 0;
    for (const Json &thread : threads) {
        const qint64 updatedMs = timeAt(thread, "updated");
        if (isFresh(updatedMs) && updatedMs > newestMs) {
            newestMs = updatedMs;
            boot = shortTextAt(thread, "boot");
        }
    }
    for (const Json &thread : threads) {
        const QString id = shortTextAt(thread, "id");
        const qint64 updatedMs = timeAt(thread, "updated");
        if (id.isEmpty() || !isFresh(updatedMs) || shortTextAt(thread, "boot") != boot)
            continue;
        if (threadIds && !threadIds->contains(clampedCountAt(thread, "thread")))
            continue;
        m_updated.insert(id, updatedMs);
        const Json *wire = member(thread, "wire");
        if (wire != nullptr && boolAt(*wire, "counting") == false)
            m_uncounted.insert(id);
    }
}

bool LiveWorkers::contains(const Json &record) const
{
    return m_updated.contains(shortTextAt(record, "id"));
}

BrokerSource LiveWorkers::sourceOf(const Json &records) const
{
    BrokerSource source;
    source.serverMs = m_serverMs;
    if (!records.is_array())
        return source;
    for (const Json &record : records) {
        const auto found = m_updated.constFind(shortTextAt(record, "id"));
        if (found == m_updated.constEnd()) {
            ++source.leftOut;
            continue;
        }
        ++source.workers;
        if (m_uncounted.contains(found.key()))
            ++source.uncounted;
        source.asOfMs = source.asOfMs == 0 ? *found : std::min(source.asOfMs, *found);
    }
    return source;
}

} // namespace syspulse
