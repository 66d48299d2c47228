// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mosquittotls.h"

#include "core/mqtt/mqtterrors.h"
#include "core/tls/openssltypes.h"
#include "core/tls/peercheck.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <QHostAddress>
#include <QUrl>

namespace syspulse {

namespace {

/// Shows @p identity to a server that asks. Returns false when the key is not that of the certificate.
bool useIdentity(SSL_CTX *context, const ClientIdentity &identity)
{
    const openssl::Bio certificates = openssl::reader(identity.certificatePem);
    bool first = true;
    while (const openssl::Certificate certificate{
        PEM_read_bio_X509(certificates.get(), nullptr, nullptr, nullptr)}) {
        const bool used = first ? SSL_CTX_use_certificate(context, certificate.get()) == 1
                                : SSL_CTX_add1_chain_cert(context, certificate.get()) == 1;
        if (!used)
            return false;
        first = false;
    }
    const openssl::Key key = identity.keyPem.reveal([](QByteArrayView pem) {
        // It is not encrypted; without this OpenSSL would ask for a passphrase on the terminal if it were.
        const auto noPassphrase = [](char *, int, int, void *) { return -1; };
        return openssl::Key(
            PEM_read_bio_PrivateKey(openssl::reader(pem).get(), nullptr, noPassphrase, nullptr));
    });
    const bool used = !first && key && SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
                      SSL_CTX_check_private_key(context) == 1;
    ERR_clear_error();
    return used;
}

bool isRefusal(int alert)
{
    switch (alert) {
    case SSL_AD_HANDSHAKE_FAILURE: // among others how TLS 1.2 says that there is no certificate
    case SSL_AD_PROTOCOL_VERSION:
    case SSL_AD_INSUFFICIENT_SECURITY:
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_CERTIFICATE_REQUIRED:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<void> MosquittoTls::prepare(const MqttEndpoint &endpoint, const QString &peerName)
{
    const TlsOptions &options = endpoint.tls;
    m_context.reset(SSL_CTX_new(TLS_client_method()));
    if (!m_context)
        return Unexpected<Error>{MqttErrors::libraryFailed({})};
    SSL_CTX *context = m_context.get();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_info_callback(context, &MosquittoTls::onInfo);
    SSL_CTX_set_app_data(context, this);
    if (!options.identity.isEmpty() && !useIdentity(context, options.identity))
        return Unexpected<Error>{MqttErrors::clientCertificateUnusable(endpoint)};

    m_options = options;
    m_peerName = peerName;
    if (QHostAddress(peerName).isNull()) {
        const QByteArray ace = QUrl::toAce(peerName);
        m_serverName = ace.isEmpty() ? peerName.toUtf8() : ace;
    }
    if (!options.caPem.isEmpty() && QSslCertificate::fromData(options.caPem, QSsl::Pem).isEmpty())
        return Unexpected<Error>{MqttErrors::badCertificateAuthority(endpoint)};
    SSL_CTX_set_client_cert_cb(context, &MosquittoTls::onCertificateWanted);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(context, &MosquittoTls::onVerify, this);
    return {};
}

int MosquittoTls::onCertificateWanted(SSL *ssl, X509 **, EVP_PKEY **)
{
    static_cast<MosquittoTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)))->m_certificateWanted = true;
    return 0; // show the one of the context, if there is one
}

void MosquittoTls::onInfo(const SSL *ssl, int where, int value)
{
    auto *self = static_cast<MosquittoTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    if (where == SSL_CB_READ_ALERT && isRefusal(value & 0xff))
        self->m_refusal = QLatin1String("alert ") + QLatin1String(SSL_alert_desc_string_long(value));
    if (where == SSL_CB_HANDSHAKE_DONE)
        self->m_secured();
    if (where != SSL_CB_HANDSHAKE_START)
        return;
    // libmosquitto has put the address into SNI by now and the ClientHello is not built yet. The call hands
    // out a const SSL although it is documented as the place to look at, and OpenSSL owns it as non-const.
    char *name = self->m_serverName.isEmpty() ? nullptr : const_cast<char *>(self->m_serverName.constData());
    // Spelt out because the macro SSL_set_tlsext_host_name() is an old-style cast.
    SSL_ctrl(const_cast<SSL *>(ssl), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name);
    BIO_set_callback_arg(SSL_get_wbio(ssl), reinterpret_cast<char *>(const_cast<SSL *>(ssl)));
    BIO_set_callback_ex(SSL_get_wbio(ssl), &MosquittoTls::onIo);
}

long MosquittoTls::onIo(BIO *bio, int operation, const char *, size_t, int, long, int result,
                        size_t *processed)
{
    // With TLS 1.3 a peer that refuses our certificate does so after the handshake, and may have hung up when
    // our first packet is written. libmosquitto would close the connection at once and with it throw away the
    // alert. Told to try again, it reads first, and the reading ends with the alert or with the end of the
    // connection. During the handshake OpenSSL would not read before it has written.
    const auto *ssl = reinterpret_cast<const SSL *>(BIO_get_callback_arg(bio));
    if (operation == (BIO_CB_WRITE | BIO_CB_RETURN) && result > 0)
        static_cast<MosquittoTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)))->m_connected();
    if (operation != (BIO_CB_WRITE | BIO_CB_RETURN) || result > 0 || !SSL_is_init_finished(ssl))
        return result;
    BIO_set_retry_write(bio);
    if (processed)
        *processed = 0;
    return -1;
}

int MosquittoTls::onVerify(X509_STORE_CTX *store, void *self)
{
    auto *tls = static_cast<MosquittoTls *>(self);
    QList<QSslCertificate> chain{openssl::toQt(X509_STORE_CTX_get0_cert(store))};
    STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(store);
    for (int i = 0; i < sk_X509_num(sent); ++i)
        chain.append(openssl::toQt(sk_X509_value(sent, i)));
    tls->m_problem = checkPeer(chain, tls->m_options, tls->m_peerName);
    X509_STORE_CTX_set_error(store, tls->m_problem ? X509_V_ERR_CERT_REJECTED : X509_V_OK);
    return tls->m_problem ? 0 : 1;
}

} // namespace syspulse
