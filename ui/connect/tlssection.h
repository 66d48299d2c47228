// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPointer>
#include <QToolButton>
#include <QWidget>

#include "core/profiles/connectionsettings.h"
#include "core/session/session.h"
#include "ui/connect/certificatedialog.h"

namespace syspulse {

class Prompts;
class Session;
class TlsFields;

/// The TLS settings of both links behind one button that says in a few words what is chosen, and the dialog
/// with the certificates that a server shows.
class TlsSection : public QWidget
{
    Q_OBJECT

public:
    /// All outlive the widget.
    TlsSection(Session &session, Prompts &prompts, QWidget *parent = nullptr);

    /// Opens itself where something else than the usual is chosen.
    void setSettings(const ConnectionSettings &settings);
    void fill(ConnectionSettings &settings) const;
    /// Late news from a keychain.
    void setPassphrase(TlsLink link, const Secret &passphrase);

    /// What is missing, as a sentence; empty when nothing is.
    QString problem() const;
    /// Opens and moves the focus to what problem() tells of.
    void focusProblem();

    /// Opens and moves the focus to whom @p link trusts.
    void focusTrust(TlsLink link);

    /// Opens a dialog with the certificates of @p link, at the addresses in @p settings.
    void showCertificates(TlsLink link, const ConnectionSettings &settings);

signals:
    void heightChanged();
    void certificatesWanted(syspulse::TlsLink link);
    void failed(const syspulse::Error &error);

private:
    TlsFields *fieldsOf(TlsLink link) const { return link == TlsLink::Mqtt ? m_mqtt : m_operations; }
    void updateSummary();

    Session &m_session;
    QToolButton *m_button;
    QLabel *m_summary;
    QWidget *m_box;
    TlsFields *m_operations;
    TlsFields *m_mqtt;
    QPointer<CertificateDialog> m_dialog;
    RequestToken m_shown = 0; ///< what the dialog waits for
};

} // namespace syspulse
