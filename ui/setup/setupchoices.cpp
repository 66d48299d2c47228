// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setupchoices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/base/text.h"

namespace syspulse {

SetupChoicesBox::SetupChoicesBox(QWidget *parent)
    : QWidget(parent)
    , m_serverSide(new QCheckBox(tr("Keep the values &current in the server while no updater runs")))
    , m_ids(new QComboBox)
{
    m_serverSide->setObjectName(QStringLiteral("setupServerSide"));
    m_serverSide->setWhatsThis(tr(
        "The component writes the values by itself, so that they stay current when every window is closed. "
        "An updater that is started takes over from it, and gives back when it stops."));
    m_ids->setObjectName(QStringLiteral("setupIds"));
    m_ids->addItem(tr("Flat: sys/broker_uptime"), int(IdStyle::Flat));
    m_ids->addItem(tr("Hierarchical: sys/broker/uptime"), int(IdStyle::Hierarchical));
    m_ids->setWhatsThis(
        tr("How the records of the table are named. Hierarchical ids let clients subscribe to parts "
           "of the table, such as sys/broker/clients/#. $SYS topics are the same with both."));
    auto *label = new QLabel(tr("&Record ids:"));
    label->setBuddy(m_ids);
    m_roles.insert(SetupRole::Reader, new QCheckBox(tr("Create a role for users who only wa&tch")));
    m_roles.insert(SetupRole::Updater, new QCheckBox(tr("Create a ro&le for updaters")));
    m_roles[SetupRole::Reader]->setObjectName(QStringLiteral("setupReaderRole"));
    m_roles[SetupRole::Updater]->setObjectName(QStringLiteral("setupUpdaterRole"));

    auto *values = new QHBoxLayout;
    values->setSpacing(8);
    values->addWidget(m_serverSide);
    values->addSpacing(16);
    values->addWidget(label);
    values->addWidget(m_ids);
    values->addStretch(1);
    auto *roles = new QHBoxLayout;
    roles->setSpacing(24);
    for (QCheckBox *role : std::as_const(m_roles)) {
        roles->addWidget(role);
        connect(role, &QCheckBox::clicked, this, &SetupChoicesBox::tell);
    }
    roles->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(values);
    layout->addLayout(roles);
    connect(m_serverSide, &QCheckBox::clicked, this, &SetupChoicesBox::tell);
    connect(m_ids, &QComboBox::activated, this, &SetupChoicesBox::tell);
}

void SetupChoicesBox::showPlan(const SetupPlan &plan)
{
    m_serverSide->setChecked(plan.serverSide);
    m_ids->setCurrentIndex(m_ids->findData(int(plan.ids)));
    showRole(SetupRole::Reader, plan, {});
    showRole(SetupRole::Updater, plan, plan.noUpdaterRole);
}

void SetupChoicesBox::showRole(SetupRole role, const SetupPlan &plan, const QString &obstacle)
{
    //: %1 is the name of a role
    const QString what = (role == SetupRole::Reader ? tr("The role \"%1\" may read what this window shows, "
                                                         "over HTTP and MQTT, and nothing else. You "
                                                         "make the users that have it.")
                                                    : tr("The role \"%1\" has just the rights that an "
                                                         "updater needs, so that none has to have a super "
                                                         "user's password. You make the users that have it."))
                             .arg(roleName(role));
    const bool isThere = plan.rolesNow.contains(role);
    QCheckBox *box = m_roles[role];
    box->setChecked(plan.roles.contains(role));
    box->setEnabled(obstacle.isEmpty() && !isThere);
    box->setWhatsThis(what);
    QString hint = obstacle.isEmpty() ? what : obstacle;
    if (isThere)
        hint += QLatin1Char(' ') + tr("It is there; undoing the setup removes it unless a user has it.");
    // A sentence a line: Qt does not break lines of plain text.
    box->setToolTip(plainToolTip(hint.replace(QStringLiteral(". "), QStringLiteral(".\n"))));
}

bool SetupChoicesBox::serverSide() const
{
    return m_serverSide->isChecked();
}

void SetupChoicesBox::setChoosable(bool on, const QString &reason)
{
    setEnabled(on);
    setToolTip(reason);
}

void SetupChoicesBox::tell()
{
    SetupChoices choices{m_serverSide->isChecked(), IdStyle(m_ids->currentData().toInt())};
    for (const auto &[role, box] : std::as_const(m_roles).asKeyValueRange()) {
        if (box->isChecked())
            choices.roles.insert(role);
    }
    emit chosen(choices);
}

} // namespace syspulse
