// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/bus.h"

#include <QtDBus/QDBusError>
#include <QtDBus/QDBusPendingCallWatcher>

namespace syspulse {

void callBus(const QDBusConnection &bus, const QDBusMessage &call, QObject *context,
             std::function<void(const QDBusMessage &)> done, int timeoutMs)
{
    if (!bus.isConnected()) {
        QMetaObject::invokeMethod(
            context,
            [done = std::move(done)] {
                done(QDBusMessage::createError(QDBusError::Disconnected,
                                               QStringLiteral("There is no session bus.")));
            },
            Qt::QueuedConnection);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, timeoutMs), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->reply());
    });
}

BusSignal::BusSignal(QDBusConnection bus, const QString &path, const QString &interface, const QString &name,
                     QObject *parent)
    : QObject(parent)
{
    // Qt D-Bus offers no other way to connect than by name.
    bus.connect({}, path, interface, name, this, SIGNAL(received(QDBusMessage)));
}

} // namespace syspulse
