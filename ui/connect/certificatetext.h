// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDateTime>

#include "core/tls/certificateprobe.h"

namespace syspulse {

/// Words about certificates. What comes from a certificate is untrusted and made harmless for one line.
class CertificateText
{
    Q_DECLARE_TR_FUNCTIONS(CertificateText)

public:
    /// Common name and organisation of the subject or issuer, as far as there are any.
    static QString subject(const QSslCertificate &certificate);
    static QString issuer(const QSslCertificate &certificate);
    /// The host names and addresses that it is for.
    static QString names(const QSslCertificate &certificate);
    static QString fingerprint(const QSslCertificate &certificate);
    static QString time(const QDateTime &time);
    /// "expires in 12 days", "expired 3 days ago", "not valid yet".
    static QString validity(const QSslCertificate &certificate, const QDateTime &now);
    /// Whether it is to be used at @p now; false also during the last 14 days.
    static bool isFresh(const QSslCertificate &certificate, const QDateTime &now);
};

} // namespace syspulse
