// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

#include "core/session/connectionsettings.h"

namespace syspulse {

class PemLoader;
class Prompts;
struct PemFile;

/// Whom one TLS link trusts, and which client certificate it shows. Object names begin with "operations" or
/// "mqtt".
class TlsFields : public QWidget
{
    Q_OBJECT

public:
    /// @p prompts outlives the widget.
    TlsFields(TlsLink link, Prompts &prompts, QWidget *parent = nullptr);

    /// Nothing: as the operations API, which only MQTT may say.
    void setTrust(const std::optional<LinkTrust> &trust);
    std::optional<LinkTrust> trust() const;
    /// Trusts only the certificate with this SHA-256 fingerprint.
    void setPin(const QByteArray &digest);
    /// Whether a certificate is the only one that is trusted.
    bool isPinned() const { return mode() == Mode::Pinned && !m_pin.isEmpty(); }
    /// Has a pin of the operations API, which is no pin here, explained where MQTT is to do as that does.
    void setOperationsPinned(bool pinned);
    void setPassphrase(const Secret &passphrase);

    /// What is missing, as a sentence; empty when nothing is.
    QString problem() const;
    /// Moves the focus to what problem() tells of.
    void focusProblem();
    /// A few words about what is chosen.
    QString summary() const;

signals:
    void changed();
    void heightChanged();
    /// The user wants to see what the server shows.
    void certificatesWanted();
    /// A file could not be used.
    void failed(const syspulse::Error &error);

private:
    enum class Mode { AsOperations, SystemRoots, OwnAuthority, Pinned };

    Mode mode() const { return Mode(m_mode->currentData().toInt()); }
    void setMode(Mode mode);
    void modeChosen();
    void chooseAuthority();
    void takeAuthority(const QString &path, const PemFile &file, const Error &error);
    QWidget *pathRow(QLineEdit *edit, const QString &name, const QString &title);
    void refresh();
    QString name(const char *part) const;

    const TlsLink m_link;
    Prompts &m_prompts;
    PemLoader *m_loader;
    QByteArray m_caPem;
    QString m_caText; ///< what the authority is called
    QByteArray m_pin;
    bool m_operationsPinned = false;
    QComboBox *m_mode;
    QPushButton *m_chooseAuthority;
    QPushButton *m_show;
    QLabel *m_detail;
    QCheckBox *m_client;
    QWidget *m_clientBox;
    QLineEdit *m_certificateFile;
    QLineEdit *m_keyFile;
    QLineEdit *m_passphrase;
};

} // namespace syspulse
