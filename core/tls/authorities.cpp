// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/authorities.h"

#include <QCoreApplication>
#include <QFile>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct AuthoritiesTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::Authorities)
};

/// Larger files are refused: no certificate authority needs as much.
constexpr qint64 maxBytes = 1024 * 1024;

} // namespace

Result<QByteArray> readAuthorities(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Local, AuthoritiesTexts::tr("The file of certificates cannot be read."),
                       file.errorString());
    const QByteArray content = file.read(maxBytes + 1);
    if (content.size() > maxBytes)
        return failure(ErrorKind::Local, AuthoritiesTexts::tr("The file is too large to be a certificate."));
    if (!content.contains("-----BEGIN CERTIFICATE-----"))
        return failure(
            ErrorKind::Local,
            AuthoritiesTexts::tr("There is no certificate in this file. It must be a PEM file, whose text "
                                 "begins with -----BEGIN CERTIFICATE-----."));
    return content;
}

} // namespace syspulse
