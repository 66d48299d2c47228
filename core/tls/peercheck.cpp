// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/peercheck.h"

#include "core/base/logging.h"
#include "core/tls/openssltypes.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <QHostAddress>
#include <QUrl>

#include <tuple>

namespace syspulse {

namespace {

using Kind = CertificateProblem::Kind;
using Store = std::unique_ptr<X509_STORE, openssl::Free<&X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, openssl::Free<&X509_STORE_CTX_free>>;

/// A stack that owns its certificates.
struct Stack
{
    Stack()
        : certificates(sk_X509_new_null())
    {}
    ~Stack() { sk_X509_pop_free(certificates, X509_free); }
    Q_DISABLE_COPY_MOVE(Stack)

    STACK_OF(X509) * certificates;
};

openssl::Certificate toOpenSsl(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    return openssl::Certificate(d2i_X509(nullptr, &bytes, long(der.size())));
}

/// Whether @p certificate says by alternative names for which hosts or addresses it is.
bool hasAlternativeNames(X509 *certificate)
{
    auto *names =
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    bool found = false;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const int type = sk_GENERAL_NAME_value(names, i)->type;
        found = found || type == GEN_DNS || type == GEN_IPADD;
    }
    GENERAL_NAMES_free(names);
    return found;
}

bool isForAddress(X509 *certificate, const QSslCertificate &leaf, const QHostAddress &address)
{
    QList<QHostAddress> forms{address};
    bool isMapped = false;
    if (const quint32 v4 = address.toIPv4Address(&isMapped); isMapped)
        forms.append(QHostAddress(v4));
    for (const QHostAddress &form : forms) {
        if (X509_check_ip_asc(certificate, form.toString().toLatin1().constData(), 0) == 1)
            return true;
    }
    const QStringList names = leaf.subjectInfo(QSslCertificate::CommonName);
    return !hasAlternativeNames(certificate) &&
           std::any_of(names.cbegin(), names.cend(),
                       [&forms](const QString &name) { return forms.contains(QHostAddress(name)); });
}

bool isFor(X509 *certificate, const QSslCertificate &leaf, const QString &name)
{
    const QHostAddress address(name);
    if (!address.isNull())
        return isForAddress(certificate, leaf, address);
    const QByteArray ace = QUrl::toAce(name);
    const QByteArray host = ace.isEmpty() ? name.toUtf8() : ace;
    return !host.isEmpty() && X509_check_host(certificate, host.constData(), size_t(host.size()),
                                              X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1;
}

/// Adds every certificate in @p pem to @p store. Returns false when there is none or one is malformed.
bool addAuthorities(X509_STORE *store, const QByteArray &pem)
{
    const openssl::Bio bio = openssl::reader(pem);
    int count = 0;
    while (const openssl::Certificate certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
        if (X509_STORE_add_cert(store, certificate.get()) == 1)
            ++count;
    }
    return count > 0 && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
}

/// How weak a key or a signature may be, as the system's configuration of OpenSSL says.
int securityLevel()
{
    const std::unique_ptr<SSL_CTX, openssl::Free<&SSL_CTX_free>> context(SSL_CTX_new(TLS_client_method()));
    return context ? SSL_CTX_get_security_level(context.get()) : 1;
}

Kind kindOf(int reason)
{
    switch (reason) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return Kind::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return Kind::NotYetValid;
    default:
        return Kind::NotTrusted;
    }
}

/// Whether the certificates lead from the server's own to one that is trusted, and are valid now.
std::optional<CertificateProblem> checkChain(X509 *own, const QList<QSslCertificate> &chain,
                                             const TlsOptions &options)
{
    const QSslCertificate &leaf = chain.constFirst();
    const Store store(X509_STORE_new());
    const StoreContext context(X509_STORE_CTX_new());
    if (options.caPem.isEmpty())
        X509_STORE_set_default_paths(store.get());
    else if (!addAuthorities(store.get(), options.caPem))
        return CertificateProblem{Kind::NotTrusted, leaf, leaf, {}};
    Stack others;
    for (const QSslCertificate &certificate : chain.mid(1)) {
        openssl::Certificate other = toOpenSsl(certificate);
        if (other && sk_X509_push(others.certificates, other.get()) > 0)
            std::ignore = other.release(); // the stack frees it
    }
    if (X509_STORE_CTX_init(context.get(), store.get(), own, others.certificates) != 1)
        return CertificateProblem{Kind::NotTrusted, leaf, leaf, {}};
    X509_STORE_CTX_set_default(context.get(), "ssl_server");
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context.get());
    // What the user chose to trust is an anchor although it is no root, as for curl.
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_auth_level(rules, securityLevel());
    if (X509_verify_cert(context.get()) == 1)
        return std::nullopt;
    const int reason = X509_STORE_CTX_get_error(context.get());
    const QSslCertificate guilty = openssl::toQt(X509_STORE_CTX_get_current_cert(context.get()));
    return CertificateProblem{kindOf(reason), leaf, guilty.isNull() ? leaf : guilty,
                              QString::fromUtf8(X509_verify_cert_error_string(reason))};
}

} // namespace

bool certificateIsFor(const QSslCertificate &leaf, const QString &name)
{
    const openssl::Certificate certificate = toOpenSsl(leaf);
    const bool matches = certificate && isFor(certificate.get(), leaf, name);
    ERR_clear_error();
    return matches;
}

std::optional<CertificateProblem> checkPeer(const QList<QSslCertificate> &chain, const TlsOptions &options,
                                            const QString &name)
{
    const QSslCertificate leaf = chain.value(0);
    if (!options.pin.isEmpty()) {
        if (isPinned(leaf, options.pin))
            return std::nullopt;
        return CertificateProblem{Kind::Changed, leaf, leaf, {}};
    }
    if (!options.verifyPeer || isPinned(leaf, options.known))
        return std::nullopt;
    const openssl::Certificate own = leaf.isNull() ? nullptr : toOpenSsl(leaf);
    if (!own)
        return CertificateProblem{Kind::NotTrusted, leaf, leaf, {}};
    std::optional<CertificateProblem> problem = checkChain(own.get(), chain, options);
    // An unknown issuer is told before a wrong name, and that before wrong dates.
    if ((!problem || problem->kind != Kind::NotTrusted) && !isFor(own.get(), leaf, name))
        problem = CertificateProblem{Kind::WrongHost, leaf, leaf, {}};
    ERR_clear_error();
    if (problem)
        qCDebug(lcTls) << "certificate refused for" << name << problem->reason;
    return problem;
}

} // namespace syspulse
