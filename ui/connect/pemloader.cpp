// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/pemloader.h"

#include <QSslCertificate>

#include "core/base/offthread.h"
#include "core/tls/authorities.h"

namespace syspulse {

PemLoader::PemLoader(QObject *parent)
    : QObject(parent)
{}

Result<PemFile> PemLoader::read(const QString &path)
{
    const Result<QByteArray> content = readAuthorities(path);
    if (!content)
        return Unexpected<Error>{content.error()};
    QStringList names;
    for (const QSslCertificate &certificate : QSslCertificate::fromData(*content, QSsl::Pem))
        names.append(certificate.subjectDisplayName());
    if (names.isEmpty())
        return failure(ErrorKind::Local, tr("The certificate in this file is broken. Choose another file."));
    return PemFile{*content, names.join(QStringLiteral(", "))};
}

void PemLoader::load(const QString &path)
{
    runOffThread([path] { return read(path); }, m_run.begin(),
                 [this, path](const Result<PemFile> &result) {
                     emit loaded(path, result ? *result : PemFile(), result ? Error() : result.error());
                 });
}

} // namespace syspulse
