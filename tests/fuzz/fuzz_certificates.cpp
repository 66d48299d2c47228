// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/authorities.h"
#include "core/tls/clientidentity.h"
#include "core/tls/linktrust.h"
#include "core/tls/peercheck.h"
#include "tests/fuzz/fuzztarget.h"

#include <sys/mman.h>
#include <unistd.h>

#include <QDateTime>
#include <QSslConfiguration>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

/// A file that is in memory only, with a name that can be opened.
class MemoryFile
{
public:
    explicit MemoryFile(const QByteArray &bytes)
        : m_file(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        if (m_file < 0 || ::write(m_file, bytes.constData(), size_t(bytes.size())) != bytes.size())
            qFatal("no file in memory");
    }
    ~MemoryFile() { ::close(m_file); }
    Q_DISABLE_COPY_MOVE(MemoryFile)

    QString name() const { return QStringLiteral("/proc/self/fd/%1").arg(m_file); }

private:
    int m_file;
};

void checkIdentity(const QByteArray &bytes)
{
    const MemoryFile file(bytes);
    if (const Result<QByteArray> authorities = readAuthorities(file.name()))
        FUZZ_REQUIRE(*authorities == bytes);
    for (const char *passphrase : {"", "secret"}) {
        LinkTrust trust;
        trust.certificateFile = file.name();
        trust.keyPassphrase = Secret(QLatin1String(passphrase));
        const Result<ClientIdentity> identity = readClientIdentity(trust);
        if (!identity)
            continue;
        FUZZ_REQUIRE(identity->certificatePem.startsWith("-----BEGIN CERTIFICATE-----"));
        FUZZ_REQUIRE(!identity->keyPem.reveal([](QByteArrayView pem) { return pem.contains("ENCRYPTED"); }));
        QSslConfiguration configuration;
        useIdentity(configuration, *identity);
        FUZZ_REQUIRE(!configuration.localCertificateChain().isEmpty());
    }
}

void checkChain(const QByteArray &bytes)
{
    constexpr qsizetype longestChain = 4;
    QList<QSslCertificate> chain = QSslCertificate::fromData(bytes, QSsl::Pem);
    chain += QSslCertificate::fromData(bytes, QSsl::Der);
    chain = chain.mid(0, longestChain);
    if (chain.isEmpty())
        return;
    const QString name = QStringLiteral("127.0.0.1");
    certificateIsFor(chain.constFirst(), name);
    certificateIsFor(chain.constFirst(), QStringLiteral("db.example.org"));
    TlsOptions options;
    options.caPem = chain.constLast().toPem();
    const auto tell = [](const CertificateProblem &problem) {
        const Error error =
            CertificateErrors::refused(QStringLiteral("place"), QStringLiteral("host"), {}, problem);
        FUZZ_REQUIRE(error.kind == ErrorKind::Tls && !error.message.isEmpty());
    };
    if (const auto problem = checkPeer(chain, options, name))
        tell(*problem);
    // One that is pinned is trusted, whatever it says; another one never.
    options = {};
    options.pin = chain.constFirst().digest(QCryptographicHash::Sha256);
    FUZZ_REQUIRE(!checkPeer(chain, options, name));
    FUZZ_REQUIRE(isPinned(chain.constFirst(), options.pin));
    options.pin = QByteArray(32, '\1');
    const auto problem = checkPeer(chain, options, name);
    FUZZ_REQUIRE(problem && problem->kind == CertificateProblem::Kind::Changed);
    tell(*problem);
}

} // namespace

/// A file of certificates and keys, PEM or DER.
SYSPULSE_FUZZ_TARGET(certificates)
{
    checkIdentity(input);
    checkChain(input);
}
