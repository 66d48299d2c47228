// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/sessionthread.h"
#include "tests/support/harperfixture.h"

#include <QElapsedTimer>

namespace syspulse::test {

/// What is behind the window: the session with one instance, its two links, and the values that come.
class WindowCore
{
public:
    /// @p operationsPort and @p mqttPort: of proxies before the server; 0: of the server itself.
    explicit WindowCore(const HarperFixture &harper, quint16 operationsPort = 0, quint16 mqttPort = 0,
                        int timeoutMs = usualTimeoutMs);

    bool waitConnected(int timeoutMs);
    /// Both links work.
    bool isWhole() const;
    /// Waits for both links, and for a value that arrives after this call. Returns whether it came.
    bool waitBack(int timeoutMs);
    /// How many parcels of values have come.
    int frames() const { return m_frames; }
    /// How often MQTT was connected.
    int connections() const { return m_connections; }
    /// How long it was away before the newest connection.
    qint64 gapMs() const { return m_gapMs; }
    /// What the operations link, or else the other one, says of its failure; empty: all is well.
    QString saidError() const;

    SessionThread session;

private:
    int m_frames = 0;
    int m_connections = 0;
    QElapsedTimer m_away; ///< valid while there is no connection after the first
    qint64 m_gapMs = 0;
};

} // namespace syspulse::test
