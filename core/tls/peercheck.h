// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/certificateerrors.h"
#include "core/tls/tlsoptions.h"

#include <optional>

#include <QList>
#include <QSslCertificate>

namespace syspulse {

/// Whether @p leaf is for @p name, a host name or an address literal. The common name counts only where the
/// certificate has no alternative name of a host or an address, as in curl.
bool certificateIsFor(const QSslCertificate &leaf, const QString &name);

/// Why a server that shows @p chain, its own certificate first, must not be trusted; nothing if it may be.
/// This is the one judgement for every link, so that the links cannot disagree. @p name: see expectedName().
/// Each certificate in options.caPem is trusted as it is, be it a root, an intermediate or the server's own.
std::optional<CertificateProblem> checkPeer(const QList<QSslCertificate> &chain, const TlsOptions &options,
                                            const QString &name);

} // namespace syspulse
