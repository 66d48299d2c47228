// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/pemloader.h"

#include <memory>

#include <QFile>
#include <QFuture>
#include <QPromise>
#include <QSslCertificate>
#include <QThreadPool>

namespace syspulse {

PemLoader::PemLoader(QObject *parent)
    : QObject(parent)
{}

Result<PemFile> PemLoader::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Local, tr("The file of certificates cannot be read."), file.errorString());
    const QByteArray content = file.read(maxBytes + 1);
    if (content.size() > maxBytes)
        return failure(ErrorKind::Local, tr("The file is too large to be a certificate."));
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(content, QSsl::Pem);
    if (certificates.isEmpty())
        return failure(
            ErrorKind::Local,
            tr("There is no certificate in this file. It must be a PEM file, whose text begins with "
               "-----BEGIN CERTIFICATE-----."));
    QStringList names;
    for (const QSslCertificate &certificate : certificates)
        names.append(certificate.subjectDisplayName());
    return PemFile{content, names.join(QStringLiteral(", "))};
}

void PemLoader::load(const QString &path)
{
    const quint64 generation = ++m_generation;
    const auto promise = std::make_shared<QPromise<Result<PemFile>>>();
    promise->start();
    promise->future().then(this, [this, path, generation](const Result<PemFile> &result) {
        if (generation != m_generation)
            return;
        emit loaded(path, result ? *result : PemFile(), result ? Error() : result.error());
    });
    QThreadPool::globalInstance()->start([promise, path] {
        promise->addResult(read(path));
        promise->finish();
    });
}

} // namespace syspulse
