// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/tlssection.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/session.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/connect/tlsfields.h"

namespace syspulse {

TlsSection::TlsSection(Session &session, Prompts &prompts, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_button(new QToolButton)
    , m_summary(plainLabel(QStringLiteral("tlsSummary")))
    , m_box(new QWidget)
    , m_operations(new TlsFields(TlsLink::Operations, prompts))
    , m_mqtt(new TlsFields(TlsLink::Mqtt, prompts))
{
    setObjectName(QStringLiteral("tlsSection"));
    m_button->setObjectName(QStringLiteral("tlsButton"));
    m_button->setText(tr("Certi&ficates (TLS)"));
    m_button->setCheckable(true);
    m_button->setAutoRaise(true);
    m_button->setArrowType(Qt::RightArrow);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_box->setObjectName(QStringLiteral("tlsBox"));
    m_box->hide();

    auto *head = new QHBoxLayout;
    head->addWidget(m_button);
    head->addWidget(m_summary, 1);
    auto *form = new QFormLayout(m_box);
    form->setContentsMargins(20, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Operations API:"), m_operations);
    form->addRow(tr("M&QTT:"), m_mqtt);
    // The letter of a label leads to nothing that does not take the focus itself.
    for (TlsFields *fields : {m_operations, m_mqtt})
        static_cast<QLabel *>(form->labelForField(fields))->setBuddy(fields->focusProxy());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(m_box);

    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        m_button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_box->setVisible(open);
        emit heightChanged();
    });
    for (const TlsLink link : {TlsLink::Operations, TlsLink::Mqtt}) {
        TlsFields *fields = fieldsOf(link);
        connect(fields, &TlsFields::changed, this, &TlsSection::updateSummary);
        connect(fields, &TlsFields::heightChanged, this, &TlsSection::heightChanged);
        connect(fields, &TlsFields::failed, this, &TlsSection::failed);
        connect(fields, &TlsFields::certificatesWanted, this,
                [this, link] { emit certificatesWanted(link); });
    }
    connect(m_operations, &TlsFields::changed, m_mqtt,
            [this] { m_mqtt->setOperationsPinned(m_operations->isPinned()); });
    connect(&m_session.connection(), &SessionConnection::certificatesFetched, this,
            [this](RequestToken token, const PeerCertificates &certificates, const Error &error) {
                if (!m_dialog || token != m_shown)
                    return;
                if (error.message.isEmpty())
                    m_dialog->showCertificates(certificates);
                else
                    m_dialog->showError(error);
            });
    setSettings({});
}

void TlsSection::setSettings(const ConnectionSettings &settings)
{
    m_operations->setTrust(settings.trust);
    m_mqtt->setTrust(settings.mqttTrust);
    m_button->setChecked(settings.trust != LinkTrust() || settings.mqttTrust.has_value());
    updateSummary();
}

void TlsSection::fill(ConnectionSettings &settings) const
{
    settings.trust = m_operations->trust().value_or(LinkTrust());
    settings.mqttTrust = m_mqtt->trust();
}

void TlsSection::setPassphrase(TlsLink link, const Secret &passphrase)
{
    fieldsOf(link)->setPassphrase(passphrase);
}

QString TlsSection::problem() const
{
    const QString problem = m_operations->problem();
    return problem.isEmpty() ? m_mqtt->problem() : problem;
}

void TlsSection::focusProblem()
{
    m_button->setChecked(true);
    (m_operations->problem().isEmpty() ? m_mqtt : m_operations)->focusProblem();
}

void TlsSection::focusTrust(TlsLink link)
{
    m_button->setChecked(true);
    fieldsOf(link)->setFocus(Qt::OtherFocusReason);
}

void TlsSection::showCertificates(TlsLink link, const ConnectionSettings &settings)
{
    delete m_dialog;
    const bool mqtt = link == TlsLink::Mqtt;
    const bool asOperations = mqtt && !settings.mqttTrust;
    const LinkTrust trust = mqtt ? settings.mqttTrust.value_or(LinkTrust()) : settings.trust;
    m_shown = newRequestToken();
    m_dialog = new CertificateDialog(mqtt ? tr("MQTT") : tr("operations API"), trust.pin,
                                     asOperations ? settings.trust.pin : QByteArray(), this);
    connect(m_dialog, &CertificateDialog::pinned, this, [this, link, asOperations](const QByteArray &digest) {
        // Another certificate is trusted; the one that is shown stays.
        if (asOperations)
            m_mqtt->setTrust(m_operations->trust());
        fieldsOf(link)->setPin(digest);
        m_button->setChecked(true);
    });
    m_dialog->open();
    m_session.request<&SessionConnection::fetchCertificates>(settings, link, m_shown);
}

void TlsSection::updateSummary()
{
    //: %1 and %2 say what is trusted on the link to the operations API and on the one to MQTT
    m_summary->setText(tr("%1; MQTT: %2").arg(m_operations->summary(), m_mqtt->summary()));
    setTextColor(m_summary, themeColors(palette()).muted);
}

} // namespace syspulse
