// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/httptls.h"

#include "core/tls/clientidentity.h"
#include "core/tls/peercheck.h"

#include <QSslKey>
#include <QSslSocket>

namespace syspulse {

namespace {

struct HttpTlsText
{
    Q_DECLARE_TR_FUNCTIONS(HttpOperations)
};

} // namespace

QSslConfiguration sslConfiguration(const TlsOptions &options)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!options.pin.isEmpty())
        tls.setCaCertificates({});
    else if (!options.caPem.isEmpty())
        tls.setCaCertificates(QSslCertificate::fromData(options.caPem));
    const bool verify = options.verifyPeer || !options.pin.isEmpty();
    tls.setPeerVerifyMode(verify ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    useIdentity(tls, options.identity);
    return tls;
}

CertificateCheck::CertificateCheck(QNetworkReply *reply, const TlsOptions &options)
    : QObject(reply)
    , m_reply(reply)
    , m_options(options)
{
    connect(reply, &QNetworkReply::sslErrors, this, [this] {
        judge();
        if (!m_problem)
            m_reply->ignoreSslErrors();
    });
    connect(reply, &QNetworkReply::encrypted, this, [this] {
        judge();
        if (m_problem)
            m_reply->abort();
    });
}

void CertificateCheck::judge()
{
    m_problem = checkPeer(m_reply->sslConfiguration().peerCertificateChain(), m_options,
                          expectedName(m_options, m_reply->url().host()));
}

bool saysPlainHttp(const Error &error)
{
    return error.kind == ErrorKind::Tls && (error.detail.contains(QLatin1String("wrong version number")) ||
                                            error.detail.contains(QLatin1String("packet length")));
}

std::optional<Error> tlsError(QNetworkReply *reply, const TlsOptions &options, const QString &place)
{
    const auto *check = reply->findChild<CertificateCheck *>();
    if (check != nullptr && check->problem()) {
        const QString host = expectedName(options, reply->url().host());
        return CertificateErrors::refused(place, host, options.pin, *check->problem());
    }
    const QString reason = reply->errorString();
    if (isClientCertificateAlert(reason))
        return CertificateErrors::clientCertificateRefused(place, !options.identity.isEmpty(), reason);
    if (isHandshakeAlert(reason))
        return CertificateErrors::handshakeRefused(place, reason);
    if (reason.contains(QLatin1String("private key"), Qt::CaseInsensitive))
        return CertificateErrors::clientCertificateUnusable(place);
    if (reply->error() != QNetworkReply::SslHandshakeFailedError)
        return std::nullopt;
    Error plain{
        ErrorKind::Tls,
        HttpTlsText::tr("%1 does not use TLS: it answers in plain HTTP. If that is meant, use an http:// "
                        "address.")
            .arg(place),
        reason, 0};
    if (saysPlainHttp(plain))
        return plain;
    return Error{ErrorKind::Tls,
                 HttpTlsText::tr("No secure connection to %1 could be made. Check that the port is the one "
                                 "of the operations API.")
                     .arg(place),
                 reason, 0};
}

} // namespace syspulse
