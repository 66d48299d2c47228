// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/httptls.h"

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
    if (!options.identity.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromData(options.identity.certificatePem);
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(
            QSslKey(options.identity.keyPem, chain.value(0).publicKey().algorithm(), QSsl::Pem));
    }
    return tls;
}

CertificateCheck::CertificateCheck(QNetworkReply *reply, const TlsOptions &options)
    : QObject(reply)
    , m_reply(reply)
    , m_pin(options.pin)
{
    connect(reply, &QNetworkReply::sslErrors, this, &CertificateCheck::judge);
}

void CertificateCheck::judge(const QList<QSslError> &errors)
{
    const QSslCertificate leaf = m_reply->sslConfiguration().peerCertificate();
    if (m_pin.isEmpty())
        m_problem = worstProblem(errors, leaf);
    else if (isPinned(leaf, m_pin))
        m_reply->ignoreSslErrors();
    else
        m_problem = CertificateProblem{CertificateProblem::Kind::Changed, leaf, {}};
}

std::optional<Error> tlsError(QNetworkReply *reply, const TlsOptions &options, const QString &place)
{
    const auto *check = reply->findChild<CertificateCheck *>();
    if (check != nullptr && check->problem()) {
        const QString host = options.peerName.isEmpty() ? reply->url().host() : options.peerName;
        return CertificateErrors::refused(place, host, options.pin, *check->problem());
    }
    const QString reason = reply->errorString();
    if (isClientCertificateAlert(reason))
        return CertificateErrors::clientCertificateRefused(place, !options.identity.isEmpty(), reason);
    if (reason.contains(QLatin1String("private key"), Qt::CaseInsensitive))
        return CertificateErrors::clientCertificateUnusable(place);
    if (reply->error() != QNetworkReply::SslHandshakeFailedError)
        return std::nullopt;
    if (reason.contains(QLatin1String("wrong version number")) ||
        reason.contains(QLatin1String("packet length")))
        return Error{ErrorKind::Tls,
                     HttpTlsText::tr("%1 does not speak TLS. If the port is right, use an http:// address.")
                         .arg(place),
                     reason, 0};
    return Error{ErrorKind::Tls,
                 HttpTlsText::tr("No secure connection to %1 could be made. Check that the port is the one "
                                 "of the operations API.")
                     .arg(place),
                 reason, 0};
}

} // namespace syspulse
