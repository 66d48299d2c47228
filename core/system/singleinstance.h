// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace syspulse {

/// Sees to it that the window of one user with one settings folder is started once: a second start hands over
/// what it was started with and ends. Over a local socket in the user's runtime folder, so that it works
/// without a session bus, and between a start in a terminal and one on the desktop.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultTimeoutMs = 5000;
    /// What is longer is not taken.
    static constexpr qint64 maxMessage = 4 * 1024 * 1024;

    /// @p settingsFolder need not exist.
    explicit SingleInstance(const QString &settingsFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Whether another start of the program runs already and has taken @p message, so that this one can end.
    /// Else this is the first, or the first does not answer within @p timeoutMs and this one has to go on
    /// alone. Waits: call it before there is a window.
    bool handOver(const QByteArray &message, int timeoutMs = defaultTimeoutMs);

signals:
    /// The program was started again, with @p message.
    void startedAgain(const QByteArray &message);

private:
    void listen();
    void serve();

    QString m_socketPath;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace syspulse
