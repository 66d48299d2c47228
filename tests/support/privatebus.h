// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QtDBus/QDBusConnection>
#include <QTemporaryDir>

namespace syspulse {

/// A message bus of a test's own, without services. From its start on it is the session bus of this process
/// and of its children, so it has to be started before anything asks for the session bus.
class PrivateBus
{
public:
    /// Without dbus-daemon on this machine address() is empty afterwards.
    PrivateBus();
    ~PrivateBus();

    const QString &address() const { return m_address; }
    /// A connection of its own; @p name tells it from others.
    QDBusConnection connect(const QString &name) const;

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

} // namespace syspulse
