// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QDialog>
#include <QFormLayout>
#include <QTreeWidget>

#include "core/tls/certificateprobe.h"

namespace syspulse {

class Banner;

/// Words about certificates. What comes from a certificate is untrusted and made harmless for one line.
class CertificateText
{
    Q_DECLARE_TR_FUNCTIONS(CertificateText)

public:
    /// Common name and organisation of the subject or issuer, as far as there are any.
    static QString subject(const QSslCertificate &certificate);
    static QString issuer(const QSslCertificate &certificate);
    /// The host names and addresses that it is for.
    static QString names(const QSslCertificate &certificate);
    static QString fingerprint(const QSslCertificate &certificate);
    static QString time(const QDateTime &time);
    /// "expires in 12 days", "expired 3 days ago", "not valid yet".
    static QString validity(const QSslCertificate &certificate, const QDateTime &now);
    /// Whether it is to be used at @p now; false also during the last 14 days.
    static bool isFresh(const QSslCertificate &certificate, const QDateTime &now);
};

/// The certificates that a server shows: who issued them, how long they are valid, for which names, and why
/// the system does not trust them. First it waits for them; see showCertificates().
class CertificateDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p link names the link, as in a title. @p pin is the fingerprint of the certificate that is the only
    /// one to be trusted now; empty: none is. @p known is that of one that is accepted beside valid ones,
    /// since it is pinned for the operations API.
    CertificateDialog(const QString &link, const QByteArray &pin, const QByteArray &known,
                      QWidget *parent = nullptr);

    void showCertificates(const PeerCertificates &certificates);
    void showError(const Error &error);

signals:
    /// The user trusts only the certificate with this SHA-256 fingerprint from now on.
    void pinned(const QByteArray &digest);

private:
    void judge();
    void showDetails(int index);
    QLabel *addDetail(const QString &name, const QString &title);

    const QByteArray m_pin;
    const QByteArray m_known;
    PeerCertificates m_certificates;
    Banner *m_verdict;
    QWidget *m_content;
    QTreeWidget *m_chain;
    QFormLayout *m_details;
    QLabel *m_subject;
    QLabel *m_issuer;
    QLabel *m_names;
    QLabel *m_validFrom;
    QLabel *m_validTo;
    QLabel *m_fingerprint;
    QPushButton *m_copy;
    QPushButton *m_trust;
};

} // namespace syspulse
