// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/profilebar.h"

#include <QHBoxLayout>
#include <QMenu>

#include "core/service/profileservice.h"
#include "core/settings/statestore.h"
#include "ui/base/environmentcolors.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"

namespace syspulse {

ProfileBar::ProfileBar(ProfileStore &profiles, SecretStore &secrets, StateStore &state, Prompts &prompts,
                       QWidget *parent)
    : QWidget(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_state(state)
    , m_prompts(prompts)
    , m_combo(new QComboBox)
    , m_menu(new QToolButton)
{
    setObjectName(QStringLiteral("profileBar"));
    m_combo->setObjectName(QStringLiteral("profileCombo"));
    m_combo->setAccessibleName(tr("Profile"));
    m_menu->setObjectName(QStringLiteral("profileMenu"));
    m_menu->setIcon(themedIcon(QStringLiteral("more")));
    m_menu->setAccessibleName(tr("Profiles"));
    m_menu->setToolTip(tr("Remove, duplicate, import or export profiles."));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_menu);
    m_menu->setMenu(menu);
    const auto add = [this, menu](const QString &name, const QString &text, void (ProfileBar::*slot)()) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    m_duplicate = add(QStringLiteral("duplicateProfile"), tr("&Duplicate"), &ProfileBar::duplicateCurrent);
    m_remove = add(QStringLiteral("removeProfile"), tr("&Remove"), &ProfileBar::removeCurrent);
    m_restore = menu->addAction(tr("&Bring back the removed one"));
    m_restore->setObjectName(QStringLiteral("restoreProfile"));
    m_restore->setEnabled(false);
    connect(m_restore, &QAction::triggered, this, [this] {
        const QString id = m_profiles.takeBack(*m_removed);
        if (!id.isEmpty())
            m_removed.reset();
        choose(id);
    });
    menu->addSeparator();
    add(QStringLiteral("importProfiles"), tr("&Import…"), &ProfileBar::importFile);
    m_export = add(QStringLiteral("exportProfiles"), tr("&Export…"), &ProfileBar::exportFile);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_combo, 1);
    layout->addWidget(m_menu);
    setFocusProxy(m_combo);
    connect(m_combo, &QComboBox::activated, this, [this] {
        fill();
        emit chosen(currentId());
    });
    connect(&m_profiles, &ProfileStore::changed, this, &ProfileBar::fill);
    connect(&m_profiles, &ProfileStore::loaded, this, &ProfileBar::fill);
    fill();
}

void ProfileBar::fill()
{
    const QString current = currentId();
    m_combo->clear();
    m_combo->addItem(tr("New instance"), QString());
    for (const Profile &profile : m_profiles.profiles()) {
        QString text = profile.group.isEmpty() ? profile.name
                                               //: group and name of a profile
                                               : tr("%1: %2").arg(profile.group, profile.name);
        if (const QString environment = environmentText(profile.environment); !environment.isEmpty())
            text += QStringLiteral(" (%1)").arg(environment);
        m_combo->addItem(oneLine(text, 120), profile.id);
        if (const QColor color = environmentColor(profile.environment, palette()); color.isValid())
            m_combo->setItemData(m_combo->count() - 1, color, Qt::DecorationRole);
    }
    m_combo->setCurrentIndex(std::max(0, m_combo->findData(current)));
    const bool known = !currentId().isEmpty() && !m_profiles.isReadOnly();
    m_remove->setEnabled(known);
    m_duplicate->setEnabled(known);
    m_restore->setEnabled(m_removed.has_value());
    m_export->setEnabled(!m_profiles.profiles().isEmpty());
}

QString ProfileBar::currentId() const
{
    return m_combo->currentData().toString();
}

void ProfileBar::setCurrentId(const QString &id)
{
    m_combo->setCurrentIndex(std::max(0, m_combo->findData(id)));
    fill();
    emit chosen(currentId());
}

