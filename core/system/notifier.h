// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/notifier.h"

#include <QHash>
#include <QList>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusServiceWatcher>

class QDBusMessage;

namespace syspulse {

/// Notifications of the desktop, with buttons: over the notification portal, else over
/// org.freedesktop.Notifications, else by @p fallback (the notification area), else without buttons where
/// org.freedesktop.Notifications has none. Which of them is there is found out without waiting, and again
/// whenever one comes or goes.
class DesktopNotifier : public Notifier
{
    Q_OBJECT

public:
    /// @p fallback must outlive the object; its signals are passed on.
    DesktopNotifier(const QDBusConnection &bus, Notifier &fallback, QObject *parent = nullptr);

    bool isAvailable() const override;
    void notify(const AlertNotice &notice) override;
    void withdraw(const QString &id) override;

private:
    enum class Way { Unknown, Portal, Notifications, Fallback };

    void look();
    void lookForNotifications();
    void setWay(Way way, bool service);
    void sendOverPortal(const AlertNotice &notice);
    void sendOverNotifications(const AlertNotice &notice);
    void act(const QString &id, const QString &action, const QString &token);

    QDBusConnection m_bus;
    Notifier &m_fallback;
    QDBusServiceWatcher m_watcher;
    Way m_way = Way::Unknown;
    int m_lookCount = 0;             ///< answers to earlier looks are out of date
    bool m_service = false;          ///< org.freedesktop.Notifications answers, with or without buttons
    bool m_markup = false;           ///< bodies are read as markup
    QList<AlertNotice> m_waiting;    ///< until the way is known
    QHash<QString, quint32> m_shown; ///< numbers of org.freedesktop.Notifications by id; 0: not answered yet
    QString m_token;                 ///< of the action that follows
};

} // namespace syspulse
