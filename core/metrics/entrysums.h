// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/analyticsrow.h"

#include <QHash>

namespace syspulse {

/// What entries of analytics count about MQTT, summed up by name: many rows become few sums, and a
/// CounterSet, whose keys are texts, takes these once. The same as to add entry by entry: all that is added
/// is positive, and names stay in the order in which they came, in which tables get their places.
class EntrySums
{
public:
    struct Sum
    {
        AnalyticsName name;
        qint64 count = 0;  ///< packets; of logins the attempts
        qint64 bytes = 0;  ///< of packets
        qint64 failed = 0; ///< of logins
    };

    void add(const AnalyticsEntry &entry);
    void add(const QList<AnalyticsEntry> &entries);

    const QList<Sum> &list() const { return m_sums; }

private:
    QList<Sum> m_sums;
    QHash<AnalyticsName, qsizetype> m_places; ///< in m_sums
};

} // namespace syspulse
