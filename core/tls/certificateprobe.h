// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <memory>

#include <QMetaType>
#include <QSslCertificate>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

namespace syspulse {

/// The certificates that a server shows, and what this system says about them. Untrusted.
struct PeerCertificates
{
    QString host;
    quint16 port = 0;
    QList<QSslCertificate> chain; ///< as sent: the server's own first; never empty after success
    bool hostMatches = true;      ///< whether the first one is for the host
    QStringList problems;         ///< why the system does not trust it, apart from the name; empty: it does

    bool operator==(const PeerCertificates &) const = default;
};

/// Looks at the certificates of a TLS server on a short connection of its own, over which nothing but the
/// handshake is sent.
class CertificateProbe : public QObject
{
    Q_OBJECT

public:
    static constexpr int timeoutMs = 10000;

    explicit CertificateProbe(QObject *parent = nullptr);
    ~CertificateProbe() override;

    /// Starts over; finished() follows within timeoutMs.
    void fetch(const QString &host, quint16 port);

signals:
    void finished(const syspulse::Result<syspulse::PeerCertificates> &result);

private:
    void socketFailed(QAbstractSocket::SocketError error);
    /// Ends with what the server has shown.
    void take(const QList<QSslError> &errors);
    void finish(const Result<PeerCertificates> &result);
    QString place() const;

    QString m_host;
    quint16 m_port = 0;
    std::unique_ptr<QSslSocket> m_socket;
    QTimer m_timer;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::PeerCertificates)
