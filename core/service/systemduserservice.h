// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/service/serviceunit.h"

#include <functional>

#include <QObject>
#include <QProcess>
#include <QQueue>
#include <QThreadPool>
#include <QTimer>

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

/// One service of this user's systemd: its unit file, and "systemctl --user" to do something with it. Nothing
/// here waits. Commands are carried out one after the other; what does not answer is given up after a time.
class SystemdUserService : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultTimeoutMs = 20000;

    explicit SystemdUserService(QObject *parent = nullptr);
    /// Ends a command under way.
    ~SystemdUserService() override;

    /// Which unit this is about; looks at it. An empty name is about none.
    void setUnit(const QString &unit);
    const QString &unit() const { return m_unit; }
    /// Where the unit file is.
    QString unitFile() const;

    const ServiceStatus &status() const { return m_status; }
    bool isBusy() const { return m_busy; }
    void setTimeout(int milliseconds) { m_timeout.setInterval(milliseconds); }

    /// Looks at the unit anew; statusChanged() follows where something has changed. Nothing while busy.
    void refresh();
    /// Writes the unit file, makes it start with the session and starts it, anew where it runs.
    void install(const QByteArray &unitText);
    void start();
    void stop();
    /// Stops it, for good, and removes the unit file.
    void remove();

signals:
    void statusChanged(const syspulse::ServiceStatus &status);
    void busyChanged(bool busy);
    /// An install, start, stop or remove did not work.
    void failed(const syspulse::Error &error);

private:
    /// One step of what is under way; calls next() with how it went.
    using Next = std::function<void(const Result<QByteArray> &)>;
    using Step = std::function<void(const Next &)>;

    void perform(const QList<Step> &steps);
    void nextStep();
    void look();
    void ended();
    Step systemctl(const QStringList &arguments);
    Step onDisk(std::function<Result<void>()> work);
    void run(const QString &program, const QStringList &arguments, const Next &next);
    void takeProperties(const QByteArray &properties);
    void setStatus(const ServiceStatus &status);

    QString m_unit;
    ServiceStatus m_status;
    bool m_busy = false;
    bool m_again = false; ///< the unit has changed while busy
    QQueue<Step> m_steps;
    QProcess *m_process = nullptr;
    QTimer m_timeout;
    QThreadPool m_disk;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ServiceStatus)
