// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakenotifications.h"

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVariant>

namespace syspulse {

namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Notification");
const QString serviceName = QStringLiteral("org.freedesktop.Notifications");
const QString servicePath = QStringLiteral("/org/freedesktop/Notifications");

} // namespace

FakeNotifications::FakeNotifications(const QDBusConnection &bus, Kind kind, const QStringList &capabilities)
    : m_bus(bus)
    , m_kind(kind)
    , m_capabilities(capabilities)
{
    m_bus.registerVirtualObject(kind == Kind::Portal ? portalPath : servicePath, this,
                                QDBusConnection::SingleNode);
    m_bus.registerService(kind == Kind::Portal ? portalService : serviceName);
}

FakeNotifications::~FakeNotifications()
{
    m_bus.unregisterObject(m_kind == Kind::Portal ? portalPath : servicePath);
    m_bus.unregisterService(m_kind == Kind::Portal ? portalService : serviceName);
}

QString FakeNotifications::introspect(const QString &) const
{
    return {};
}

void FakeNotifications::put(const Shown &notification)
{
    ++received;
    shown.removeIf([&](const Shown &other) { return other.id == notification.id; });
    shown.append(notification);
}

bool FakeNotifications::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    const QVariantList arguments = message.arguments();
    const QString method = message.member();
    const auto reply = [&](const QVariantList &values) {
        return connection.send(message.createReply(values));
    };
    if (method == QLatin1String("Get"))
        return reply({QVariant::fromValue(QDBusVariant(2U))});
    if (method == QLatin1String("GetCapabilities"))
        return reply({m_capabilities});
    if (refuses)
        return connection.send(message.createErrorReply(QStringLiteral("org.freedesktop.DBus.Error.Failed"),
                                                        QStringLiteral("nobody is there to see it")));
    if (method == QLatin1String("AddNotification")) {
        const auto values = qdbus_cast<QVariantMap>(arguments.value(1));
        QStringList actions;
        for (const QVariantMap &button :
             qdbus_cast<QList<QVariantMap>>(values.value(QStringLiteral("buttons"))))
            actions.append(button.value(QStringLiteral("action")).toString());
        put({arguments.value(0).toString(), values.value(QStringLiteral("title")).toString(),
             values.value(QStringLiteral("body")).toString(), actions,
             values.value(QStringLiteral("priority")).toString()});
        return reply({});
    }
    if (method == QLatin1String("Notify")) {
        const quint32 replaced = arguments.value(1).toUInt();
        const quint32 number = replaced != 0 ? replaced : ++m_last;
        QStringList actions;
        const QStringList pairs = arguments.value(5).toStringList();
        for (qsizetype i = 2; i < pairs.size(); i += 2)
            actions.append(pairs.at(i));
        const auto hints = qdbus_cast<QVariantMap>(arguments.value(6));
        put({QString::number(number), arguments.value(3).toString(), arguments.value(4).toString(), actions,
             // A byte would be a character.
             QString::number(hints.value(QStringLiteral("urgency")).toUInt())});
        return reply({number});
    }
    if (method == QLatin1String("RemoveNotification") || method == QLatin1String("CloseNotification")) {
        const QString id = arguments.value(0).toString();
        shown.removeIf([&](const Shown &other) { return other.id == id; });
        return reply({});
    }
    return false;
}

void FakeNotifications::press(const Shown &notification, const QString &action, const QString &token)
{
    const bool portal = m_kind == Kind::Portal;
    const auto signal = [&](const QString &name, const QVariantList &values) {
        QDBusMessage message = QDBusMessage::createSignal(portal ? portalPath : servicePath,
                                                          portal ? portalInterface : serviceName, name);
        message.setArguments(values);
        m_bus.send(message);
    };
    if (portal) {
        signal(QStringLiteral("ActionInvoked"), {notification.id, action, QVariantList()});
        return;
    }
    const quint32 number = notification.id.toUInt();
    if (!token.isEmpty())
        signal(QStringLiteral("ActivationToken"), {number, token});
    signal(QStringLiteral("ActionInvoked"), {number, action});
    signal(QStringLiteral("NotificationClosed"), {number, 2U});
}

} // namespace syspulse
