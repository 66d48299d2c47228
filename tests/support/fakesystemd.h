// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusVirtualObject>
#include <QVariantMap>

namespace syspulse {

/// As much of org.freedesktop.systemd1 as SysPulse uses, on a bus. A unit is there as long as its file is, or
/// as long as a test gives it properties.
class FakeSystemd : public QDBusVirtualObject
{
    Q_OBJECT

public:
    /// Takes the name on @p bus; unit files are read from @p folder.
    FakeSystemd(const QDBusConnection &bus, const QString &folder);
    ~FakeSystemd() override;

    /// From now on @p unit has these properties; tells who listens.
    void setProperties(const QString &unit, const QVariantMap &properties);
    /// @p method fails with @p message.
    void fail(const QString &method, const QString &message) { m_failures.insert(method, message); }
    void allow(const QString &method) { m_failures.remove(method); }
    /// @p method is answered when goOn() is called.
    void hold(const QString &method) { m_held.insert(method); }
    void goOn();
    /// Nothing is answered any more.
    void hang() { m_hangs = true; }
    /// What was asked, without the looking: "RestartUnit name".
    QStringList changes;
    int looks = 0;

    QString introspect(const QString &path) const override;
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

private:
    bool exists(const QString &unit) const;
    QVariantMap properties(const QString &unit) const;
    void emitSignal(const QString &name, const QVariantList &arguments);
    QVariantList runJob(const QString &unit, bool active);

    QDBusConnection m_bus;
    QString m_folder;
    QHash<QString, QVariantMap> m_properties;
    QHash<QString, QString> m_failures;
    QSet<QString> m_active;
    QSet<QString> m_enabled;
    int m_job = 0;
    QSet<QString> m_held;
    QList<std::pair<QDBusMessage, QDBusConnection>> m_waiting;
    bool m_hangs = false;
};

} // namespace syspulse
