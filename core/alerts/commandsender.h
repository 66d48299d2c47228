// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertsender.h"

#include <QProcess>
#include <QTimer>

namespace syspulse {

/// Runs the program of a channel for each message, without a shell: the fixed arguments as they are, the JSON
/// (see alertMessageJson()) on standard input and nowhere else. Exit code 0 is success. What runs longer than
/// it may is killed, together with what it has started. The environment is ours without SysPulse's own
/// variables, which may hold a password.
class CommandSender final : public AlertSender
{
    Q_OBJECT

public:
    CommandSender(const AlertChannel &channel, int timeoutMs);
    /// Kills what still runs.
    ~CommandSender() override;

    void send(const AlertMessage &message, Done done) override;

private:
    void kill();
    void finish(const Result<void> &result);
    Result<void> evaluate(int exitCode, QProcess::ExitStatus status);

    const AlertChannel m_channel;
    std::unique_ptr<QProcess> m_process;
    QTimer m_timeout;
    QByteArray m_words; ///< the beginning of what it said on standard error
    bool m_late = false;
    Done m_done;
};

} // namespace syspulse
