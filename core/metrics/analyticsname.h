// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QExplicitlySharedDataPointer>
#include <QHashFunctions>
#include <QString>

namespace syspulse {

/// What an entry of HarperDB's analytics is about: the texts that say it, and what follows from them. A copy
/// costs next to nothing: thousands of entries share few of them.
class AnalyticsName
{
public:
    enum class What {
        Other,
        Received,    ///< MQTT packets
        Sent,        ///< MQTT packets
        Logins,      ///< of MQTT clients
        Connections, ///< that are open
        Memory,
    };

    /// One that says nothing.
    AnalyticsName();
    /// @p metric: "bytes-received", "connection", "mqtt-connections", "memory", ... @p path: the first topic
    /// segment of MQTT packets; "mqtt" of connections. @p method: the type of packets, with ",qos=N" when N
    /// > 0. @p type: "mqtt" of MQTT packets.
    explicit AnalyticsName(const QString &metric, const QString &path = {}, const QString &method = {},
                           const QString &type = {});

    const QString &metric() const { return m_data->metric; }
    const QString &path() const { return m_data->path; }
    const QString &method() const { return m_data->method; }
    const QString &type() const { return m_data->type; }
    What what() const { return m_data->what; }
    /// Whether it counts what MQTT clients do.
    bool countsMqtt() const { return m_data->countsMqtt; }
    /// Whether anybody asks for it: most of what a server reports is of other protocols.
    bool isWanted() const { return countsMqtt() || what() == What::Connections || what() == What::Memory; }

    bool operator==(const AnalyticsName &other) const
    {
        return m_data == other.m_data || (m_data->hash == other.m_data->hash && hasTextsOf(other));
    }
    friend size_t qHash(const AnalyticsName &name, size_t seed = 0) { return name.m_data->hash ^ seed; }

private:
    struct Data : QSharedData
    {
        QString metric;
        QString path;
        QString method;
        QString type;
        What what = What::Other;
        bool countsMqtt = false;
        size_t hash = 0;
    };

    static Data *dataOf(const QString &metric, const QString &path, const QString &method,
                        const QString &type);
    bool hasTextsOf(const AnalyticsName &other) const;

    QExplicitlySharedDataPointer<const Data> m_data;
};

} // namespace syspulse

Q_DECLARE_TYPEINFO(syspulse::AnalyticsName, Q_RELOCATABLE_TYPE);
