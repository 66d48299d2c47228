// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/testcertificates.h"

#include <QFile>
#include <QProcess>

namespace syspulse::test {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList newKey(const QString &keyFile, const QString &commonName)
{
    return {QStringLiteral("-newkey"),
            QStringLiteral("ec"),
            QStringLiteral("-pkeyopt"),
            QStringLiteral("ec_paramgen_curve:prime256v1"),
            QStringLiteral("-nodes"),
            QStringLiteral("-keyout"),
            keyFile,
            QStringLiteral("-subj"),
            QStringLiteral("/CN=") + commonName};
}

} // namespace

bool TestCertificates::create(const QString &folder)
{
    m_folder = folder;
    QFile extensions(path("server.ext"));
    if (!extensions.open(QIODevice::WriteOnly) ||
        extensions.write("subjectAltName=DNS:broker.test,IP:127.0.0.1\n") < 0) {
        m_error = extensions.errorString();
        return false;
    }
    extensions.close();

    const QStringList selfSigned = {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-days"),
                                    QStringLiteral("2")};
    const QString out = QStringLiteral("-out");
    const QString request = path("server.csr");
    return openssl(selfSigned + newKey(path("ca.key"), QStringLiteral("Test authority")) +
                   QStringList{out, authorityFile()}) &&
           openssl(selfSigned + newKey(path("stranger.key"), QStringLiteral("Stranger")) +
                   QStringList{out, path("stranger.pem")}) &&
           openssl(QStringList{QStringLiteral("req")} + newKey(keyFile(), QStringLiteral("broker.test")) +
                   QStringList{out, request}) &&
           openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), request,
                    QStringLiteral("-CA"), authorityFile(), QStringLiteral("-CAkey"), path("ca.key"),
                    QStringLiteral("-CAcreateserial"), QStringLiteral("-days"), QStringLiteral("2"),
                    QStringLiteral("-extfile"), path("server.ext"), out, serverFile()});
}

QString TestCertificates::authorityFile() const
{
    return path("ca.pem");
}

QString TestCertificates::serverFile() const
{
    return path("server.pem");
}

QString TestCertificates::keyFile() const
{
    return path("server.key");
}

QByteArray TestCertificates::authorityPem() const
{
    return contentOf(authorityFile());
}

QByteArray TestCertificates::strangerPem() const
{
    return contentOf(path("stranger.pem"));
}

bool TestCertificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0) {
        m_error =
            process.errorString() + QLatin1Char(' ') + QString::fromUtf8(process.readAllStandardError());
        return false;
    }
    return true;
}

QString TestCertificates::path(const char *name) const
{
    return m_folder + QLatin1Char('/') + QLatin1String(name);
}

} // namespace syspulse::test
