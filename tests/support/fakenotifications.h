// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusVirtualObject>
#include <QVariantMap>

namespace syspulse {

/// A desktop that shows notifications: over the portal, or as org.freedesktop.Notifications.
class FakeNotifications : public QDBusVirtualObject
{
    Q_OBJECT

public:
    enum class Kind { Portal, Service };

    struct Shown
    {
        QString id; ///< of the portal; else the number
        QString title;
        QString body;
        QStringList actions;  ///< without the default one
        QString urgency = {}; ///< as the portal names it, or the number of the hint
    };

    /// Takes the name on @p bus.
    FakeNotifications(const QDBusConnection &bus, Kind kind,
                      const QStringList &capabilities = {QStringLiteral("actions"), QStringLiteral("body")});
    ~FakeNotifications() override;

    /// What is on the screen.
    QList<Shown> shown;
    int received = 0;     ///< since the start, replacements included
    bool refuses = false; ///< shows nothing

    /// The user presses @p action of @p notification.
    void press(const Shown &notification, const QString &action, const QString &token = {});

    QString introspect(const QString &path) const override;
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

private:
    void put(const Shown &notification);

    QDBusConnection m_bus;
    Kind m_kind;
    QStringList m_capabilities;
    quint32 m_last = 0;
};

} // namespace syspulse
