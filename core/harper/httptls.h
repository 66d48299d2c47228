// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/certificateerrors.h"
#include "core/tls/tlsoptions.h"

#include <optional>

#include <QNetworkReply>
#include <QSslConfiguration>

namespace syspulse {

/// What a request needs for @p options, apart from the check of the peer's certificate (see
/// CertificateCheck).
QSslConfiguration sslConfiguration(const TlsOptions &options);

/// Decides about the certificates of the peer of @p reply, whose child it is, before anything is sent to it:
/// checkPeer() alone decides, whatever Qt thinks of them. Remembers why they were refused.
class CertificateCheck : public QObject
{
    Q_OBJECT

public:
    CertificateCheck(QNetworkReply *reply, const TlsOptions &options);

    const std::optional<CertificateProblem> &problem() const { return m_problem; }

private:
    void judge();

    QNetworkReply *m_reply;
    const TlsOptions m_options;
    std::optional<CertificateProblem> m_problem;
};

/// Whether @p error is that of a TLS handshake which the peer answered in plain HTTP.
bool saysPlainHttp(const Error &error);

/// What went wrong with TLS, where that is why @p reply failed. @p place names the server.
std::optional<Error> tlsError(QNetworkReply *reply, const TlsOptions &options, const QString &place);

} // namespace syspulse
