// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

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
    const auto request = [&](const QString &key, const QString &name) {
        return openssl(QStringList{QStringLiteral("req")} + newKey(key, name) +
                       QStringList{out, path((name + QStringLiteral(".csr")).toLatin1())});
    };
    const QString server = QStringLiteral("broker.test");
    const QString client = QStringLiteral("pulse-client");
    return openssl(selfSigned + newKey(path("ca.key"), QStringLiteral("Test authority")) +
                   QStringList{out, authorityFile()}) &&
           openssl(selfSigned + newKey(strangerKeyFile(), QStringLiteral("Stranger")) +
                   QStringList{out, strangerFile()}) &&
           request(keyFile(), server) && sign(server, serverFile(), 2) && sign(server, expiredFile(), -1) &&
           request(clientKeyFile(), client) && sign(client, clientFile(), 2) &&
           openssl({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"), clientKeyFile(),
                    QStringLiteral("-passout"), QStringLiteral("pass:open sesame"), out, encryptedKeyFile()});
}

bool TestCertificates::sign(const QString &name, const QString &file, int days)
{
    QStringList arguments{QStringLiteral("x509"),
                          QStringLiteral("-req"),
                          QStringLiteral("-in"),
                          path((name + QStringLiteral(".csr")).toLatin1()),
                          QStringLiteral("-CA"),
                          authorityFile(),
                          QStringLiteral("-CAkey"),
                          path("ca.key"),
                          QStringLiteral("-CAcreateserial"),
                          QStringLiteral("-days"),
                          QString::number(days),
                          QStringLiteral("-out"),
                          file};
    if (file != clientFile())
        arguments += {QStringLiteral("-extfile"), path("server.ext")};
    return openssl(arguments);
}

QString TestCertificates::expiredFile() const
{
    return path("expired.pem");
}

QString TestCertificates::clientFile() const
{
    return path("client.pem");
}

QString TestCertificates::clientKeyFile() const
{
    return path("client.key");
}

QString TestCertificates::encryptedKeyFile() const
{
    return path("client-encrypted.key");
}

QString TestCertificates::strangerFile() const
{
    return path("stranger.pem");
}

QString TestCertificates::strangerKeyFile() const
{
    return path("stranger.key");
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

QSslConfiguration TestCertificates::serverTls(const QString &file) const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate::fromPath(file).value(0));
    QFile key(keyFile());
    if (key.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QByteArray TestCertificates::strangerPem() const
{
    return contentOf(strangerFile());
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

QString TestCertificates::path(const QByteArray &name) const
{
    return m_folder + QLatin1Char('/') + QLatin1String(name);
}

} // namespace syspulse::test
