// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setupchoices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

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
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_serverSide);
    layout->addSpacing(16);
    layout->addWidget(label);
    layout->addWidget(m_ids);
    layout->addStretch(1);
    connect(m_serverSide, &QCheckBox::clicked, this, &SetupChoicesBox::tell);
    connect(m_ids, &QComboBox::activated, this, &SetupChoicesBox::tell);
}

void SetupChoicesBox::showPlan(const SetupPlan &plan)
{
    m_serverSide->setChecked(plan.serverSide);
    m_ids->setCurrentIndex(m_ids->findData(int(plan.ids)));
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
    emit chosen({m_serverSide->isChecked(), IdStyle(m_ids->currentData().toInt())});
}

} // namespace syspulse
