// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/certificatetext.h"

#include <QLocale>

#include "core/tls/linktrust.h"
#include "ui/base/text.h"

namespace syspulse {

namespace {

QString joined(const QStringList &common, const QStringList &organisation)
{
    QStringList parts = common + organisation;
    parts.removeAll(QString());
    parts.removeDuplicates();
    return parts.isEmpty() ? CertificateText::tr("without a name")
                           : oneLine(parts.join(QStringLiteral(", ")), 160);
}

} // namespace

QString CertificateText::subject(const QSslCertificate &certificate)
{
    return joined(certificate.subjectInfo(QSslCertificate::CommonName),
                  certificate.subjectInfo(QSslCertificate::Organization));
}

QString CertificateText::issuer(const QSslCertificate &certificate)
{
    if (certificate.isSelfSigned())
        return tr("itself");
    return joined(certificate.issuerInfo(QSslCertificate::CommonName),
                  certificate.issuerInfo(QSslCertificate::Organization));
}

QString CertificateText::names(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    names.sort();
    names.removeDuplicates();
    return names.isEmpty() ? tr("none") : oneLine(names.join(QStringLiteral(", ")), 400);
}

QString CertificateText::fingerprint(const QSslCertificate &certificate)
{
    return fingerprintText(certificate.digest(QCryptographicHash::Sha256));
}

QString CertificateText::time(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString CertificateText::validity(const QSslCertificate &certificate, const QDateTime &now)
{
    if (now < certificate.effectiveDate())
        return tr("not valid yet");
    constexpr qint64 daySeconds = 24 * 60 * 60;
    const qint64 seconds = now.secsTo(certificate.expiryDate());
    const int days = int(qAbs(seconds) / daySeconds);
    if (seconds < 0)
        return days == 0 ? tr("expired less than a day ago") : tr("expired %n day(s) ago", nullptr, days);
    return days == 0 ? tr("expires in less than a day") : tr("expires in %n day(s)", nullptr, days);
}

bool CertificateText::isFresh(const QSslCertificate &certificate, const QDateTime &now)
{
    constexpr int warningDays = 14;
    return now >= certificate.effectiveDate() && now.addDays(warningDays) <= certificate.expiryDate();
}

} // namespace syspulse
