// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/mqtt/mqtttypes.h"
#include "core/tls/certificateerrors.h"

#include <functional>
#include <memory>
#include <openssl/ssl.h>
#include <optional>
#include <QByteArray>

namespace syspulse {

/// The TLS settings that libmosquitto uses in place of its own.
///
/// Why not libmosquitto's own: it takes one host string for three things, the address to connect to, SNI and
/// the name in the certificate, and resolves it with a blocking getaddrinfo(), in mosquitto_connect_async()
/// too (2.0.11, net__try_connect_tcp). To never block it must get an address, and so the two names have to
/// come from here. This also takes the CA and the client certificate straight from memory.
class MosquittoTls
{
public:
    MosquittoTls() = default;
    MosquittoTls(const MosquittoTls &) = delete;
    MosquittoTls &operator=(const MosquittoTls &) = delete;

    /// Makes the context; to be called once. @p peerName is a host name or an address literal.
    Result<void> prepare(const MqttEndpoint &endpoint, const QString &peerName);
    /// Called, any number of times, when the peer has taken a first packet, and when the handshake is over.
    /// Both may happen within any call of libmosquitto, the one that starts connecting too.
    void setProgress(std::function<void()> connected, std::function<void()> secured)
    {
        m_connected = std::move(connected);
        m_secured = std::move(secured);
    }
    /// Keeps a pointer to this object: it must outlive every connection made with it.
    SSL_CTX *context() const { return m_context.get(); }
    /// Why the peer's certificate was refused; nothing when it was not.
    const std::optional<CertificateProblem> &problem() const { return m_problem; }
    /// The alert by which the peer refused our certificate, the lack of one or the whole handshake; empty
    /// when it did not.
    const QString &refusal() const { return m_refusal; }
    /// Whether the peer has asked for a client certificate.
    bool isCertificateWanted() const { return m_certificateWanted; }

private:
    struct Free
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };

    static void onInfo(const SSL *ssl, int where, int value);
    /// Keeps a failing write from ending the connection: what the peer said before it hung up is still to be
    /// read.
    static long onIo(BIO *bio, int operation, const char *data, size_t size, int, long, int result,
                     size_t *processed);
    /// Takes the place of the whole verification.
    static int onVerify(X509_STORE_CTX *store, void *self);
    static int onCertificateWanted(SSL *ssl, X509 **certificate, EVP_PKEY **key);

    std::unique_ptr<SSL_CTX, Free> m_context;
    TlsOptions m_options;
    QString m_peerName;
    QByteArray m_serverName; ///< for SNI; empty where the peer is told by its address
    std::function<void()> m_connected;
    std::function<void()> m_secured;
    bool m_certificateWanted = false;
    std::optional<CertificateProblem> m_problem;
    QString m_refusal;
};

} // namespace syspulse
