// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mosquittotls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <QHostAddress>
#include <QUrl>

namespace syspulse {

namespace {

/// Adds every certificate in @p pem to @p store. Returns false when there is none or one is malformed.
bool addAuthorities(X509_STORE *store, const QByteArray &pem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())),
                                                        &BIO_free);
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

} // namespace

MosquittoTls::MosquittoTls(const TlsOptions &options, const QString &peerName)
{
    std::unique_ptr<SSL_CTX, Free> context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        return;
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    if (options.caPem.isEmpty())
        SSL_CTX_set_default_verify_paths(context.get());
    else if (!addAuthorities(SSL_CTX_get_cert_store(context.get()), options.caPem))
        return;

    X509_VERIFY_PARAM *check = SSL_CTX_get0_param(context.get());
    const QHostAddress literal(peerName);
    if (literal.isNull()) {
        const QByteArray ace = QUrl::toAce(peerName);
        m_serverName = ace.isEmpty() ? peerName.toUtf8() : ace;
        X509_VERIFY_PARAM_set_hostflags(check, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        if (X509_VERIFY_PARAM_set1_host(check, m_serverName.constData(), size_t(m_serverName.size())) != 1)
            return;
    } else if (X509_VERIFY_PARAM_set1_ip_asc(check, literal.toString().toLatin1().constData()) != 1) {
        return;
    }

    SSL_CTX_set_verify(context.get(), options.verifyPeer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE,
                       options.verifyPeer ? &MosquittoTls::onVerify : nullptr);
    SSL_CTX_set_info_callback(context.get(), &MosquittoTls::onInfo);
    SSL_CTX_set_app_data(context.get(), this);
    m_context = std::move(context);
}

void MosquittoTls::onInfo(const SSL *ssl, int where, int)
{
    if (where != SSL_CB_HANDSHAKE_START)
        return;
    // libmosquitto has put the address into SNI by now and the ClientHello is not built yet. The call hands
    // out a const SSL although it is documented as the place to look at, and OpenSSL owns it as non-const.
    const auto *self = static_cast<const MosquittoTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
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
    self->m_verifyError = QString::fromUtf8(X509_verify_cert_error_string(reason));
    return accepted;
}

} // namespace syspulse
