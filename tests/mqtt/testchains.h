// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace syspulse::test {

/// Server certificates that were not issued by a root, or are odd otherwise, and client certificates with
/// keys of every kind. Made with the `openssl` command, each when it is asked for, in a folder of the caller;
/// an empty text where that failed, and error() says why. All keys of servers are in keyFile().
class TestChains
{
public:
    explicit TestChains(const QString &folder)
        : m_folder(folder)
    {}

    QString error() const { return m_error; }
    QString keyFile() const { return path("server.key"); }
    QByteArray rootPem() const { return contentOf(path("root.pem")); }
    QByteArray intermediatePem() const { return contentOf(path("intermediate.pem")); }
    QByteArray serverPem() const { return contentOf(path("server.pem")); }

    /// The authority, an intermediate one that is valid for @p intermediateDays (less than none: expired),
    /// and a certificate for 127.0.0.1 and broker.test issued by the latter.
    bool makeChain(int intermediateDays = 2);
    /// The server's certificate, followed by the intermediate one.
    QString chainFile();
    /// A certificate with this subject and these alternative names (may be empty), issued by the root.
    QString certificate(const QByteArray &name, const QString &commonName, const QString &alternativeNames);
    /// A client certificate issued by the root, with a key made by `openssl genpkey` with these arguments.
    bool makeClient(const QStringList &keyArguments);
    QString clientFile() const { return path("client.pem"); }
    QString clientKeyFile() const { return path("client.key"); }
    /// An RSA key encrypted with single DES in the way of old versions of OpenSSL, with the passphrase "old
    /// key". The certificate is clientFile().
    QString desKeyFile();
    /// clientFile() with a public key of an algorithm that nobody knows.
    QString unusableKeyFile();

    static QByteArray contentOf(const QString &file);

private:
    QString path(const char *name) const { return m_folder + QLatin1Char('/') + QLatin1String(name); }
    bool openssl(const QStringList &arguments);
    bool write(const QString &file, const QByteArray &content);
    bool issue(const QString &request, const QString &authority, const QString &authorityKey,
               const QByteArray &extensions, int days, const QString &out);

    QString m_folder;
    QString m_error;
};

} // namespace syspulse::test
