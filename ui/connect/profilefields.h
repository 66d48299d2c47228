// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QWidget>

#include "core/profiles/profile.h"

namespace syspulse {

/// Whether and how an instance is kept as a profile.
class ProfileFields : public QWidget
{
    Q_OBJECT

public:
    /// @p keychain: whether there is one that could keep passwords.
    ProfileFields(bool keychain, QWidget *parent = nullptr);

    void setProfile(const Profile &profile);
    /// Copies what is entered into @p profile.
    void fill(Profile &profile) const;
    bool isKept() const { return m_keep->isChecked(); }
    void setKept(bool kept) { m_keep->setChecked(kept); }
    /// Marks the name as missing.
    void focusName();
    void setGroups(const QStringList &groups);

signals:
    /// The widget needs another height.
    void heightChanged();

private:
    const bool m_keychain;
    QCheckBox *m_keep;
    QWidget *m_box;
    QLineEdit *m_name;
    QComboBox *m_group;
    QComboBox *m_environment;
    QCheckBox *m_readOnly;
    QCheckBox *m_password;
    QCheckBox *m_atStart;
    QCheckBox *m_updater;
    QCheckBox *m_diary;
};

} // namespace syspulse
