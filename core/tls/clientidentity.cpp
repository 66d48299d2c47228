// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/clientidentity.h"

#include "core/tls/openssltypes.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/provider.h>

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

/// A PEM file, which may hold a key.
Result<Secret> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("The file %1 of the client certificate cannot be read. Check "
                                              "that it is there and that you may read it.")
                           .arg(path),
                       file.errorString());
    QByteArray content = file.read(maxFileBytes + 1);
    if (content.size() > maxFileBytes)
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("The file %1 is too large to be a certificate or a key. "
                                              "Choose another one.")
                           .arg(path));
    return Secret::fromUtf8(std::move(content));
}

bool contains(const Secret &pem, QByteArrayView what)
{
    return pem.reveal([what](QByteArrayView text) { return text.contains(what); });
}

/// Hands OpenSSL the passphrase, so that it never asks on the terminal.
int givePassphrase(char *buffer, int size, int, void *passphrase)
{
    return static_cast<const Secret *>(passphrase)->reveal([buffer, size](QByteArrayView text) {
        if (text.isEmpty() || text.size() > size)
            return -1;
        std::copy(text.cbegin(), text.cend(), buffer);
        return int(text.size());
    });
}

openssl::Key parseKey(const Secret &pem, Secret passphrase)
{
    return pem.reveal([&passphrase](QByteArrayView text) {
        return openssl::Key(
            PEM_read_bio_PrivateKey(openssl::reader(text).get(), nullptr, &givePassphrase, &passphrase));
    });
}

/// OpenSSL's provider of methods that are no longer safe, such as DES and RC2, while the object lives: a key
/// that was encrypted with one of them is still the user's key.
class LegacyMethods
{
public:
    LegacyMethods()
        : m_provider(OSSL_PROVIDER_try_load(nullptr, "legacy", 1))
    {}
    ~LegacyMethods()
    {
        if (m_provider != nullptr)
            OSSL_PROVIDER_unload(m_provider);
    }
    Q_DISABLE_COPY_MOVE(LegacyMethods)

    bool areThere() const { return m_provider != nullptr; }

private:
    OSSL_PROVIDER *m_provider;
};

Result<openssl::Key> readKey(const Secret &pem, const QString &file, const Secret &passphrase)
{
    openssl::Key key = parseKey(pem, passphrase);
    const bool encrypted = contains(pem, "ENCRYPTED");
    bool legacy = true;
    if (!key && encrypted && !passphrase.isEmpty()) {
        const LegacyMethods methods;
        legacy = methods.areThere();
        if (legacy)
            key = parseKey(pem, passphrase);
    }
    if (key)
        return key;
    if (!encrypted)
        return failure(ErrorKind::Local, ClientIdentityText::tr("The key in %1 is damaged, or of a kind that "
                                                                "is not known here. Choose another key file.")
                                             .arg(file));
    if (passphrase.isEmpty())
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("The key in %1 is encrypted. Enter its passphrase.").arg(file));
    if (!legacy)
        return failure(
            ErrorKind::Local,
            ClientIdentityText::tr("The passphrase of the key in %1 is wrong, or the key is "
                                   "encrypted with a method that is too old for this system. Enter "
                                   "it again, or encrypt the key again with \"openssl pkcs8 -topk8\".")
                .arg(file));
    return failure(
        ErrorKind::Local,
        ClientIdentityText::tr("The passphrase of the key in %1 is wrong. Enter it again.").arg(file));
}

/// The key as PEM without a passphrase.
Secret plainPem(const openssl::Key &key)
{
    const openssl::Bio bio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return Secret::fromUtf8(QByteArrayView(bytes, qsizetype(size)));
}

/// Whether OpenSSL can use the public key of the first certificate in @p pem. Qt crashes where it cannot.
bool hasUsableKey(const QByteArray &pem)
{
    const openssl::Certificate certificate(
        PEM_read_bio_X509(openssl::reader(pem).get(), nullptr, nullptr, nullptr));
    return certificate && X509_get0_pubkey(certificate.get()) != nullptr;
}

Result<ClientIdentity> readFiles(const LinkTrust &trust)
{
    const Result<Secret> certificatePem = readPem(trust.certificateFile);
    if (!certificatePem)
        return Unexpected<Error>{certificatePem.error()};
    const QList<QSslCertificate> chain = certificatePem->reveal([](QByteArrayView pem) {
        return QSslCertificate::fromData(QByteArray::fromRawData(pem.data(), pem.size()), QSsl::Pem);
    });
    if (chain.isEmpty())
        return failure(ErrorKind::Local,
                       ClientIdentityText::tr("There is no certificate in %1. It must be a PEM file, whose "
                                              "text begins with -----BEGIN CERTIFICATE-----.")
                           .arg(trust.certificateFile));
    ClientIdentity identity;
    for (const QSslCertificate &certificate : chain)
        identity.certificatePem += certificate.toPem();
    if (!hasUsableKey(identity.certificatePem))
        return failure(
            ErrorKind::Local,
            ClientIdentityText::tr("The certificate in %1 has a public key that is damaged, or of a "
                                   "kind that is not known here. Choose another certificate.")
                .arg(trust.certificateFile));
    const QString keyFile = trust.keyFile.isEmpty() ? trust.certificateFile : trust.keyFile;
    const Result<Secret> keyPem = readPem(keyFile);
    if (!keyPem)
        return Unexpected<Error>{keyPem.error()};
    if (!contains(*keyPem, "PRIVATE KEY-----"))
        return failure(ErrorKind::Local, ClientIdentityText::tr("There is no private key in %1. It must be a "
                                                                "PEM file. Choose the key file.")
                                             .arg(keyFile));
    const Result<openssl::Key> key = readKey(*keyPem, keyFile, trust.keyPassphrase);
    if (!key)
        return Unexpected<Error>{key.error()};
    identity.keyPem = plainPem(*key);
    return identity;
}

} // namespace

Result<ClientIdentity> readClientIdentity(const LinkTrust &trust)
{
    if (trust.certificateFile.isEmpty()) {
        if (trust.keyFile.isEmpty())
            return ClientIdentity();
        return failure(ErrorKind::Local, ClientIdentityText::tr("There is a key file, but no client "
                                                                "certificate that it belongs to. Choose the "
                                                                "certificate file too."));
    }
    Result<ClientIdentity> identity = readFiles(trust);
    ERR_clear_error();
    return identity;
}

void useIdentity(QSslConfiguration &configuration, const ClientIdentity &identity)
{
    if (identity.isEmpty())
        return;
    configuration.setLocalCertificateChain(QSslCertificate::fromData(identity.certificatePem, QSsl::Pem));
    // Qt itself reads only some kinds of keys, but takes any that OpenSSL has read, and owns it then.
    if (openssl::Key key = parseKey(identity.keyPem, {}))
        configuration.setPrivateKey(QSslKey(Qt::HANDLE(key.release()), QSsl::PrivateKey));
}

} // namespace syspulse
