// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/certificateerrors.h"

#include "core/base/plaintext.h"
#include "core/tls/linktrust.h"

#include <algorithm>
#include <array>

#include <QDateTime>

namespace syspulse {

namespace {

using Kind = CertificateProblem::Kind;

/// Same form everywhere and for everyone, as it is compared with what a server's log says.
QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC");
}

/// The first names that @p certificate is for, for one sentence.
QString namesOf(const QSslCertificate &certificate)
{
    constexpr qsizetype shown = 4;
    constexpr qsizetype longest = 200;
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names.append(certificate.subjectDisplayName());
    std::sort(names.begin(), names.end());
    QString text = cutText(names.mid(0, shown).join(QStringLiteral(", ")), longest);
    if (names.size() > shown)
        text += QStringLiteral(", …");
    return text;
}

/// The name of the holder of @p certificate, for one sentence.
QString displayName(const QSslCertificate &certificate)
{
    constexpr qsizetype longest = 80;
    return cutText(certificate.subjectDisplayName(), longest);
}

} // namespace

bool isPinned(const QSslCertificate &leaf, const QByteArray &pin)
{
    return !pin.isEmpty() && !leaf.isNull() && leaf.digest(QCryptographicHash::Sha256) == pin;
}

Error CertificateErrors::refused(const QString &place, const QString &host, const QByteArray &pin,
                                 const CertificateProblem &problem)
{
    QString text;
    switch (problem.kind) {
    case Kind::NotTrusted:
        text = tr("The certificate of %1 was issued by nobody who is trusted here. Choose the certificate "
                  "authority that issued it, or look at the certificate and trust only this one.")
                   .arg(place);
        break;
    case Kind::WrongHost:
        text = tr("The certificate of %1 is not for \"%2\" but for: %3. Use one of these names as the "
                  "address, or look at the certificate and trust only this one.")
                   .arg(place, host, namesOf(problem.leaf));
        break;
    case Kind::Expired:
        text = problem.guilty == problem.leaf
                   ? tr("The certificate of %1 expired at %2. Have it renewed on the server, or look at the "
                        "certificate and trust only this one.")
                         .arg(place, timeText(problem.leaf.expiryDate()))
                   : tr("The certificate of \"%2\", an authority above the certificate of %1, expired at %3. "
                        "Have it renewed on the server, or look at the certificate and trust only this one.")
                         .arg(place, displayName(problem.guilty), timeText(problem.guilty.expiryDate()));
        break;
    case Kind::NotYetValid:
        text = problem.guilty == problem.leaf
                   ? tr("The certificate of %1 is not valid before %2. Check the clock of this computer and "
                        "the one of the server.")
                         .arg(place, timeText(problem.leaf.effectiveDate()))
                   : tr("The certificate of \"%2\", an authority above the certificate of %1, is not valid "
                        "before %3. Check the clock of this computer and the one of the server.")
                         .arg(place, displayName(problem.guilty), timeText(problem.guilty.effectiveDate()));
        break;
    case Kind::Changed:
        text = tr("The certificate of %1 has changed: it is not the only one that you trust. Expected the "
                  "fingerprint %2, got %3. Connect only after the administrator of the server has confirmed "
                  "the new one.")
                   .arg(place, fingerprintText(pin),
                        fingerprintText(problem.leaf.digest(QCryptographicHash::Sha256)));
        break;
    }
    return {ErrorKind::Tls, text, problem.reason, 0};
}

Error CertificateErrors::clientCertificateRefused(const QString &place, bool shown, const QString &detail)
{
    const QString text = shown ? tr("%1 did not accept the client certificate. Choose the certificate and "
                                    "the key that were made for this server.")
                               : tr("%1 wants a client certificate. Choose the certificate and the key that "
                                    "were made for this server.");
    return {ErrorKind::Tls, text.arg(place), detail, 0};
}

Error CertificateErrors::handshakeRefused(const QString &place, const QString &detail)
{
    return {ErrorKind::Tls,
            tr("%1 broke off the TLS handshake. Either it wants a client certificate (choose the certificate "
               "and the key that were made for this server), or it has no TLS version or cipher in common "
               "with this program.")
                .arg(place),
            detail, 0};
}

Error CertificateErrors::nothingInCommon(const QString &place, const QString &detail)
{
    return {ErrorKind::Tls,
            tr("%1 broke off the TLS handshake: it has no TLS version or cipher in common with this program. "
               "TLS 1.2 or newer is needed.")
                .arg(place),
            detail, 0};
}

Error CertificateErrors::clientCertificateUnusable(const QString &place)
{
    return {ErrorKind::Tls,
            tr("The client certificate for %1 and its key do not belong together. Choose the key of this "
               "certificate.")
                .arg(place),
            {},
            0};
}

bool isClientCertificateAlert(const QString &reason)
{
    static constexpr std::array alerts{
        "alert certificate required",   "alert bad certificate",     "alert unknown ca",
        "alert certificate unknown",    "alert certificate expired", "alert certificate revoked",
        "alert unsupported certificate"};
    return std::any_of(alerts.cbegin(), alerts.cend(), [&reason](const char *alert) {
        return reason.contains(QLatin1String(alert), Qt::CaseInsensitive);
    });
}

bool isHandshakeAlert(const QString &reason)
{
    static constexpr std::array alerts{"alert handshake failure", "alert protocol version",
                                       "alert insufficient security"};
    return std::any_of(alerts.cbegin(), alerts.cend(), [&reason](const char *alert) {
        return reason.contains(QLatin1String(alert), Qt::CaseInsensitive);
    });
}

} // namespace syspulse
