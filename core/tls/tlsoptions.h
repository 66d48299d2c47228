// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

namespace syspulse {

/// A client certificate with its key, as a TLS library takes them. In memory only.
struct ClientIdentity
{
    QByteArray certificatePem; ///< the client's own certificate first, then those that it was issued by
    Secret keyPem;             ///< not encrypted

    bool isEmpty() const { return certificatePem.isEmpty(); }
    bool operator==(const ClientIdentity &) const = default;
};

/// How to verify the peer of a TLS connection, and how to prove who we are.
struct TlsOptions
{
    bool enabled = false;
    QByteArray caPem; ///< PEM of the certificate authority to trust; empty: the system's roots
    /// SHA-256 of the one certificate (DER) that is accepted, whatever its issuer, names and dates say; comes
    /// before everything else here. Empty: any valid certificate.
    QByteArray pin;
    /// SHA-256 of a certificate that is accepted in the same way, besides any valid one. Empty: none.
    QByteArray known;
    ClientIdentity identity; ///< empty: none is shown
    QString peerName;        ///< name the certificate must carry; empty: the host name
    bool verifyPeer = true;  ///< false only when the user chose to accept any certificate

    bool operator==(const TlsOptions &) const = default;
};

/// The name for SNI and for the check of the certificate of @p host: as in certificates, which have neither
/// the dot at the end of an absolute name nor the zone of an address.
inline QString expectedName(const TlsOptions &options, const QString &host)
{
    QString name = options.peerName.isEmpty() ? host : options.peerName;
    if (name.contains(QLatin1Char(':')))
        name = name.section(QLatin1Char('%'), 0, 0);
    while (name.endsWith(QLatin1Char('.')))
        name.chop(1);
    return name;
}

} // namespace syspulse
