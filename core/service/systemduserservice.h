// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/service/serviceunit.h"
#include "core/system/usermanager.h"

#include <functional>

#include <QObject>
#include <QProcess>
#include <QQueue>
#include <QThreadPool>

namespace syspulse {

/// What is known of a background service.
struct ServiceStatus
{
    enum class State {
        Unknown,     ///< not asked yet
        Unavailable, ///< no systemd of this user answers; message says why
        NotInstalled,
        Stopped,
        Starting, ///< or waiting to be started again after a failure
        Running,
        Failed,
    };

    State state = State::Unknown;
    qint64 sinceMs = 0;   ///< of Running
    bool enabled = false; ///< is started with the session
    QString message;      ///< of Unavailable a sentence; of Failed and Starting its last words, untrusted

    bool operator==(const ServiceStatus &) const = default;
};

/// One service of this user's systemd: its unit file, and what can be done with it. Nothing here waits.
/// Changes that others make are noticed; requests are carried out one after the other, and what does not
/// answer is given up after a time.
class SystemdUserService : public QObject
{
    Q_OBJECT

public:
    explicit SystemdUserService(const QDBusConnection &bus = QDBusConnection::sessionBus(),
                                QObject *parent = nullptr);
    ~SystemdUserService() override;

    /// Which unit this is about; looks at it. An empty name is about none.
    void setUnit(const QString &unit);
    const QString &unit() const { return m_unit; }
    /// Where the unit file is.
    QString unitFile() const;

    const ServiceStatus &status() const { return m_status; }
    bool isBusy() const { return m_busy; }
    void setTimeout(int milliseconds) { m_manager.setTimeout(milliseconds); }

    /// Writes the unit file, makes it start with the session and starts it; restarts it where it runs.
    void install(const QByteArray &unitText);
    void start();
    void stop();
    /// Has the unit file, where there is one, name the profile @p profileName from now on.
    void rename(const QString &profileName);
    /// Stops it for good and removes the unit file; where no systemd answers, only the latter.
    void remove();

signals:
    void statusChanged(const syspulse::ServiceStatus &status);
    void busyChanged(bool busy);
    /// What was asked last did not work.
    void failed(const syspulse::Error &error);

private:
    /// One step of what is under way; calls next() with how it went.
    using Next = UserManager::Done;
    using Step = std::function<void(const Next &)>;
    using Request = void (UserManager::*)(const QString &unit, const UserManager::Done &done);

    void perform(const QList<Step> &steps);
    void nextStep();
    void unitChanged(const QString &unit);
    void look();
    void ended();
    Step ask(Request request);
    Step reload();
    Step onDisk(std::function<Result<void>()> work);
    void takeProperties(const UnitProperties &properties);
    void readLastWords(const ServiceStatus &status);
    void setStatus(const ServiceStatus &status);

    UserManager m_manager;
    QString m_unit;
    ServiceStatus m_status;
    bool m_busy = false;
    bool m_again = false; ///< something has changed while busy
    QQueue<Step> m_steps;
    QProcess *m_journal = nullptr;
    QThreadPool m_disk;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ServiceStatus)
