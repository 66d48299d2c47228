// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>
#include <QSslCertificate>

namespace syspulse {

/// Why the certificate of a peer was refused.
struct CertificateProblem
{
    enum class Kind {
        NotTrusted,
        WrongHost,
        Expired,
        NotYetValid,
        Changed, ///< it is not the pinned one
    };

    Kind kind = Kind::NotTrusted;
    QSslCertificate leaf;   ///< the server's own
    QSslCertificate guilty; ///< the one that is not accepted: the leaf, or one of an authority above it
    QString reason;         ///< the library's own words; may be empty
};

/// Whether @p leaf is the certificate with the SHA-256 digest @p pin.
bool isPinned(const QSslCertificate &leaf, const QByteArray &pin);

/// The sentences for what TLS refuses, so that HTTP and each MQTT back end say the same. @p place names the
/// server.
class CertificateErrors
{
    Q_DECLARE_TR_FUNCTIONS(CertificateErrors)

public:
    /// @p host is the name that the certificate should carry; @p pin the one that was expected, if any.
    static Error refused(const QString &place, const QString &host, const QByteArray &pin,
                         const CertificateProblem &problem);
    /// The server wants a client certificate: another one, or one at all.
    static Error clientCertificateRefused(const QString &place, bool shown, const QString &detail);
    /// The server broke off the handshake. @p detail: its words. Whether it had asked for a client
    /// certificate is not known: before TLS 1.3 one alert stands for many reasons.
    static Error handshakeRefused(const QString &place, const QString &detail);
    /// The server broke off the handshake without having asked for a client certificate.
    static Error nothingInCommon(const QString &place, const QString &detail);
    /// The library could not use the client certificate or its key.
    static Error clientCertificateUnusable(const QString &place);
};

/// Whether @p reason, the text of a TLS library, is an alert by which a server refuses a client certificate.
bool isClientCertificateAlert(const QString &reason);
/// Whether @p reason is the alert by which a server refuses a handshake without saying why.
bool isHandshakeAlert(const QString &reason);

} // namespace syspulse
