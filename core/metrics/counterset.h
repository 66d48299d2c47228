// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/analyticsrow.h"

#include <QMap>

namespace syspulse {

/// Exact running totals, keyed by the topic below "$SYS/broker/" (for example "publish/messages/received").
/// What is not in the set has never been counted: 0.
class CounterSet
{
public:
    /// Key of the number of CONNECT packets, refused ones included; feeds load/connections.
    static QString connectAttemptsKey();
    /// Most distinct first topic segments that get counters of their own: clients choose them, so they are
    /// bounded.
    static constexpr int maxTables = 50;

    /// Adds what @p entry (raw or aggregated) counts about MQTT: packets = count, bytes = mean * count.
    void add(const AnalyticsEntry &entry);

    qint64 value(const QString &key) const { return m_values.value(key, 0); }
    const QMap<QString, qint64> &values() const { return m_values; }
    bool isEmpty() const { return m_values.isEmpty(); }

    Json toJson() const;
    /// Skips what is not a non-negative number.
    static CounterSet fromJson(const Json &json);

    bool operator==(const CounterSet &) const = default;

private:
    QString tableKey(const QString &segment) const;
    void count(const QString &key, qint64 number);

    QMap<QString, qint64> m_values;
};

} // namespace syspulse
