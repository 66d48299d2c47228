// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/notifier.h"

#include "core/base/logging.h"
#include "core/system/bus.h"

#include <QtDBus/QDBusMetaType>

namespace syspulse {

namespace {

constexpr QLatin1String desktopEntry("org.syspulse.SysPulse");

constexpr QLatin1String portalService("org.freedesktop.portal.Desktop");
constexpr QLatin1String portalPath("/org/freedesktop/portal/desktop");
constexpr QLatin1String portalInterface("org.freedesktop.portal.Notification");

constexpr QLatin1String notificationsService("org.freedesktop.Notifications");
constexpr QLatin1String path("/org/freedesktop/Notifications");

constexpr QLatin1String showAction("default"); // the notification itself was pressed
constexpr QLatin1String showButton("show");
constexpr QLatin1String acknowledgeButton("acknowledge");
constexpr QLatin1String snoozeButton("snooze");

struct Button
{
    QString action;
    QString label;
};

QList<Button> buttons()
{
    return {{showButton, DesktopNotifier::tr("Show")},
            {acknowledgeButton, DesktopNotifier::tr("Acknowledge")},
            {snoozeButton, DesktopNotifier::tr("Snooze for 1 h")}};
}

QDBusMessage portalCall(const QString &method)
{
    return QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, method);
}

QDBusMessage serviceCall(const QString &method)
{
    return QDBusMessage::createMethodCall(notificationsService, path, notificationsService, method);
}

QString portalPriority(AlertSeverity severity)
{
    switch (severity) {
    case AlertSeverity::Information:
        return QStringLiteral("normal");
    case AlertSeverity::Warning:
        return QStringLiteral("high");
    case AlertSeverity::Critical:
        break;
    }
    return QStringLiteral("urgent");
}

/// Of org.freedesktop.Notifications: 0 low, 1 normal, 2 critical, which stays until it is dismissed.
uchar urgencyOf(AlertSeverity severity)
{
    return uchar(severity);
}

bool isReply(const QDBusMessage &message)
{
    return message.type() == QDBusMessage::ReplyMessage;
}

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, Notifier &fallback, QObject *parent)
    : Notifier(parent)
    , m_bus(bus)
    , m_fallback(fallback)
{
    qDBusRegisterMetaType<QList<QVariantMap>>();
    connect(&fallback, &Notifier::showRequested, this, &Notifier::showRequested);
    connect(&fallback, &Notifier::acknowledged, this, &Notifier::acknowledged);
    connect(&fallback, &Notifier::snoozed, this, &Notifier::snoozed);
    connect(&fallback, &Notifier::availabilityChanged, this, &Notifier::availabilityChanged);

    m_watcher.setConnection(bus);
    m_watcher.setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
    m_watcher.addWatchedService(portalService);
    m_watcher.addWatchedService(notificationsService);
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &DesktopNotifier::look);

    const auto onPortal =
        new BusSignal(bus, portalPath, portalInterface, QStringLiteral("ActionInvoked"), this);
    connect(onPortal, &BusSignal::received, this, [this](const QDBusMessage &message) {
        const QVariantList arguments = message.arguments(); // id, action, [target, platform data]
        act(arguments.value(0).toString(), arguments.value(1).toString(), {});
    });
    const auto onToken =
        new BusSignal(bus, path, notificationsService, QStringLiteral("ActivationToken"), this);
    connect(onToken, &BusSignal::received, this,
            [this](const QDBusMessage &message) { m_token = message.arguments().value(1).toString(); });
    const auto onAction =
        new BusSignal(bus, path, notificationsService, QStringLiteral("ActionInvoked"), this);
    connect(onAction, &BusSignal::received, this, [this](const QDBusMessage &message) {
        const QString id = m_shown.key(message.arguments().value(0).toUInt());
        act(id, message.arguments().value(1).toString(), std::exchange(m_token, {}));
    });
    const auto onClosed =
        new BusSignal(bus, path, notificationsService, QStringLiteral("NotificationClosed"), this);
    connect(onClosed, &BusSignal::received, this, [this](const QDBusMessage &message) {
        m_shown.remove(m_shown.key(message.arguments().value(0).toUInt()));
    });
    look();
}

void DesktopNotifier::look()
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        portalService, portalPath, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    call << QString(portalInterface) << QStringLiteral("version");
    callBus(m_bus, call, this, [this, look = ++m_lookCount](const QDBusMessage &reply) {
        if (look != m_lookCount)
            return;
        if (isReply(reply))
            setWay(Way::Portal, false);
        else
            lookForNotifications();
    });
}

