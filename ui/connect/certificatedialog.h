// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QFormLayout>
#include <QTreeWidget>

#include "core/tls/certificateprobe.h"

namespace syspulse {

class Banner;

/// The certificates that a server shows: who issued them, how long they are valid, for which names, and why
/// the system does not trust them. First it waits for them; see showCertificates().
class CertificateDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p link names the link, as in a title. @p pin is the fingerprint of the certificate that is the only
    /// one to be trusted now; empty: none is.
    CertificateDialog(const QString &link, const QByteArray &pin, QWidget *parent = nullptr);

    void showCertificates(const PeerCertificates &certificates);
    void showError(const Error &error);

signals:
    /// The person trusts only the certificate with this SHA-256 fingerprint from now on.
    void pinned(const QByteArray &digest);

private:
    void judge();
    void showDetails(int index);
    QLabel *addDetail(const QString &name, const QString &title);

    const QByteArray m_pin;
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
