// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectdialog.h"

#include <QFileDialog>
#include <QHostAddress>

#include "core/harper/httpoperations.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "ui/banner.h"
#include "ui/pemloader.h"
#include "ui/profilebar.h"
#include "ui/profilefields.h"
#include "ui/sessioncontroller.h"
#include "ui/stagelist.h"
#include "ui/text.h"
#include "ui_connectdialog.h"

namespace syspulse {

namespace {

enum TlsChoice { AsAddress, Tls, NoTls };

} // namespace

ConnectDialog::ConnectDialog(SessionController &session, const KnownPlaces &places, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_ui(std::make_unique<Ui::ConnectDialog>())
    , m_loader(new PemLoader(this))
    , m_warning(new Banner(QStringLiteral("clearTextWarning")))
    , m_result(new Banner(QStringLiteral("connectResult")))
    , m_stages(new StageList)
    , m_places(places)
    , m_profileBar(new ProfileBar(places.profiles, places.state, places.prompts))
    , m_profileFields(new ProfileFields(places.secrets.isPersistent()))
{
    m_ui->setupUi(this);
    setMinimumWidth(560);
    m_stages->setObjectName(QStringLiteral("stageList"));
    m_stages->hide();
    m_ui->noticeLayout->addWidget(m_warning);
    m_ui->noticeLayout->addWidget(m_result);
    m_ui->noticeLayout->addWidget(m_stages);
    m_ui->advancedBox->hide();
    showCertificate({});
    QLabel *profileLabel = plainLabel(QStringLiteral("profileLabel"), tr("Profi&le:"));
    profileLabel->setBuddy(m_profileBar);
    m_ui->mainForm->insertRow(0, profileLabel, m_profileBar);
    m_ui->mainLayout->insertWidget(m_ui->mainLayout->indexOf(m_ui->advancedBox) + 1, m_profileFields);
    QStringList groups;
    for (const Profile &profile : places.profiles.profiles()) {
        if (!groups.contains(profile.group))
            groups.append(profile.group);
    }
    m_profileFields->setGroups(groups);
    setTabOrder(m_profileBar, m_ui->urlEdit);
    setTabOrder(m_ui->mqttTlsCombo, m_profileFields);
    m_ui->urlEdit->setFocus(Qt::OtherFocusReason);
    connect(m_profileFields, &ProfileFields::heightChanged, this, &ConnectDialog::fit);
    connect(m_profileBar, &ProfileBar::chosen, this, &ConnectDialog::showProfile);
    connect(m_profileBar, &ProfileBar::removed, this, [this](const QString &id) {
        m_places.secrets.remove(passwordKey(id), this, [](const Result<void> &) {});
    });
    connect(m_profileBar, &ProfileBar::noticed, this, [this](const QString &text, bool failed) {
        m_result->say(failed ? Severity::Error : Severity::Info, text);
        fit();
    });

    connect(m_ui->urlEdit, &QLineEdit::textChanged, this, &ConnectDialog::updateWarning);
    connect(m_ui->advancedButton, &QToolButton::toggled, this, [this](bool open) {
        m_ui->advancedButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_ui->advancedBox->setVisible(open);
        fit();
    });
    connect(m_ui->caBrowse, &QPushButton::clicked, this, &ConnectDialog::chooseCertificate);
    connect(m_ui->caClear, &QPushButton::clicked, this, [this] {
        m_loader->cancel();
        m_caPem.clear();
        showCertificate({});
    });
    connect(m_loader, &PemLoader::loaded, this, &ConnectDialog::takeCertificate);
    connect(m_ui->testButton, &QPushButton::clicked, this, &ConnectDialog::startTest);
    connect(m_ui->dialogConnectButton, &QPushButton::clicked, this, &ConnectDialog::startConnect);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &ConnectDialog::reject);

    connect(&session, &SessionController::stageTested, this,
            [this](const StageResult &result) { takeStage(Activity::Testing, result); });
    connect(&session, &SessionController::stageReached, this,
            [this](const StageResult &result) { takeStage(Activity::Connecting, result); });
    connect(&session, &SessionController::testFinished, this, [this](bool passed) {
        if (m_activity != Activity::Testing)
            return;
        setActivity(Activity::Idle);
        if (passed)
            m_result->say(Severity::Ok, tr("Everything works. You can connect."));
        else
            m_result->say(Severity::Error, tr("The test failed; the failed line says why."));
        fit();
    });
    connect(&session, &SessionController::stateChanged, this, &ConnectDialog::sessionChanged);
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::setSettings(const ConnectionSettings &settings)
{
    m_ui->urlEdit->setText(settings.url);
    m_ui->userEdit->setText(settings.user);
    m_ui->passwordEdit->setText(settings.password);
    m_caPem = settings.caPem;
    showCertificate(m_caPem.isEmpty() ? QString() : tr("The one that you chose before."));
    m_ui->mqttHostEdit->setText(settings.mqttHost);
    m_ui->mqttPortSpin->setValue(settings.mqttPort);
    m_ui->mqttTlsCombo->setCurrentIndex(!settings.mqttTls ? AsAddress : *settings.mqttTls ? Tls : NoTls);
    m_ui->advancedButton->setChecked(!settings.mqttHost.isEmpty() || settings.mqttPort != 0 ||
                                     settings.mqttTls.has_value());
}

void ConnectDialog::chooseProfile(const QString &id)
{
    if (m_places.profiles.find(id) != nullptr)
        m_profileBar->setCurrentId(id);
}

void ConnectDialog::showProfile(const QString &id)
{
    m_passwordRead.reset();
    const Profile *profile = m_places.profiles.find(id);
    m_profileFields->setKept(profile != nullptr);
    m_profileFields->setProfile(profile != nullptr ? *profile : Profile());
    setSettings(profile != nullptr ? settingsOf(*profile) : ConnectionSettings());
    m_result->hide();
    if (profile == nullptr)
        return;
    m_passwordRead = std::make_unique<QObject>();
    m_places.secrets.read(passwordKey(id), m_passwordRead.get(),
                          [this](const Result<std::optional<QString>> &secret) {
                              if (!secret) {
                                  m_result->say(Severity::Warning, describe(secret.error()));
                                  fit();
                              } else if (*secret && m_ui->passwordEdit->text().isEmpty()) {
                                  m_ui->passwordEdit->setText(**secret);
                              }
                          });
}

Profile ConnectDialog::profile() const
{
    const Profile *known = m_places.profiles.find(m_profileBar->currentId());
    Profile profile = known != nullptr ? *known : Profile();
    applySettings(settings(), profile);
    if (m_profileFields->isKept())
        m_profileFields->fill(profile);
    return profile;
}

void ConnectDialog::keepProfile()
{
    if (!m_profileFields->isKept())
        return;
    const Profile wanted = profile();
    const QString id = m_places.profiles.put(wanted);
    if (id.isEmpty())
        return;
    m_session.setProfile(*m_places.profiles.find(id));
    // The dialog is gone when the keychain answers; what it could not keep is asked for again next time.
    SecretStore &secrets = m_places.secrets;
    if (wanted.keepPassword)
        secrets.write(passwordKey(id), m_ui->passwordEdit->text(), &secrets, [](const Result<void> &) {});
    else
        secrets.remove(passwordKey(id), &secrets, [](const Result<void> &) {});
}

ConnectionSettings ConnectDialog::settings() const
{
    ConnectionSettings settings;
    settings.url = m_ui->urlEdit->text().trimmed();
    settings.user = m_ui->userEdit->text();
    settings.password = m_ui->passwordEdit->text();
    settings.caPem = m_caPem;
    settings.mqttHost = m_ui->mqttHostEdit->text().trimmed();
    settings.mqttPort = quint16(m_ui->mqttPortSpin->value());
    if (m_ui->mqttTlsCombo->currentIndex() != AsAddress)
        settings.mqttTls = m_ui->mqttTlsCombo->currentIndex() == Tls;
    return settings;
}

bool ConnectDialog::sendsPasswordInClear(const QString &url)
{
    const Result<QUrl> parsed = parseInstanceUrl(url);
    if (!parsed || parsed->scheme() != QLatin1String("http"))
        return false;
    const QString host = parsed->host();
    return host != QLatin1String("localhost") && !QHostAddress(host).isLoopback();
}

void ConnectDialog::updateWarning()
{
    if (sendsPasswordInClear(m_ui->urlEdit->text()))
        m_warning->say(Severity::Warning,
                       tr("With http:// the password and all data travel unencrypted, and anyone on "
                          "the way can read them. Use https:// if the instance offers it."));
    else
        m_warning->hide();
    fit();
}

void ConnectDialog::chooseCertificate()
{
    auto *dialog = new QFileDialog(this, tr("Trust this certificate authority"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_loader, &PemLoader::load);
    dialog->open();
}

void ConnectDialog::takeCertificate(const QString &path, const PemFile &file, const Error &error)
{
    if (!error.message.isEmpty()) {
        m_result->say(Severity::Error, describe(error));
        return;
    }
    m_result->hide();
    m_caPem = file.pem;
    //: %1 names a certificate authority, %2 is a file name
    showCertificate(
        tr("%1 (from %2)").arg(oneLine(file.summary, 80), oneLine(path.section(QLatin1Char('/'), -1), 60)));
}

void ConnectDialog::showCertificate(const QString &text)
{
    m_ui->caText->setText(text.isEmpty() ? tr("The system's certificate authorities are trusted.") : text);
    m_ui->caClear->setVisible(!text.isEmpty());
}

bool ConnectDialog::check()
{
    QString problem;
    QWidget *field = nullptr;
    if (const Result<QUrl> url = parseInstanceUrl(m_ui->urlEdit->text()); !url) {
        problem = describe(url.error());
        field = m_ui->urlEdit;
    } else if (m_ui->userEdit->text().isEmpty()) {
        problem = tr(
            "Enter the name of a HarperDB user. The setup needs a super user; for looking at values any user "
            "with the right to read them will do.");
        field = m_ui->userEdit;
    } else if (m_profileFields->isKept() && profile().name.isEmpty()) {
        problem = tr("Give the profile a name, or do not keep it.");
        field = m_profileFields;
    }
    if (field == nullptr) {
        m_result->hide();
        return true;
    }
    m_result->say(Severity::Error, problem);
    fit();
    if (field == m_profileFields)
        m_profileFields->focusName();
    else
        field->setFocus(Qt::OtherFocusReason);
    return false;
}

void ConnectDialog::startTest()
{
    if (m_activity != Activity::Idle || !check())
        return;
    setActivity(Activity::Testing);
    m_session.test(settings());
}

void ConnectDialog::startConnect()
{
    if (m_activity != Activity::Idle || !check())
        return;
    setActivity(Activity::Connecting);
    emit connectRequested(settings());
}

void ConnectDialog::setActivity(Activity activity)
{
    m_activity = activity;
    const bool idle = activity == Activity::Idle;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_profileBar), static_cast<QWidget *>(m_profileFields),
          static_cast<QWidget *>(m_ui->urlEdit), static_cast<QWidget *>(m_ui->userEdit),
          static_cast<QWidget *>(m_ui->passwordEdit), static_cast<QWidget *>(m_ui->caBrowse),
          static_cast<QWidget *>(m_ui->caClear), static_cast<QWidget *>(m_ui->advancedBox),
          static_cast<QWidget *>(m_ui->testButton), static_cast<QWidget *>(m_ui->dialogConnectButton)})
        widget->setEnabled(idle);
    m_ui->dialogConnectButton->setText(activity == Activity::Connecting ? tr("Connecting…") : tr("&Connect"));
    m_ui->testButton->setText(activity == Activity::Testing ? tr("Testing…") : tr("&Test"));
    if (!idle) {
        m_stages->reset();
        m_stages->show();
        m_result->hide();
    }
    fit();
}

void ConnectDialog::fit()
{
    // adjustSize() goes by the size hint, which is too low for wrapped text.
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

void ConnectDialog::takeStage(Activity of, const StageResult &result)
{
    if (m_activity != of)
        return;
    m_stages->setStage(result);
    fit();
}

void ConnectDialog::sessionChanged(SessionState state, const Error &error)
{
    if (m_activity != Activity::Connecting)
        return;
    switch (state) {
    case SessionState::Connecting:
        return;
    case SessionState::Connected:
        keepProfile();
        accept();
        return;
    case SessionState::Disconnected:
    case SessionState::Failed:
        break;
    }
    setActivity(Activity::Idle);
    m_result->say(Severity::Error,
                  error.message.isEmpty() ? tr("The connection was given up.") : describe(error));
    fit();
    if (error.kind == ErrorKind::Auth) {
        m_ui->passwordEdit->setFocus(Qt::OtherFocusReason);
        m_ui->passwordEdit->selectAll();
    }
}

void ConnectDialog::reject()
{
    if (m_activity == Activity::Connecting)
        m_session.disconnectFrom();
    m_activity = Activity::Idle;
    QDialog::reject();
}

} // namespace syspulse
