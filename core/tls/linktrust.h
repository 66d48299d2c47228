// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/tls/tlsoptions.h"

#include <functional>

#include <QObject>

namespace syspulse {

/// What the user chose for one TLS link: whom to trust, and what to show. The files of the client certificate
/// are only named here; they are read when a connection is made.
struct LinkTrust
{
    QByteArray caPem;        ///< PEM of an authority to trust; empty: the system's roots
    QByteArray pin;          ///< SHA-256 of the only certificate to accept (see TlsOptions); empty: none
    QString certificateFile; ///< PEM file of the client certificate; empty: none
    QString keyFile;         ///< PEM file of its key; empty: in certificateFile too
    Secret keyPassphrase;    ///< in memory or in a SecretStore

    bool operator==(const LinkTrust &) const = default;
};

/// @p digest as people compare it: "AB:CD:…".
QString fingerprintText(const QByteArray &digest);

/// The SHA-256 fingerprint that @p text says, as 64 hexadecimal digits with or without colons and white
/// space.
Result<QByteArray> parseFingerprint(const QString &text);

/// The parts of LinkTrust that a TLS library needs, with the client certificate still missing.
TlsOptions tlsOptions(const LinkTrust &trust);

/// readClientIdentity() in a thread of the pool, since files may lie on a slow or dead drive and decrypting a
/// key takes its time. @p done is called in this thread, and not at all once @p context is gone.
void loadClientIdentity(const LinkTrust &trust, QObject *context,
                        std::function<void(const Result<ClientIdentity> &)> done);

} // namespace syspulse
