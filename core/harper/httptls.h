// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/certificateerrors.h"
#include "core/tls/tlsoptions.h"

#include <optional>

#include <QNetworkReply>
#include <QSslConfiguration>

namespace syspulse {

/// What a request needs for @p options. With a pinned certificate nobody is trusted, so that every
/// certificate comes before CertificateCheck.
QSslConfiguration sslConfiguration(const TlsOptions &options);

/// Decides about the certificate of the peer of @p reply, whose child it is: lets the pinned one pass, and
/// remembers why another one was refused.
class CertificateCheck : public QObject
{
    Q_OBJECT

public:
    CertificateCheck(QNetworkReply *reply, const TlsOptions &options);

    const std::optional<CertificateProblem> &problem() const { return m_problem; }

private:
    void judge(const QList<QSslError> &errors);

    QNetworkReply *m_reply;
    const QByteArray m_pin;
    std::optional<CertificateProblem> m_problem;
};

/// What went wrong with TLS, where that is why @p reply failed. @p place names the server.
std::optional<Error> tlsError(QNetworkReply *reply, const TlsOptions &options, const QString &place);

} // namespace syspulse
