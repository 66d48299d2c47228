// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>

#include <QHash>
#include <QObject>
#include <QSet>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusServiceWatcher>

namespace syspulse {

/// What systemd says of a unit.
struct UnitProperties
{
    bool loaded = false;  ///< there is such a unit
    QString active;       ///< "active", "inactive", "activating", "failed", ...
    bool enabled = false; ///< is started with the session
    qint64 sinceMs = 0;   ///< when it became active, ms since the epoch
    int exitCode = 0;     ///< of its main process, where that has ended

    bool operator==(const UnitProperties &) const = default;
};

/// The systemd of this user, over D-Bus. Nothing here waits; an answer does not come once the object has
/// gone. Where there is no session bus or no systemd, every request fails with an error that says so.
class UserManager : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;
    using Read = std::function<void(const Result<UnitProperties> &)>;

    explicit UserManager(const QDBusConnection &bus = QDBusConnection::sessionBus(),
                         QObject *parent = nullptr);

    /// What does not answer within @p milliseconds has failed.
    void setTimeout(int milliseconds) { m_timeoutMs = milliseconds; }

    void read(const QString &unit, const Read &done);
    /// Reads all unit files again.
    void reload(const Done &done);
    void enable(const QString &unit, const Done &done);
    void disable(const QString &unit, const Done &done);
    /// Starts @p unit, or stops and starts it where it runs.
    void restart(const QString &unit, const Done &done);
    void stop(const QString &unit, const Done &done);
    /// Forgets that @p unit has failed.
    void resetFailed(const QString &unit, const Done &done);

signals:
    /// Properties of @p unit may have changed; empty: of any.
    void changed(const QString &unit);

private:
    void subscribe();
    /// Reports changes of the properties of @p unit from now on.
    void follow(const QString &path, const QString &unit);
    void jobRemoved(const QDBusMessage &message);
    void call(const QString &method, const QVariantList &arguments,
              std::function<void(const Result<QVariantList> &)> done);
    void readFileState(const QString &unit, const Read &done);
    void readProperties(const QString &path, const Read &done);
    void runJob(const QString &method, const QString &unit, const Done &done);
    Unexpected<Error> failed(const QString &method, const QDBusMessage &reply) const;

    QDBusConnection m_bus;
    QDBusServiceWatcher m_watcher;
    int m_timeoutMs;
    QHash<QString, Done> m_jobs; ///< under way, by object path
    QSet<QString> m_followed;    ///< object paths of the units that were read
};

} // namespace syspulse
