// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttransport.h"

#include <QSet>

namespace syspulse {

/// A connection to a broker that notes what it is asked, and emits what a test tells it to.
class FakeTransport final : public MqttTransport
{
public:
    void open(const MqttEndpoint &) override { calls += QStringLiteral("open"); }
    void close() override
    {
        calls += QStringLiteral("close");
        QMetaObject::invokeMethod(
            this,
            [this] {
                emit closed(Error{ErrorKind::Cancelled, {}, {}});
            },
            Qt::QueuedConnection);
    }
    void subscribe(const QString &filter, quint8 qos) override
    {
        calls += QStringLiteral("subscribe %1 %2").arg(filter).arg(qos);
        filters.insert(filter);
    }
    void unsubscribe(const QString &filter) override
    {
        calls += QStringLiteral("unsubscribe ") + filter;
        filters.remove(filter);
    }
    void publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain) override
    {
        calls +=
            QStringLiteral("publish %1 %2 %3 %4").arg(topic, QString::fromUtf8(payload)).arg(qos).arg(retain);
    }
    void ping() override { calls += QStringLiteral("ping"); }
    MqttOpening opening() const override { return taken; }

    MqttOpening taken;
    QStringList calls;
    QSet<QString> filters; ///< subscribed to
};

} // namespace syspulse
