// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/connectionprobe.h"
#include "core/session/session.h"

#include <memory>

namespace syspulse {

/// Tries what a connection would meet, beside one that is up: SessionConnection::test() and
/// fetchCertificates().
class ConnectionTester : public QObject
{
    Q_OBJECT

public:
    /// The signals of @p answers tell the results; it must outlive the tester, which moves to a thread with
    /// it.
    explicit ConnectionTester(SessionConnection &answers);

    void test(const ConnectionSettings &settings, std::optional<ConnectStage> only, RequestToken token);
    void fetchCertificates(const ConnectionSettings &settings, TlsLink link, RequestToken token);

private:
    SessionConnection &m_answers;
    std::unique_ptr<ConnectionProbe> m_tester;
    QString m_testedMqttHost; ///< of the last test that found a port with TLS
    quint16 m_testedMqttPort = 0;
};

} // namespace syspulse
