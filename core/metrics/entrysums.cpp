// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/entrysums.h"

#include "core/base/bounded.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

namespace {

qint64 bytesOf(const AnalyticsEntry &entry)
{
    const double bytes = entry.mean * double(entry.count);
    return bytes >= 0 && bytes < 9e15 ? std::llround(bytes) : 0;
}

} // namespace

void EntrySums::add(const AnalyticsEntry &entry)
{
    using What = AnalyticsName::What;
    const What what = entry.name.what();
    if (entry.count <= 0 || (what != What::Received && what != What::Sent && what != What::Logins))
        return;
    auto place = m_places.constFind(entry.name);
    if (place == m_places.cend()) {
        place = m_places.insert(entry.name, m_sums.size());
        m_sums.append({entry.name});
    }
    Sum &sum = m_sums[*place];
    sum.count = boundedSum(sum.count, entry.count);
    if (what == What::Logins)
        sum.failed = boundedSum(sum.failed, std::max<qint64>(0, boundedDifference(entry.count, entry.total)));
    else
        sum.bytes = boundedSum(sum.bytes, bytesOf(entry));
}

void EntrySums::add(const QList<AnalyticsEntry> &entries)
{
    for (const AnalyticsEntry &entry : entries)
        add(entry);
}

} // namespace syspulse
