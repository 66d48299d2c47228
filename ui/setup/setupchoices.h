// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QWidget>

#include "core/setup/setupplan.h"

class QCheckBox;
class QComboBox;

namespace syspulse {

/// What an administrator chooses before the setup.
class SetupChoicesBox : public QWidget
{
    Q_OBJECT

public:
    explicit SetupChoicesBox(QWidget *parent = nullptr);

    void showPlan(const SetupPlan &plan);
    bool serverSide() const;
    /// @p reason: why nothing can be chosen; may be empty.
    void setChoosable(bool on, const QString &reason);

signals:
    void chosen(const syspulse::SetupChoices &choices);

private:
    void tell();
    void showRole(SetupRole role, const SetupPlan &plan, const QString &obstacle);

    QCheckBox *m_serverSide;
    QComboBox *m_ids;
    QMap<SetupRole, QCheckBox *> m_roles;
};

} // namespace syspulse
