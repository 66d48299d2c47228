// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectdialog.h"

#include <QHostAddress>
#include <QScreen>

#include "core/harper/endpoint.h"
#include "core/profiles/profilesecrets.h"
#include "core/session/session.h"
#include "ui/base/banner.h"
#include "ui/base/secreteye.h"
#include "ui/base/text.h"
#include "ui/connect/profilebar.h"
#include "ui/connect/profilefields.h"
#include "ui/connect/stagelist.h"
#include "ui/connect/tlssection.h"
#include "ui_connectdialog.h"

namespace syspulse {

namespace {

enum TlsChoice { AsAddress, Tls, NoTls };

/// Pixels of the fields that stay in sight on the smallest screen.
constexpr int leastFieldsHeight = 160;
/// Pixels that a window manager adds to the window, and some air.
constexpr int titleBarHeight = 60;

/// What @p layout needs at @p width, wrapped text included.
int heightOf(QLayout &layout, int width)
{
    layout.activate();
    return layout.hasHeightForWidth() ? layout.totalHeightForWidth(width) : layout.totalSizeHint().height();
}

} // namespace

ConnectDialog::ConnectDialog(Session &session, const KnownPlaces &places, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_ui(std::make_unique<Ui::ConnectDialog>())
    , m_warning(new Banner(QStringLiteral("clearTextWarning")))
    , m_result(new Banner(QStringLiteral("connectResult")))
    , m_stages(new StageList)
    , m_places(places)
    , m_keeper(session, places.profiles, places.secrets)
    , m_profileBar(new ProfileBar(places.profiles, places.secrets, places.state, places.prompts))
    , m_profileFields(new ProfileFields(places.secrets.isPersistent()))
    , m_tls(new TlsSection(session, places.prompts))
{
    m_ui->setupUi(this);
    setMinimumWidth(560);
    m_stages->setObjectName(QStringLiteral("stageList"));
    m_stages->hide();
    m_ui->noticeLayout->addWidget(m_warning);
    m_ui->noticeLayout->addWidget(m_result);
    m_ui->noticeLayout->addWidget(m_stages);
    m_ui->advancedBox->hide();
    QLabel *profileLabel = plainLabel(QStringLiteral("profileLabel"), tr("Profi&le:"));
    profileLabel->setBuddy(m_profileBar->focusProxy());
    m_ui->mainForm->insertRow(0, profileLabel, m_profileBar);
    m_ui->mainLayout->insertWidget(m_ui->mainLayout->indexOf(m_ui->advancedBox) + 1, m_profileFields);
    m_ui->mainLayout->insertWidget(m_ui->mainLayout->indexOf(m_ui->advancedButton), m_tls);
    QStringList groups;
    for (const Profile &profile : places.profiles.profiles()) {
        if (!groups.contains(profile.group))
            groups.append(profile.group);
    }
    m_profileFields->setGroups(groups);
    new SecretEye(m_ui->passwordEdit);
    orderTabs();
    m_ui->urlEdit->setFocus(Qt::OtherFocusReason);
    connect(m_profileFields, &ProfileFields::heightChanged, this, &ConnectDialog::fit);
    connect(m_profileBar, &ProfileBar::chosen, this, &ConnectDialog::showProfile);
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
    connect(m_tls, &TlsSection::heightChanged, this, &ConnectDialog::fit);
    connect(m_tls, &TlsSection::failed, this, [this](const Error &error) {
        m_result->say(Severity::Error, error.message, {}, error.detail);
        fit();
    });
    connect(m_tls, &TlsSection::certificatesWanted, this,
            [this](TlsLink link) { m_tls->showCertificates(link, settings()); });
    connect(m_result, &Banner::actionTriggered, this, [this] {
        if (m_failed && m_failed->plainHttp)
            useHttp();
        else
            m_tls->showCertificates(failedLink().value_or(TlsLink::Operations), settings());
    });
    connect(m_result, &Banner::detailsToggled, this, &ConnectDialog::fit);
    connect(m_stages, &StageList::testRequested, this, [this](ConnectStage stage) { startTest(stage); });
    connect(m_ui->testButton, &QPushButton::clicked, this, [this] { startTest(std::nullopt); });
    connect(m_ui->dialogConnectButton, &QPushButton::clicked, this, &ConnectDialog::startConnect);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &ConnectDialog::reject);

    connect(&session.connection(), &SessionConnection::stageTested, this,
            [this](RequestToken token, const StageResult &result) {
                if (token == m_test)
                    takeStage(Activity::Testing, result);
            });
    connect(&session.connection(), &SessionConnection::stageReached, this,
            [this](const StageResult &result) { takeStage(Activity::Connecting, result); });
    connect(&session.connection(), &SessionConnection::testFinished, this, &ConnectDialog::testFinished);
    connect(&session.connection(), &SessionConnection::stateChanged, this, &ConnectDialog::sessionChanged);
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::orderTabs()
{
    // As the eye goes. Parts that were put in by hand come last in the focus chain otherwise.
    QWidget *last = m_profileBar->focusProxy();
    for (const QWidget *part : std::initializer_list<const QWidget *>{
             m_profileBar, m_ui->urlEdit, m_ui->userEdit, m_ui->passwordEdit, m_tls, m_ui->advancedButton,
             m_ui->advancedBox, m_profileFields, m_result, m_stages, m_ui->testButton, m_ui->cancelButton,
             m_ui->dialogConnectButton}) {
        QList<QWidget *> stops;
        for (QWidget *each = nextInFocusChain(); each != this; each = each->nextInFocusChain()) {
            const bool inPart = each == part || part->isAncestorOf(each);
            if (inPart && (each->focusPolicy() & Qt::TabFocus) != 0 && each->focusProxy() == nullptr)
                stops.append(each);
        }
        for (QWidget *stop : std::as_const(stops)) {
            if (stop != last)
                setTabOrder(last, stop);
            last = stop;
        }
    }
}

void ConnectDialog::setSettings(const ConnectionSettings &settings)
{
    m_ui->urlEdit->setText(settings.url);
    m_ui->userEdit->setText(settings.user);
    settings.password.revealText([this](const QString &text) { m_ui->passwordEdit->setText(text); });
    m_tls->setSettings(settings);
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
    m_secretsRead.reset();
    const Profile *profile = m_places.profiles.find(id);
    m_profileFields->setKept(profile != nullptr);
    m_profileFields->setProfile(profile != nullptr ? *profile : Profile());
    setSettings(profile != nullptr ? settingsOf(*profile) : ConnectionSettings());
    m_result->hide();
    if (profile != nullptr)
        readSecrets(id);
}

void ConnectDialog::readSecrets(const QString &profileId)
{
    m_secretsRead = std::make_unique<QObject>();
    const auto read = [this](const QString &key, const std::function<void(const Secret &)> &take) {
        m_places.secrets.read(
            key, m_secretsRead.get(), [this, take](const Result<std::optional<Secret>> &secret) {
                if (!secret) {
                    m_result->say(Severity::Warning, secret.error().message, {}, secret.error().detail);
                    fit();
                } else if (*secret) {
                    take(**secret);
                }
            });
    };
    read(passwordKey(profileId), [this](const Secret &password) {
        if (m_ui->passwordEdit->text().isEmpty())
            password.revealText([this](const QString &text) { m_ui->passwordEdit->setText(text); });
    });
    const Profile &profile = *m_places.profiles.find(profileId);
    if (!profile.trust.certificateFile.isEmpty())
        read(keyPassphraseKey(profileId, TlsLink::Operations),
             [this](const Secret &secret) { m_tls->setPassphrase(TlsLink::Operations, secret); });
    if (profile.mqttTrust && !profile.mqttTrust->certificateFile.isEmpty())
        read(keyPassphraseKey(profileId, TlsLink::Mqtt),
             [this](const Secret &secret) { m_tls->setPassphrase(TlsLink::Mqtt, secret); });
}

Profile ConnectDialog::profile() const
{
    const Profile *known = m_places.profiles.find(m_profileBar->currentId());
    Profile profile = known != nullptr ? *known : Profile();
    if (!m_profileFields->isKept())
        return withUnkept(settings(), profile);
    applySettings(settings(), profile);
    m_profileFields->fill(profile);
    return profile;
}

ConnectionSettings ConnectDialog::settings() const
{
    ConnectionSettings settings;
    settings.url = m_ui->urlEdit->text().trimmed();
    settings.user = m_ui->userEdit->text();
    settings.password = Secret(m_ui->passwordEdit->text());
    m_tls->fill(settings);
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
    } else if (const QString missing = m_tls->problem(); !missing.isEmpty()) {
        problem = missing;
        field = m_tls;
    } else if (m_profileFields->isKept() && profile().name.isEmpty()) {
        problem = tr("Give the profile a name, or do not keep it.");
        field = m_profileFields;
    } else if (const QString fixed = m_places.profiles.whyFixed(m_profileBar->currentId());
               m_profileFields->isKept() && !fixed.isEmpty()) {
        //: %1 is a sentence
        problem =
            tr("%1 To connect without changing them, do not keep the instance as a profile.").arg(fixed);
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
    else if (field == m_tls)
        m_tls->focusProblem();
    else
        field->setFocus(Qt::OtherFocusReason);
    return false;
}

void ConnectDialog::fit()
{
    // adjustSize() goes by the size hint, which is too low for wrapped text. What the screen has no room for
    // is scrolled; what happened, and the buttons, always stay in sight.
    const QMargins margins = layout()->contentsMargins();
    const int fields = heightOf(*m_ui->mainLayout, width() - margins.left() - margins.right());
    m_ui->scrollArea->setMinimumHeight(std::min(fields, leastFieldsHeight));
    m_ui->scrollArea->setMaximumHeight(fields);
    const int rest = heightOf(*layout(), width()) - m_ui->scrollArea->minimumHeight();
    const int room = screen()->availableGeometry().height() - titleBarHeight;
    resize(width(), std::min(rest + fields, room));
}

void ConnectDialog::reject()
{
    if (m_activity == Activity::Connecting)
        m_session.request<&SessionConnection::disconnectFrom>();
    m_activity = Activity::Idle;
    m_keeper.forget();
    QDialog::reject();
}

} // namespace syspulse