void ProfileBar::removeCurrent()
{
    const QString id = currentId();
    const Profile *profile = m_profiles.find(id);
    if (profile == nullptr)
        return;
    // Nothing else is done with it until it is known what becomes of it.
    m_combo->setEnabled(false);
    m_menu->setEnabled(false);
    findProfileService(id, m_removal.begin(), [this, id](const FoundService &service) {
        if (!service.exists) {
            remove(id, false);
            return;
        }
        const Question question{tr("Remove the profile and its service?"), whatGoes(id, service),
                                tr("Remove both")};
        m_prompts.confirm(this, question, [this, id](bool confirmed) {
            if (confirmed)
                remove(id, true);
            else
                endRemoval();
        });
    });
}

QString ProfileBar::whatGoes(const QString &id, const FoundService &service) const
{
    const Profile *profile = m_profiles.find(id);
    const QString name = oneLine(profile != nullptr ? profile->name : QString(), 80);
    if (service.unreachable.isEmpty())
        //: %1 is the name of a profile
        return tr("A background service on this machine keeps the values of \"%1\" current. It is stopped "
                  "and "
                  "removed together with the profile.")
            .arg(name);
    //: %1 is the name of a profile, %2 says why systemd cannot be reached
    return tr("There is a background service for \"%1\" on this machine, which is removed together with the "
              "profile. Where it is running, it can only be stopped by logging out. %2")
        .arg(name, oneLine(service.unreachable, 500));
}

void ProfileBar::remove(const QString &id, bool hasService)
{
    removeProfile(m_profiles, m_secrets, id, m_removal.begin(),
                  [this, hasService](const Result<Profile> &result) { removed(result, hasService); });
}

void ProfileBar::removed(const Result<Profile> &result, bool hadService)
{
    endRemoval();
    if (!result) {
        emit noticed(describe(result.error()), true);
        return;
    }
    m_removed = *result;
    fill();
    emit chosen(currentId());
    const QString name = oneLine(m_removed->name, 80);
    emit noticed(
        //: %1 is the name of a profile
        hadService ? tr("\"%1\" and its background service were removed. The menu brings the profile back, "
                        "without its password and its service.")
                         .arg(name)
                   //: %1 is the name of a profile
                   : tr("\"%1\" was removed. The menu brings it back, without its password.").arg(name),
        false);
}

void ProfileBar::endRemoval()
{
    m_removal.end();
    m_combo->setEnabled(true);
    m_menu->setEnabled(true);
}

void ProfileBar::choose(const QString &id)
{
    if (id.isEmpty())
        emit noticed(m_profiles.whyFixed(), true);
    else
        setCurrentId(id);
}

void ProfileBar::duplicateCurrent()
{
    if (m_profiles.find(currentId()) != nullptr)
        choose(m_profiles.duplicate(currentId()));
}

void ProfileBar::importFile()
{
    m_prompts.chooseOpenFile(
        this, tr("Import profiles"), tr("SysPulse profiles (*.json)"), [this](const QString &path) {
            m_state.readFile(path, this, [this](const Result<QByteArray> &bytes) {
                const Result<ImportReport> report =
                    bytes ? m_profiles.import(*bytes)
                          : Result<ImportReport>(Unexpected<Error>{bytes.error()});
                if (!report) {
                    emit noticed(describe(report.error()), true);
                    return;
                }
                QString text = tr("%n profile(s) imported.", nullptr, report->added);
                if (!report->problems.isEmpty())
                    text += QLatin1Char(' ') +
                            tr("Left out: %1").arg(oneLine(report->problems.join(QLatin1Char(' ')), 500));
                emit noticed(text, !report->problems.isEmpty());
            });
        });
}

void ProfileBar::exportFile()
{
    const SaveQuestion question{tr("Export profiles"), QStringLiteral("syspulse-profiles.json"),
                                tr("SysPulse profiles (*.json)")};
    m_prompts.chooseSaveFile(this, question, [this](const QString &path) {
        m_state.writeFile(path, m_profiles.exported(), this, [this, path](const Result<void> &result) {
            emit noticed(result ? tr("The profiles were exported to %1, without passwords.").arg(path)
                                : describe(result.error()),
                         !result);
        });
    });
}

} // namespace syspulse
