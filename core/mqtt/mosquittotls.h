// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttypes.h"

#include <memory>
#include <openssl/ssl.h>
#include <QByteArray>
#include <QString>

namespace syspulse {

/// The TLS settings that libmosquitto uses in place of its own.
///
/// Why not libmosquitto's own: it takes one host string for three things, the address to connect to, SNI and
/// the name in the certificate, and resolves it with a blocking getaddrinfo(), in mosquitto_connect_async()
/// too (2.0.11, net__try_connect_tcp). To never block it must get an address, and so the two names have to
/// come from here. This also takes the CA straight from memory.
class MosquittoTls
{
public:
    /// @p peerName is a host name or an address literal. valid() tells whether the CA could be read.
    MosquittoTls(const TlsOptions &options, const QString &peerName);
    MosquittoTls(const MosquittoTls &) = delete;
    MosquittoTls &operator=(const MosquittoTls &) = delete;

    bool valid() const { return m_context != nullptr; }
    /// Keeps a pointer to this object: it must outlive every connection made with it.
    SSL_CTX *context() const { return m_context.get(); }
    /// Why the peer's certificate was refused, else empty.
    QString verifyError() const { return m_verifyError; }

private:
    struct Free
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };

    static void onInfo(const SSL *ssl, int where, int value);
    static int onVerify(int accepted, X509_STORE_CTX *store);

    std::unique_ptr<SSL_CTX, Free> m_context;
    QByteArray m_serverName;
    QString m_verifyError;
};

} // namespace syspulse
