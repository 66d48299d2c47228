// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QUrl>

#include <sys/types.h>

namespace syspulse::test {

/// Where and how one HarperDB runs. Nothing is shared between two with different folders and ports.
struct HarperSettings
{
    QString package;   ///< the npm package, a folder with bin/harperdb.js
    QString directory; ///< its own: holds root/, home/ and log, and is removed when the test crashes
    quint16 opsPort = 0;
    quint16 httpPort = 0;
    quint16 mqttPort = 0;
    quint16 mqttsPort = 0;
    quint16 replicationPort = 0;
    QString user = QStringLiteral("admin");
    QString password;
    QString mode = QStringLiteral("prod"); ///< in "dev" a local client is super user without a password
    int threads = 1;
    QMap<QString, QString> environment; ///< further settings of HarperDB, for example LOGGING_LEVEL
};

/// For QTemporaryDir: HarperDB checks its root with a pattern that takes exponential time on paths with
/// anything but letters, digits and /_:- in them, which the system's folder for temporary files may have.
inline QString harperDirectoryTemplate()
{
    return QStringLiteral("/tmp/syspulse-harper-XXXXXX");
}

/// One HarperDB server process, told by its root folder rather than by a process id: HarperDB's operation
/// "restart" replaces the process by one with another id whose parent is not the test.
class HarperProcess
{
public:
    HarperProcess() = default;
    ~HarperProcess();
    Q_DISABLE_COPY_MOVE(HarperProcess)

    bool start(const HarperSettings &settings);

    /// Waits until the operations API answers and accepts the password, and MQTT accepts connections.
    bool waitReady(int timeoutMs);

    void stop();  ///< orderly, then by force; returns when nothing of it is left
    void kill9(); ///< as a power cut would; returns when nothing of it is left

    QList<pid_t> pids() const;
    QString errorString() const { return m_error; }
    QString logTail(int lines) const;

private:
    bool fail(const QString &reason);
    bool answers() const;
    void signalAll(int signal) const;
    bool waitGone(int timeoutMs);
    void startGuard();
    void stopGuard();
    QString rootPath() const;

    HarperSettings m_settings;
    QProcess m_process;
    qint64 m_guard = 0;
    QString m_error;
};

} // namespace syspulse::test
