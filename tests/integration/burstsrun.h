// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperfixture.h"

namespace syspulse::test {

/// Random bursts of MQTT traffic on a HarperDB with the component: what the clients have sent and got is
/// compared with what the component has counted, packet by packet and byte by byte, and printed beside
/// HarperDB's own analytics. The traffic is made by tests/component/harper/bursts.mjs.
class BurstsRun
{
public:
    explicit BurstsRun(int threads);

    /// Starts the server and sets it up.
    bool prepare();
    /// Whether every counter is exact after each burst. What happens is printed on standard output.
    bool run(int bursts, quint32 seed);
    QString errorString() const { return m_error; }

private:
    bool fail(const QString &error);

    std::optional<PortBlock> m_ports; ///< HTTPS, for WebSockets over TLS
    HarperFixture m_harper;
    QString m_error;
};

} // namespace syspulse::test
