// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>

namespace syspulse::test {

/// A certificate authority of our own, a server certificate (for `broker.test` and 127.0.0.1), one that has
/// expired and a client certificate, valid for two days and made with the `openssl` command in a folder of
/// the caller.
class TestCertificates
{
public:
    /// Returns false when openssl is missing or fails; error() says why.
    bool create(const QString &folder);
    QString error() const { return m_error; }

    QString authorityFile() const;
    QString serverFile() const;
    QString keyFile() const;
    /// For the same names and key as serverFile(), but expired.
    QString expiredFile() const;
    QString clientFile() const;
    QString clientKeyFile() const;
    /// The key of clientFile(), encrypted with the passphrase "open sesame".
    QString encryptedKeyFile() const;
    /// A client certificate (and its key) of an authority that nobody knows.
    QString strangerFile() const;
    QString strangerKeyFile() const;
    QByteArray authorityPem() const;
    /// For a server that shows the certificate of @p file and asks its clients for none.
    QSslConfiguration serverTls(const QString &file) const;
    QSslConfiguration serverTls() const { return serverTls(serverFile()); }
    /// An authority that signed nothing.
    QByteArray strangerPem() const;

private:
    bool openssl(const QStringList &arguments);
    /// Has the authority sign the request @p name; less than no @p days make an expired certificate.
    bool sign(const QString &name, const QString &file, int days);
    QString path(const QByteArray &name) const;

    QString m_folder;
    QString m_error;
};

} // namespace syspulse::test
