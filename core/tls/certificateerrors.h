// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslError>

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
    QSslCertificate leaf;
    QString reason; ///< the library's own words; may be empty
};

/// Whether @p leaf is the certificate with the SHA-256 digest @p pin.
bool isPinned(const QSslCertificate &leaf, const QByteArray &pin);

/// The one of @p errors to tell: an unknown issuer before a wrong name before wrong dates.
CertificateProblem worstProblem(const QList<QSslError> &errors, const QSslCertificate &leaf);

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
    /// The library could not use the client certificate or its key.
    static Error clientCertificateUnusable(const QString &place);
};

/// Whether @p reason, the text of a TLS library, is an alert by which a server refuses a client certificate.
bool isClientCertificateAlert(const QString &reason);

} // namespace syspulse
