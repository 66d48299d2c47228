// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

namespace syspulse {

inline constexpr int busTimeoutMs = 20'000;

/// Sends @p call without waiting; @p done gets the answer or the error, unless @p context has gone by then.
/// Where there is no bus, the error comes as well.
void callBus(const QDBusConnection &bus, const QDBusMessage &call, QObject *context,
             std::function<void(const QDBusMessage &reply)> done, int timeoutMs = busTimeoutMs);

/// One signal of whoever emits it on the bus. Names its sender by path and interface only: asking for the
/// owner of a name would wait for the bus.
class BusSignal : public QObject
{
    Q_OBJECT

public:
    BusSignal(QDBusConnection bus, const QString &path, const QString &interface, const QString &name,
              QObject *parent);

signals:
    void received(const QDBusMessage &message);
};

} // namespace syspulse