void DesktopNotifier::lookForNotifications()
{
    callBus(m_bus, serviceCall(QStringLiteral("GetCapabilities")), this,
            [this, look = m_lookCount](const QDBusMessage &reply) {
                if (look != m_lookCount)
                    return;
                const QStringList capabilities = reply.arguments().value(0).toStringList();
                m_markup = capabilities.contains(QStringLiteral("body-markup"));
                // Without buttons the notification area, which brings the window, is as good.
                const bool useful = isReply(reply) && capabilities.contains(QStringLiteral("actions"));
                setWay(useful ? Way::Notifications : Way::Fallback, isReply(reply));
            });
}

void DesktopNotifier::setWay(Way way, bool service)
{
    if (way != m_way || service != m_service) {
        qCDebug(lcSystem) << "notifications: way" << int(way);
        m_way = way;
        m_service = service;
        m_shown.clear();
        emit availabilityChanged();
    }
    for (const AlertNotice &notice : std::exchange(m_waiting, {}))
        notify(notice);
}

bool DesktopNotifier::isAvailable() const
{
    return m_way == Way::Portal || m_service || m_fallback.isAvailable();
}

void DesktopNotifier::notify(const AlertNotice &notice)
{
    switch (m_way) {
    case Way::Unknown:
        m_waiting.append(notice);
        return;
    case Way::Portal:
        sendOverPortal(notice);
        return;
    case Way::Notifications:
        sendOverNotifications(notice);
        return;
    case Way::Fallback:
        // Better without buttons than not at all.
        if (m_service && !m_fallback.isAvailable())
            sendOverNotifications(notice);
        else
            m_fallback.notify(notice);
        return;
    }
}

void DesktopNotifier::sendOverPortal(const AlertNotice &notice)
{
    QList<QVariantMap> list;
    for (const Button &button : buttons())
        list.append({{QStringLiteral("label"), button.label}, {QStringLiteral("action"), button.action}});
    QDBusMessage call = portalCall(QStringLiteral("AddNotification"));
    call << notice.id
         << QVariantMap{{QStringLiteral("title"), notice.title},
                        {QStringLiteral("body"), notice.text},
                        {QStringLiteral("priority"), portalPriority(notice.severity)},
                        {QStringLiteral("default-action"), QString(showAction)},
                        {QStringLiteral("buttons"), QVariant::fromValue(list)}};
    callBus(m_bus, call, this, [this, notice](const QDBusMessage &reply) {
        // A portal may be there whose desktop shows nothing.
        if (!isReply(reply))
            sendOverNotifications(notice);
    });
}

void DesktopNotifier::sendOverNotifications(const AlertNotice &notice)
{
    QStringList actions{showAction, DesktopNotifier::tr("Show")};
    for (const Button &button : buttons())
        actions << button.action << button.label;
    const quint32 replaced = m_shown.value(notice.id);
    m_shown.insert(notice.id, replaced);
    QDBusMessage call = serviceCall(QStringLiteral("Notify"));
    call << QStringLiteral("SysPulse") << replaced << QString(desktopEntry) << notice.title
         << (m_markup ? notice.text.toHtmlEscaped() : notice.text) << actions
         << QVariantMap{{QStringLiteral("desktop-entry"), QString(desktopEntry)},
                        {QStringLiteral("urgency"), QVariant::fromValue(urgencyOf(notice.severity))}}
         << -1;
    callBus(m_bus, call, this, [this, notice](const QDBusMessage &reply) {
        if (!isReply(reply)) {
            m_shown.remove(notice.id);
            m_fallback.notify(notice);
            return;
        }
        const quint32 number = reply.arguments().value(0).toUInt();
        if (m_shown.contains(notice.id)) {
            m_shown.insert(notice.id, number);
            return;
        }
        // It was withdrawn meanwhile.
        callBus(m_bus, serviceCall(QStringLiteral("CloseNotification")) << number, this,
                [](const QDBusMessage &) {});
    });
}

void DesktopNotifier::withdraw(const QString &id)
{
    m_waiting.removeIf([&](const AlertNotice &notice) { return notice.id == id; });
    if (m_way == Way::Portal)
        callBus(m_bus, portalCall(QStringLiteral("RemoveNotification")) << id, this,
                [](const QDBusMessage &) {});
    if (const quint32 number = m_shown.take(id); number != 0)
        callBus(m_bus, serviceCall(QStringLiteral("CloseNotification")) << number, this,
                [](const QDBusMessage &) {});
    m_fallback.withdraw(id);
}

void DesktopNotifier::act(const QString &id, const QString &action, const QString &token)
{
    // The signals go to all programs; those of others have numbers and ids that are not ours.
    if (id.isEmpty())
        return;
    if (action == showAction || action == showButton)
        emit showRequested(id, token);
    else if (action == acknowledgeButton)
        emit acknowledged(id);
    else if (action == snoozeButton)
        emit snoozed(id);
}

} // namespace syspulse
