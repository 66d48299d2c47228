// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/testchains.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>

namespace syspulse::test {

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

QByteArray TestChains::contentOf(const QString &file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

bool TestChains::write(const QString &file, const QByteArray &content)
{
    QFile output(file);
    if (output.open(QIODevice::WriteOnly) && output.write(content) == content.size())
        return true;
    m_error = output.errorString();
    return false;
}

bool TestChains::openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    m_error = arguments.join(QLatin1Char(' ')) + QLatin1Char('\n') +
              QString::fromUtf8(process.readAllStandardError());
    return false;
}

bool TestChains::issue(const QString &request, const QString &authority, const QString &authorityKey,
                       const QByteArray &extensions, int days, const QString &out)
{
    const QString file = path("extensions.cnf");
    return write(file, extensions) && openssl(words("x509 -req -CAcreateserial -in")
                                              << request << words("-CA") << authority << words("-CAkey")
                                              << authorityKey << words("-days") << QString::number(days)
                                              << words("-extfile") << file << words("-out") << out);
}

bool TestChains::makeChain(int intermediateDays)
{
    const QStringList newEc = words("-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout");
    return openssl(words("req -x509 -days 2")
                   << newEc << path("root.key") << words("-subj") << QStringLiteral("/CN=Test root")
                   << words("-out") << path("root.pem")) &&
           openssl(words("req") << newEc << path("intermediate.key") << words("-subj")
                                << QStringLiteral("/CN=Test intermediate") << words("-out")
                                << path("intermediate.csr")) &&
           openssl(words("req") << newEc << keyFile() << words("-subj") << QStringLiteral("/CN=broker.test")
                                << words("-out") << path("server.csr")) &&
           issue(path("intermediate.csr"), path("root.pem"), path("root.key"), "basicConstraints=CA:TRUE\n",
                 intermediateDays, path("intermediate.pem")) &&
           issue(path("server.csr"), path("intermediate.pem"), path("intermediate.key"),
                 "subjectAltName=DNS:broker.test,IP:127.0.0.1\n", 2, path("server.pem"));
}

QString TestChains::chainFile()
{
    return write(path("chain.pem"), serverPem() + intermediatePem()) ? path("chain.pem") : QString();
}

QString TestChains::certificate(const QByteArray &name, const QString &commonName,
                                const QString &alternativeNames)
{
    const QString request = path("odd.csr");
    const QString out = path(QByteArray(name + ".pem").constData());
    const QByteArray extensions = alternativeNames.isEmpty()
                                      ? QByteArray("basicConstraints=CA:FALSE\n")
                                      : QByteArray("subjectAltName=" + alternativeNames.toLatin1() + '\n');
    return openssl(words("req -new -key")
                   << keyFile() << words("-subj") << QStringLiteral("/CN=") + commonName << words("-out")
                   << request) &&
                   issue(request, path("root.pem"), path("root.key"), extensions, 2, out)
               ? out
               : QString();
}

bool TestChains::makeClient(const QStringList &keyArguments)
{
    return openssl(words("genpkey") << keyArguments << words("-out") << clientKeyFile()) &&
           openssl(words("req -new -key")
                   << clientKeyFile() << words("-subj") << QStringLiteral("/CN=pulse-client") << words("-out")
                   << path("client.csr")) &&
           issue(path("client.csr"), path("root.pem"), path("root.key"), "basicConstraints=CA:FALSE\n", 2,
                 clientFile());
}

QString TestChains::desKeyFile()
{
    return openssl(words("rsa -provider legacy -provider default -traditional -des -passout")
                   << QStringLiteral("pass:old key") << words("-in") << clientKeyFile() << words("-out")
                   << path("client-des.key"))
               ? path("client-des.key")
               : QString();
}

QString TestChains::unusableKeyFile()
{
    QByteArray der = QSslCertificate::fromPath(clientFile()).value(0).toDer();
    const QByteArray ecPublicKey = QByteArray::fromHex("06072a8648ce3d0201");
    const qsizetype at = der.indexOf(ecPublicKey);
    if (at < 0)
        return {};
    der[at + ecPublicKey.size() - 1] = char(0x7f);
    return write(path("unusable.pem"),
                 "-----BEGIN CERTIFICATE-----\n" + der.toBase64() + "\n-----END CERTIFICATE-----\n")
               ? path("unusable.pem")
               : QString();
}

} // namespace syspulse::test
