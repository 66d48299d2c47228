// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/profilefields.h"

#include <QFormLayout>
#include <QVBoxLayout>

#include "core/base/plaintext.h"
#include "ui/base/environmentcolors.h"
#include "ui/base/statusdot.h"
#include "ui/base/text.h"

namespace syspulse {

ProfileFields::ProfileFields(bool keychain, QWidget *parent)
    : QWidget(parent)
    , m_keychain(keychain)
    , m_keep(new QCheckBox(tr("&Keep as a profile")))
    , m_box(new QWidget)
    , m_name(new QLineEdit)
    , m_group(new QComboBox)
    , m_environment(new QComboBox)
    , m_readOnly(new QCheckBox(tr("Read-onl&y: change nothing on this instance")))
    , m_password(new QCheckBox(tr("Keep the pass&word in the system's keychain")))
    , m_atStart(new QCheckBox(tr("Co&nnect when SysPulse starts")))
    , m_updater(new QCheckBox(tr("Start the updater once connected")))
    , m_diary(new QCheckBox(tr("Keep a diary of the clients on this computer")))
{
    setObjectName(QStringLiteral("profileFields"));
    m_keep->setObjectName(QStringLiteral("profileKeep"));
    m_name->setObjectName(QStringLiteral("profileName"));
    m_name->setMaxLength(int(maxProfileText));
    m_group->setObjectName(QStringLiteral("profileGroup"));
    m_group->setEditable(true);
    m_group->lineEdit()->setPlaceholderText(tr("none"));
    m_environment->setObjectName(QStringLiteral("profileEnvironment"));
    m_readOnly->setObjectName(QStringLiteral("profileReadOnly"));
    m_password->setObjectName(QStringLiteral("profilePassword"));
    m_atStart->setObjectName(QStringLiteral("profileAtStart"));
    m_updater->setObjectName(QStringLiteral("profileUpdater"));
    m_updater->setToolTip(plainToolTip(
        tr("Where the instance is set up and nothing forbids it. Not where the component keeps the values "
           "current by itself. A setup from this window switches it on.")));
    m_diary->setObjectName(QStringLiteral("profileDiary"));
    m_diary->setToolTip(plainToolTip(
        tr("Who comes and goes while the instance is connected in this window, with client ID, user and "
           "address. How much is kept of it, and how it is deleted, is in File → Settings…")));
    m_password->setEnabled(keychain);
    if (!keychain)
        m_password->setToolTip(
            tr("This SysPulse was built without a system keychain: the password is kept for "
               "this session only."));
    for (const Environment environment :
         {Environment::None, Environment::Development, Environment::Test, Environment::Production}) {
        const QString text = environmentText(environment);
        m_environment->addItem(discPixmap(16, 10, environmentColor(environment, palette())),
                               text.isEmpty() ? tr("not said") : text, int(environment));
    }
    m_environment->setToolTip(
        tr("Its colour is over every page. On a production instance you are asked before "
           "anything changes."));

    auto *form = new QFormLayout(m_box);
    form->setContentsMargins(20, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Na&me:"), m_name);
    form->addRow(tr("&Group:"), m_group);
    form->addRow(tr("En&vironment:"), m_environment);
    form->addRow(m_readOnly);
    form->addRow(m_password);
    form->addRow(m_atStart);
    form->addRow(m_updater);
    form->addRow(m_diary);
    m_box->hide();
    setProfile({});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_keep);
    layout->addWidget(m_box);
    connect(m_keep, &QCheckBox::toggled, this, [this](bool kept) {
        m_box->setVisible(kept);
        emit heightChanged();
        // A profile without a name is refused.
        if (kept && m_keep->hasFocus() && m_name->text().isEmpty())
            focusName();
    });
}

void ProfileFields::setProfile(const Profile &profile)
{
    m_name->setText(profile.name);
    m_group->setCurrentText(profile.group);
    m_environment->setCurrentIndex(m_environment->findData(int(profile.environment)));
    m_readOnly->setChecked(profile.readOnly);
    m_password->setChecked(profile.keepPassword);
    // Who keeps an instance wants to see it again tomorrow.
    m_atStart->setChecked(profile.connectAtStart || profile.id.isEmpty());
    m_updater->setChecked(profile.startUpdater);
    m_diary->setChecked(profile.diary);
}

void ProfileFields::fill(Profile &profile) const
{
    profile.name = m_name->text().trimmed();
    profile.group = cutText(m_group->currentText().trimmed(), maxProfileText);
    profile.environment = Environment(m_environment->currentData().toInt());
    profile.readOnly = m_readOnly->isChecked();
    // The fields may be disabled as a whole while a connection is being made.
    profile.keepPassword = m_keychain && m_password->isChecked();
    profile.connectAtStart = m_atStart->isChecked();
    profile.startUpdater = m_updater->isChecked();
    profile.diary = m_diary->isChecked();
}

void ProfileFields::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

void ProfileFields::setGroups(const QStringList &groups)
{
    const QString text = m_group->currentText();
    m_group->clear();
    m_group->addItems(groups);
    m_group->setCurrentText(text);
}

} // namespace syspulse
