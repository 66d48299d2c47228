// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mosquittotls.h"

#include "core/mqtt/mqtterrors.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <QHostAddress>
#include <QUrl>

namespace syspulse {

namespace {

std::unique_ptr<BIO, decltype(&BIO_free)> reader(const QByteArray &bytes)
{
    return {BIO_new_mem_buf(bytes.constData(), int(bytes.size())), &BIO_free};
}

/// Adds every certificate in @p pem to @p store. Returns false when there is none or one is malformed.
bool addAuthorities(X509_STORE *store, const QByteArray &pem)
{
    const auto bio = reader(pem);
    int count = 0;
    while (X509 *certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
        if (X509_STORE_add_cert(store, certificate) == 1)
            ++count;
        X509_free(certificate);
    }
    const bool readToEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    return count > 0 && readToEnd;
}

/// Shows @p identity to a server that asks. Returns false when the key is not that of the certificate.
bool useIdentity(SSL_CTX *context, const ClientIdentity &identity)
{
    const auto certificates = reader(identity.certificatePem);
    bool first = true;
    while (X509 *certificate = PEM_read_bio_X509(certificates.get(), nullptr, nullptr, nullptr)) {
        const bool used = first ? SSL_CTX_use_certificate(context, certificate) == 1
                                : SSL_CTX_add1_chain_cert(context, certificate) == 1;
        X509_free(certificate);
        if (!used)
            return false;
        first = false;
    }
    // The key is not encrypted; without this OpenSSL would ask for a passphrase on the terminal if it were.
    const auto noPassphrase = [](char *, int, int, void *) { return -1; };
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(reader(identity.keyPem).get(), nullptr, noPassphrase, nullptr),
        &EVP_PKEY_free);
    const bool used = !first && key && SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
                      SSL_CTX_check_private_key(context) == 1;
    ERR_clear_error();
    return used;
}

QSslCertificate toQt(X509 *certificate)
{
    unsigned char *bytes = nullptr;
    const int size = certificate == nullptr ? 0 : i2d_X509(certificate, &bytes);
    if (size <= 0)
        return QSslCertificate();
    const QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return QSslCertificate(der, QSsl::Der);
}

CertificateProblem::Kind kindOf(int reason)
{
    switch (reason) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return CertificateProblem::Kind::WrongHost;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return CertificateProblem::Kind::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return CertificateProblem::Kind::NotYetValid;
    default:
        return CertificateProblem::Kind::NotTrusted;
    }
}

bool isAboutOurCertificate(int alert)
{
    switch (alert) {
    case SSL_AD_HANDSHAKE_FAILURE: // how TLS 1.2 says that there is none
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

    if (!options.pin.isEmpty()) {
        m_pin = options.pin;
        expectName(peerName); // for SNI only
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        SSL_CTX_set_cert_verify_callback(context, &MosquittoTls::onVerifyPin, this);
        return {};
    }
    if (options.caPem.isEmpty())
        SSL_CTX_set_default_verify_paths(context);
    else if (!addAuthorities(SSL_CTX_get_cert_store(context), options.caPem))
        return Unexpected<Error>{MqttErrors::badCertificateAuthority(endpoint)};
    if (!expectName(peerName))
        return Unexpected<Error>{MqttErrors::libraryFailed({})};
    SSL_CTX_set_verify(context, options.verifyPeer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE,
                       options.verifyPeer ? &MosquittoTls::onVerify : nullptr);
    return {};
}

bool MosquittoTls::expectName(const QString &peerName)
{
    X509_VERIFY_PARAM *check = SSL_CTX_get0_param(m_context.get());
    const QHostAddress literal(peerName);
    if (!literal.isNull())
        return X509_VERIFY_PARAM_set1_ip_asc(check, literal.toString().toLatin1().constData()) == 1;
    const QByteArray ace = QUrl::toAce(peerName);
    m_serverName = ace.isEmpty() ? peerName.toUtf8() : ace;
    X509_VERIFY_PARAM_set_hostflags(check, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return X509_VERIFY_PARAM_set1_host(check, m_serverName.constData(), size_t(m_serverName.size())) == 1;
}

void MosquittoTls::onInfo(const SSL *ssl, int where, int value)
{
    auto *self = static_cast<MosquittoTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    if (where == SSL_CB_READ_ALERT && isAboutOurCertificate(value & 0xff))
        self->m_refusal = QString::fromLatin1(SSL_alert_desc_string_long(value));
    if (where != SSL_CB_HANDSHAKE_START)
        return;
    // libmosquitto has put the address into SNI by now and the ClientHello is not built yet. The call hands
    // out a const SSL although it is documented as the place to look at, and OpenSSL owns it as non-const.
    char *name = self->m_serverName.isEmpty() ? nullptr : const_cast<char *>(self->m_serverName.constData());
    // Spelt out because the macro SSL_set_tlsext_host_name() is an old-style cast.
    SSL_ctrl(const_cast<SSL *>(ssl), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name);
}

int MosquittoTls::onVerify(int accepted, X509_STORE_CTX *store)
{
    if (accepted == 1)
        return accepted;
    const auto *ssl =
        static_cast<const SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *self = static_cast<MosquittoTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    const int reason = X509_STORE_CTX_get_error(store);
    self->m_problem = CertificateProblem{kindOf(reason), toQt(X509_STORE_CTX_get0_cert(store)),
                                         QString::fromUtf8(X509_verify_cert_error_string(reason))};
    return accepted;
}

int MosquittoTls::onVerifyPin(X509_STORE_CTX *store, void *self)
{
    auto *tls = static_cast<MosquittoTls *>(self);
    const QSslCertificate leaf = toQt(X509_STORE_CTX_get0_cert(store));
    if (isPinned(leaf, tls->m_pin)) {
        X509_STORE_CTX_set_error(store, X509_V_OK);
        return 1;
    }
    tls->m_problem = CertificateProblem{CertificateProblem::Kind::Changed, leaf, {}};
    X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED);
    return 0;
}

} // namespace syspulse
