// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

#include <QByteArray>
#include <QList>
#include <QString>

namespace syspulse {

/// One subscription of an MQTT client.
struct ClientSubscription
{
    QString filter;
    int qos = 0;

    bool operator==(const ClientSubscription &) const = default;
};

/// The subscriptions of one client, in a quarter of the memory that a list of them takes: there may be 50,000
/// clients with 15 each.
class ClientSubscriptions
{
public:
    ClientSubscriptions() = default;
    ClientSubscriptions(std::initializer_list<ClientSubscription> list);
    explicit ClientSubscriptions(const QList<ClientSubscription> &list);

    void append(const ClientSubscription &subscription);

    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype size() const;
    QList<ClientSubscription> list() const;
    /// Whether a filter contains @p text, whatever its case.
    bool contain(const QString &text) const;

    bool operator==(const ClientSubscriptions &) const = default;

private:
    /// Each filter in UTF-8, and behind it a byte that UTF-8 never has and that tells the QoS.
    QByteArray m_bytes;
};

} // namespace syspulse
