// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/operationsclient.h"
#include "core/session/serverlog.h"

#include <QObject>
#include <QTimer>

namespace syspulse {

/// Reads the newest part of the server's own log while somebody watches: once a larger piece, then what is
/// new.
class ServerLogMonitor : public QObject
{
    Q_OBJECT

public:
    static constexpr int pollMs = 4000;
    static constexpr int firstBytes = 256 * 1024;
    static constexpr int laterBytes = 32 * 1024;
    /// The newest of what was read are kept.
    static constexpr qsizetype maxEntries = 2000;

    /// @p client must outlive the monitor.
    explicit ServerLogMonitor(OperationsClient *client, QObject *parent = nullptr);

    void watch(bool on);
    /// Reads now instead of at the next turn.
    void refresh();

signals:
    void changed(const syspulse::ServerLog &log);

private:
    void read(int bytes);
    void take(int bytes, const QList<ServerLogEntry> &entries);

    OperationsClient *m_client;
    QTimer m_poll;
    ServerLog m_log;
    bool m_reading = false;
    bool m_again = false; ///< asked for while a reading was under way
};

} // namespace syspulse
