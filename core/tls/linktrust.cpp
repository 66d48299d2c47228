// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/linktrust.h"

#include "core/base/offthread.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace syspulse {

namespace {

/// Sentences about the files of a client certificate.
struct ClientIdentityText
{
    Q_DECLARE_TR_FUNCTIONS(ClientIdentity)
};

constexpr qint64 maxFileBytes = 1024 * 1024;

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("The file %1 of the client certificate cannot be read. Check "
                                              "that it is there and that you may read it.")
                           .arg(path),
                       file.errorString());
    const QByteArray content = file.read(maxFileBytes + 1);
    if (content.size() > maxFileBytes)
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("The file %1 is too large to be a certificate or a key. "
                                              "Choose another one.")
                           .arg(path));
    return content;
}

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
        return failure(ErrorKind::Local, ClientIdentityText::tr("A SHA-256 fingerprint has 64 hexadecimal "
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

Result<ClientIdentity> readClientIdentity(const LinkTrust &trust)
{
    if (trust.certificateFile.isEmpty()) {
        if (trust.keyFile.isEmpty())
            return ClientIdentity();
        return failure(ErrorKind::Local, ClientIdentityText::tr("There is a key file, but no client "
                                                                "certificate that it belongs to. Choose the "
                                                                "certificate file too."));
    }
    const Result<QByteArray> certificatePem = readPem(trust.certificateFile);
    if (!certificatePem)
        return Unexpected<Error>{certificatePem.error()};
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("There is no certificate in %1. It must be a PEM file, whose "
                                              "text begins with -----BEGIN CERTIFICATE-----.")
                           .arg(trust.certificateFile));
    const QString keyFile = trust.keyFile.isEmpty() ? trust.certificateFile : trust.keyFile;
    const Result<QByteArray> keyPem = readPem(keyFile);
    if (!keyPem)
        return Unexpected<Error>{keyPem.error()};
    if (!keyPem->contains("PRIVATE KEY-----"))
        return failure(ErrorKind::Local, ClientIdentityText::tr("There is no private key in %1. It must be a "
                                                                "PEM file. Choose the key file.")
                                             .arg(keyFile));
    const QSslKey key(*keyPem, chain.constFirst().publicKey().algorithm(), QSsl::Pem, QSsl::PrivateKey,
                      trust.keyPassphrase.toUtf8());
    if (key.isNull()) {
        if (!keyPem->contains("ENCRYPTED"))
            return failure(ErrorKind::Local, ClientIdentityText::tr("The key in %1 does not belong to the "
                                                                    "certificate, or is of an unknown kind. "
                                                                    "Choose the key of this certificate.")
                                                 .arg(keyFile));
        return failure(
            ErrorKind::Local,
            (trust.keyPassphrase.isEmpty()
                 ? ClientIdentityText::tr("The key in %1 is encrypted. Enter its passphrase.")
                 : ClientIdentityText::tr("The passphrase of the key in %1 is wrong. Enter it again."))
                .arg(keyFile));
    }
    ClientIdentity identity;
    for (const QSslCertificate &certificate : chain)
        identity.certificatePem += certificate.toPem();
    identity.keyPem = key.toPem();
    return identity;
}

void loadClientIdentity(const LinkTrust &trust, QObject *context,
                        std::function<void(const Result<ClientIdentity> &)> done)
{
    runOffThread([trust] { return readClientIdentity(trust); }, context, std::move(done));
}

} // namespace syspulse
