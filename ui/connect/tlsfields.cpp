// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/tlsfields.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/base/prompts.h"
#include "ui/base/secreteye.h"
#include "ui/base/text.h"
#include "ui/connect/pemloader.h"

namespace syspulse {

TlsFields::TlsFields(TlsLink link, Prompts &prompts, QWidget *parent)
    : QWidget(parent)
    , m_link(link)
    , m_prompts(prompts)
    , m_loader(new PemLoader(this))
    , m_mode(new QComboBox)
    , m_chooseAuthority(new QPushButton(tr("Choose file…")))
    , m_show(new QPushButton(link == TlsLink::Mqtt ? tr("Show certificate…") : tr("&Show certificate…")))
    , m_detail(paragraph(name("TrustDetail")))
    , m_client(new QCheckBox(link == TlsLink::Mqtt ? tr("Show the &broker a client certificate")
                                                   : tr("Show the &instance a client certificate")))
    , m_clientBox(new QWidget)
    , m_certificateFile(new QLineEdit)
    , m_keyFile(new QLineEdit)
    , m_passphrase(new QLineEdit)
{
    setObjectName(name("Tls"));
    const bool mqtt = link == TlsLink::Mqtt;
    m_mode->setObjectName(name("TrustMode"));
    m_mode->setAccessibleName(mqtt ? tr("Whom to trust on the MQTT link")
                                   : tr("Whom to trust on the link to the operations API"));
    if (mqtt)
        m_mode->addItem(tr("As the operations API"), int(Mode::AsOperations));
    m_mode->addItem(tr("System certificates"), int(Mode::SystemRoots));
    m_mode->addItem(tr("Own CA file…"), int(Mode::OwnAuthority));
    m_mode->addItem(tr("Only this certificate…"), int(Mode::Pinned));
    m_mode->setToolTip(tr("System certificates: authorities that this computer trusts. Own CA file: an "
                          "authority of yours. Only this certificate: exactly one, by its fingerprint."));
    m_chooseAuthority->setObjectName(name("ChooseAuthority"));
    m_chooseAuthority->setAccessibleName(tr("Choose the file of a certificate authority"));
    m_show->setObjectName(name("ShowCertificate"));
    m_show->setToolTip(tr("Fetches the certificate that the server shows, without logging in."));
    m_client->setObjectName(name("ClientCertificate"));
    m_client->setToolTip(tr("For servers that ask who is there already when the connection is made."));
    m_passphrase->setObjectName(name("KeyPassphrase"));
    m_passphrase->setAccessibleName(tr("Passphrase of the key"));
    new SecretEye(m_passphrase);
    m_passphrase->setPlaceholderText(tr("none: the key is not encrypted"));
    m_passphrase->setToolTip(tr("Kept in memory only, unless you have the system's keychain keep it."));
    m_keyFile->setPlaceholderText(tr("in the file of the certificate"));

    auto *head = new QHBoxLayout;
    head->addWidget(m_mode, 1);
    head->addWidget(m_chooseAuthority);
    head->addWidget(m_show);
    auto *form = new QFormLayout(m_clientBox);
    form->setContentsMargins(20, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Certificate file:"),
                 pathRow(m_certificateFile, name("CertificateFile"), tr("File of the client certificate")));
    form->addRow(tr("Key file:"), pathRow(m_keyFile, name("KeyFile"), tr("File of its key")));
    form->addRow(tr("Passphrase:"), m_passphrase);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_detail);
    layout->addWidget(m_client);
    layout->addWidget(m_clientBox);
    setFocusProxy(m_mode);

    connect(m_mode, &QComboBox::activated, this, &TlsFields::modeChosen);
    connect(m_chooseAuthority, &QPushButton::clicked, this, &TlsFields::chooseAuthority);
    connect(m_show, &QPushButton::clicked, this, &TlsFields::certificatesWanted);
    connect(m_client, &QCheckBox::toggled, this, &TlsFields::refresh);
    connect(m_loader, &PemLoader::loaded, this, &TlsFields::takeAuthority);
    refresh();
}

QString TlsFields::name(const char *part) const
{
    return (m_link == TlsLink::Mqtt ? QStringLiteral("mqtt") : QStringLiteral("operations")) +
           QLatin1String(part);
}

QWidget *TlsFields::pathRow(QLineEdit *edit, const QString &name, const QString &title)
{
    edit->setObjectName(name);
    edit->setAccessibleName(title);
    auto *browse = new QPushButton(tr("Choose…"));
    browse->setObjectName(name + QStringLiteral("Browse"));
    //: %1 is "File of its key" or the like
    browse->setAccessibleName(tr("Choose: %1").arg(title));
    connect(browse, &QPushButton::clicked, this, [this, edit, title] {
        m_prompts.chooseOpenFile(this, title, tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"),
                                 [edit](const QString &path) { edit->setText(path); });
    });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(edit, 1);
    layout->addWidget(browse);
    row->setFocusProxy(edit);
    return row;
}

void TlsFields::setTrust(const std::optional<LinkTrust> &trust)
{
    m_loader->cancel();
    const LinkTrust shown = trust.value_or(LinkTrust());
    m_caPem = shown.caPem;
    m_caText = m_caPem.isEmpty() ? QString() : tr("The authority that you chose before.");
    m_pin = shown.pin;
    m_certificateFile->setText(shown.certificateFile);
    m_keyFile->setText(shown.keyFile);
    setPassphrase(shown.keyPassphrase);
    m_client->setChecked(!shown.certificateFile.isEmpty() || !shown.keyFile.isEmpty());
    if (!trust && m_link == TlsLink::Mqtt)
        setMode(Mode::AsOperations);
    else if (!m_pin.isEmpty())
        setMode(Mode::Pinned);
    else
        setMode(m_caPem.isEmpty() ? Mode::SystemRoots : Mode::OwnAuthority);
}

