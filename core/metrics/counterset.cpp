// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/counterset.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/metrics/entrysums.h"

#include <algorithm>

namespace syspulse {

namespace {

const QLatin1String tablesPrefix("topics/");
const QLatin1String otherTables("_other");

/// A first topic segment that may become part of a topic and of a record id of ours.
bool isUsableSegment(const QString &segment)
{
    if (segment.isEmpty() || segment.size() > 64 || !segment.isValidUtf16())
        return false;
    for (const QChar c : segment) {
        if (c == QLatin1Char('.') || c == QLatin1Char('+') || c == QLatin1Char('#') ||
            c == QLatin1Char('/') || !c.isPrint())
            return false;
    }
    return true;
}

} // namespace

QString CounterSet::connectAttemptsKey()
{
    return QStringLiteral("connections/attempts");
}

QString CounterSet::ownPrefix()
{
    return QStringLiteral("syspulse/own/");
}

bool CounterSet::isOnWireOnly(const QString &key)
{
    return key == QLatin1String("publish/messages/dropped") ||
           key.startsWith(QLatin1String("syspulse/refused/")) || key.startsWith(ownPrefix()) ||
           key.startsWith(QLatin1String("mqtt/auth/"));
}

QString CounterSet::tableKey(const QString &segment) const
{
    if (!isUsableSegment(segment))
        return tablesPrefix + otherTables;
    const QString key = tablesPrefix + segment;
    const auto known = m_values.lowerBound(key + QLatin1Char('/'));
    if (known != m_values.cend() && known.key().startsWith(key + QLatin1Char('/')))
        return key;
    QString last;
    int tables = 0;
    for (auto it = m_values.lowerBound(tablesPrefix);
         it != m_values.cend() && it.key().startsWith(tablesPrefix); ++it) {
        const QString table = it.key().section(QLatin1Char('/'), 1, 1);
        if (table != last) {
            ++tables;
            last = table;
        }
    }
    return tables < maxTables ? key : tablesPrefix + otherTables;
}

void CounterSet::add(const QString &key, qint64 number)
{
    if (number == 0)
        return;
    qint64 &value = m_values[key];
    value = std::min(boundedSum(value, number), greatest);
}

void CounterSet::add(const AnalyticsEntry &entry)
{
    EntrySums sums;
    sums.add(entry);
    add(sums);
}

void CounterSet::add(const EntrySums &sums)
{
    using What = AnalyticsName::What;
    for (const EntrySums::Sum &sum : sums.list()) {
        const AnalyticsName &name = sum.name;
        if (name.what() == What::Logins) {
            add(connectAttemptsKey(), sum.count);
            add(QStringLiteral("connections/failed"), sum.failed);
            continue;
        }
        const QLatin1String direction(name.what() == What::Received ? "/received" : "/sent");
        const QString packet = name.method().section(QLatin1Char(','), 0, 0);
        add(QLatin1String("messages") + direction, sum.count);
        add(QLatin1String("bytes") + direction, sum.bytes);
        add(QLatin1String("mqtt/") + packet + direction, sum.count);
        if (packet != QLatin1String("publish"))
            continue;

        add(QLatin1String("publish/messages") + direction, sum.count);
        add(QLatin1String("publish/bytes") + direction, sum.bytes);
        const QString qos = name.method().endsWith(QLatin1String(",qos=2"))   ? QStringLiteral("2")
                            : name.method().endsWith(QLatin1String(",qos=1")) ? QStringLiteral("1")
                                                                              : QStringLiteral("0");
        add(QLatin1String("messages/qos") + qos + direction, sum.count);
        const QString table = tableKey(name.path());
        add(table + QLatin1String("/messages") + direction, sum.count);
        add(table + QLatin1String("/bytes") + direction, sum.bytes);
    }
}

void CounterSet::add(const CounterSet &other)
{
    for (auto it = other.m_values.cbegin(); it != other.m_values.cend(); ++it) {
        const bool isTable = it.key().startsWith(tablesPrefix);
        const QString table = isTable ? it.key().section(QLatin1Char('/'), 1, 1) : QString();
        add(isTable ? tableKey(table) + it.key().mid(tablesPrefix.size() + table.size()) : it.key(),
            it.value());
    }
}

void CounterSet::reserveTables(const CounterSet &other)
{
    for (auto it = other.m_values.cbegin(); it != other.m_values.cend(); ++it) {
        if (it.key().startsWith(tablesPrefix) && !m_values.contains(it.key()))
            m_values.insert(it.key(), 0);
    }
}

Json CounterSet::toJson() const
{
    Json json = Json::object();
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it)
        json[toUtf8String(it.key())] = it.value();
    return json;
}

CounterSet CounterSet::fromJson(const Json &json)
{
    CounterSet set;
    if (!json.is_object())
        return set;
    for (const auto &[key, value] : json.items()) {
        if (value.is_number() && !(value.get<double>() < 0))
            set.m_values.insert(textFromUtf8(key), std::min(boundedInteger(value.get<double>()), greatest));
    }
    return set;
}

} // namespace syspulse
