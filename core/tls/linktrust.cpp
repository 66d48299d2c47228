// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/linktrust.h"

#include "core/base/offthread.h"
#include "core/tls/clientidentity.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

/// Sentences about the files of a client certificate.
struct LinkTrustText
{
    Q_DECLARE_TR_FUNCTIONS(ClientIdentity)
};

} // namespace

QString fingerprintText(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex(':')).toUpper();
}

Result<QByteArray> parseFingerprint(const QString &text)
{
    constexpr qsizetype digits = 64;
    const QByteArray hex = text.simplified().remove(QLatin1Char(':')).remove(QLatin1Char(' ')).toLatin1();
    const QByteArray digest = QByteArray::fromHex(hex);
    if (hex.size() != digits || digest.toHex() != hex.toLower())
        return failure(ErrorKind::Local, LinkTrustText::tr("A SHA-256 fingerprint has 64 hexadecimal "
                                                           "digits, with or without colons."));
    return digest;
}

TlsOptions tlsOptions(const LinkTrust &trust)
{
    TlsOptions options;
    options.caPem = trust.caPem;
    options.pin = trust.pin;
    return options;
}

void loadClientIdentity(const LinkTrust &trust, QObject *context,
                        std::function<void(const Result<ClientIdentity> &)> done)
{
    runOffThread([trust] { return readClientIdentity(trust); }, context, std::move(done));
}

} // namespace syspulse
