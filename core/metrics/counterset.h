// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/analyticsrow.h"

#include <algorithm>

#include <QMap>

namespace syspulse {

class EntrySums;

/// Exact running totals, keyed by the topic below "$SYS/broker/" (for example "publish/messages/received").
/// What is not in the set has never been counted: 0.
class CounterSet
{
public:
    /// Key of the number of CONNECT packets, refused ones included; feeds load/connections.
    static QString connectAttemptsKey();
    /// What the keys of SysPulse's own traffic begin with.
    static QString ownPrefix();
    /// Whether only the wire tells the counter @p key: analytics do not.
    static bool isOnWireOnly(const QString &key);
    /// Most distinct first topic segments that get counters of their own: clients choose them, so they are
    /// bounded.
    static constexpr int maxTables = 50;
    /// The greatest total: beyond it JSON is not sure of each number, and a checkpoint would tell less than
    /// was published.
    static constexpr qint64 greatest = 9007199254740991;

    /// Adds what @p entry (raw or aggregated) counts about MQTT: packets = count, bytes = mean * count.
    void add(const AnalyticsEntry &entry);
    /// The same of many entries at once.
    void add(const EntrySums &sums);
    /// Adds @p number to @p key; a sum beyond the greatest total is that.
    void add(const QString &key, qint64 number);
    void add(const CounterSet &other);
    void set(const QString &key, qint64 number) { m_values.insert(key, std::min(number, greatest)); }
    /// Gives the tables of @p other, which comes from this set as it was before, their places again.
    void reserveTables(const CounterSet &other);
    /// What the keys of the messages below the first topic segment @p segment begin with: its own, or that
    /// of all others where it cannot be told apart.
    QString tableKey(const QString &segment) const;

    qint64 value(const QString &key) const { return m_values.value(key, 0); }
    bool contains(const QString &key) const { return m_values.contains(key); }
    const QMap<QString, qint64> &values() const { return m_values; }
    bool isEmpty() const { return m_values.isEmpty(); }

    Json toJson() const;
    /// Skips what is not a non-negative number.
    static CounterSet fromJson(const Json &json);

    bool operator==(const CounterSet &) const = default;

private:
    QMap<QString, qint64> m_values;
};

} // namespace syspulse