void TlsFields::setPassphrase(const Secret &passphrase)
{
    passphrase.revealText([this](const QString &text) { m_passphrase->setText(text); });
}

std::optional<LinkTrust> TlsFields::trust() const
{
    if (mode() == Mode::AsOperations)
        return std::nullopt;
    LinkTrust trust;
    if (mode() == Mode::OwnAuthority)
        trust.caPem = m_caPem;
    if (mode() == Mode::Pinned)
        trust.pin = m_pin;
    if (m_client->isChecked()) {
        trust.certificateFile = m_certificateFile->text();
        trust.keyFile = m_keyFile->text();
        trust.keyPassphrase = Secret(m_passphrase->text());
    }
    return trust;
}

void TlsFields::setPin(const QByteArray &digest)
{
    m_pin = digest;
    setMode(Mode::Pinned);
}

void TlsFields::setOperationsPinned(bool pinned)
{
    if (m_operationsPinned == pinned)
        return;
    m_operationsPinned = pinned;
    refresh();
}

void TlsFields::setMode(Mode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(int(mode)));
    refresh();
}

void TlsFields::modeChosen()
{
    refresh();
    if (mode() == Mode::OwnAuthority && m_caPem.isEmpty())
        chooseAuthority();
    else if (mode() == Mode::Pinned && m_pin.isEmpty())
        emit certificatesWanted();
}

void TlsFields::chooseAuthority()
{
    m_prompts.chooseOpenFile(this, tr("Trust this certificate authority"),
                             tr("Certificates (*.pem *.crt *.cer);;All files (*)"),
                             [this](const QString &path) { m_loader->load(path); });
}

void TlsFields::takeAuthority(const QString &path, const PemFile &file, const Error &error)
{
    if (!error.message.isEmpty()) {
        emit failed(error);
        return;
    }
    m_caPem = file.pem;
    //: %1 names a certificate authority, %2 is a file name
    m_caText =
        tr("%1 (from %2)").arg(oneLine(file.summary, 80), oneLine(path.section(QLatin1Char('/'), -1), 60));
    refresh();
}

QString TlsFields::problem() const
{
    const bool mqtt = m_link == TlsLink::Mqtt;
    if (mode() == Mode::OwnAuthority && m_caPem.isEmpty())
        return mqtt ? tr("Choose the file of the certificate authority for MQTT, or trust the system's.")
                    : tr("Choose the file of the certificate authority for the operations API, or trust the "
                         "system's.");
    if (mode() == Mode::Pinned && m_pin.isEmpty())
        return mqtt ? tr("Look at the certificate of the MQTT broker and trust it, or trust the system's "
                         "certificates.")
                    : tr("Look at the certificate of the operations API and trust it, or trust the system's "
                         "certificates.");
    if (mode() != Mode::AsOperations && m_client->isChecked() && m_certificateFile->text().isEmpty())
        return tr("Choose the file of the client certificate, or show none.");
    return {};
}

void TlsFields::focusProblem()
{
    if (mode() == Mode::OwnAuthority && m_caPem.isEmpty())
        m_chooseAuthority->setFocus(Qt::OtherFocusReason);
    else if (mode() == Mode::Pinned && m_pin.isEmpty())
        m_show->setFocus(Qt::OtherFocusReason);
    else
        m_certificateFile->setFocus(Qt::OtherFocusReason);
}

QString TlsFields::summary() const
{
    QString text;
    switch (mode()) {
    case Mode::AsOperations:
        return m_operationsPinned ? tr("that one, or a valid one") : tr("the same");
    case Mode::SystemRoots:
        text = tr("system certificates");
        break;
    case Mode::OwnAuthority:
        text = tr("own CA file");
        break;
    case Mode::Pinned:
        text = tr("only one certificate");
        break;
    }
    //: %1 is "system certificates" or the like
    return m_client->isChecked() ? tr("%1, client certificate").arg(text) : text;
}

void TlsFields::refresh()
{
    const Mode now = mode();
    QString detail;
    if (now == Mode::AsOperations && m_operationsPinned)
        detail = tr("The broker may show the certificate that is trusted above, or one that this computer "
                    "trusts. To trust another one, show it.");
    else if (now == Mode::OwnAuthority)
        detail = m_caPem.isEmpty() ? tr("No file is chosen yet.") : m_caText;
    else if (now == Mode::Pinned)
        detail = m_pin.isEmpty() ? tr("No certificate is chosen yet: look at it, then trust it.")
                                 //: %1 is a fingerprint
                                 : tr("SHA-256 %1").arg(fingerprintText(m_pin).insert(48, QLatin1Char('\n')));
    setTextIfChanged(m_detail, detail);
    m_detail->setVisible(!detail.isEmpty());
    m_chooseAuthority->setVisible(now == Mode::OwnAuthority);
    m_client->setVisible(now != Mode::AsOperations);
    m_clientBox->setVisible(now != Mode::AsOperations && m_client->isChecked());
    emit changed();
    emit heightChanged();
}

} // namespace syspulse
