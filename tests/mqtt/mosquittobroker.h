// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttypes.h"
#include "tests/mqtt/testcertificates.h"
#include "tests/support/portblock.h"

#include <QProcess>
#include <QTemporaryDir>

namespace syspulse::test {

/// A real mosquitto broker on free loopback ports, one plain, the others with TLS, with one account and
/// everything it needs in a temporary folder. It ends with this object, and with the test program however
/// that ends.
class MosquittoBroker
{
public:
    MosquittoBroker() = default;
    /// With the certificate @p certificateFile (others may follow it there) in place of its own on the ports
    /// with TLS, and @p authorityFile for the clients' certificates where it is not empty.
    MosquittoBroker(const QString &certificateFile, const QString &keyFile,
                    const QString &authorityFile = {});
    ~MosquittoBroker();

    /// Before the first start(): the seconds between two updates of its own $SYS topics.
    void setSysInterval(int seconds) { m_sysInterval = seconds; }

    /// Starts, or starts again on the same ports. Returns false after 10 s; error() says why.
    bool start();
    /// Ends the broker by SIGKILL: clients see their connections reset.
    void kill();
    QString error() const { return m_error; }

    MqttEndpoint plainEndpoint() const;
    MqttEndpoint tlsEndpoint() const;
    /// As tlsEndpoint(), where clients must show a certificate of our authority.
    MqttEndpoint clientCertificateEndpoint() const;
    /// As tlsEndpoint(), with a certificate that has expired.
    MqttEndpoint expiredEndpoint() const;
    /// As plainEndpoint(), at a port where nobody listens, nor will as long as this object lives.
    MqttEndpoint closedEndpoint() const;
    const TestCertificates &certificates() const { return m_certificates; }

private:
    enum class Listener { Plain, Tls, ClientCertificate, Expired, None };

    quint16 port(Listener listener) const { return m_ports->port(int(listener)); }
    bool prepare();
    bool write(const QString &name, const QByteArray &content);
    bool accepts(quint16 port) const;

    QString m_certificateFile;
    QString m_keyFile;
    QString m_authorityFile;
    QTemporaryDir m_folder;
    TestCertificates m_certificates;
    QProcess m_process;
    QString m_error;
    int m_sysInterval = 10;
    std::optional<PortBlock> m_ports; ///< since the first start()
};

} // namespace syspulse::test
