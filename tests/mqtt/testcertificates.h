// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace syspulse::test {

/// A certificate authority of our own and one server certificate (for `broker.test` and 127.0.0.1), valid for
/// two days and made with the `openssl` command in a folder of the caller.
class TestCertificates
{
public:
    /// Returns false when openssl is missing or fails; error() says why.
    bool create(const QString &folder);
    QString error() const { return m_error; }

    QString authorityFile() const;
    QString serverFile() const;
    QString keyFile() const;
    QByteArray authorityPem() const;
    /// An authority that signed nothing.
    QByteArray strangerPem() const;

private:
    bool openssl(const QStringList &arguments);
    QString path(const char *name) const;

    QString m_folder;
    QString m_error;
};

} // namespace syspulse::test
