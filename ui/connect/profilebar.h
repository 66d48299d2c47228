// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QToolButton>
#include <QWidget>

#include "core/profiles/profilestore.h"

namespace syspulse {

class Prompts;
class StateStore;

/// Chooses a profile, and does with profiles what needs no connection: remove and bring back, duplicate,
/// import, export.
class ProfileBar : public QWidget
{
    Q_OBJECT

public:
    /// All outlive the widget.
    ProfileBar(ProfileStore &profiles, StateStore &state, Prompts &prompts, QWidget *parent = nullptr);

    /// The chosen profile; empty for a new instance.
    QString currentId() const;
    void setCurrentId(const QString &id);

signals:
    void chosen(const QString &id);
    /// The profile @p id is gone, so its secrets must go too.
    /// @p passwordKept: there are secrets of it in the keychain.
    void removed(const syspulse::Profile &profile, bool passwordKept);
    /// A sentence about what happened.
    void noticed(const QString &text, bool failed);

private:
    void fill();
    /// Gives the id; none, and says why, where the profiles cannot be changed.
    QString put(const Profile &profile);
    void removeCurrent();
    void duplicateCurrent();
    void importFile();
    void exportFile();

    ProfileStore &m_profiles;
    StateStore &m_state;
    Prompts &m_prompts;
    QComboBox *m_combo;
    QToolButton *m_menu;
    QAction *m_remove;
    QAction *m_restore;
    QAction *m_duplicate;
    QAction *m_export;
    std::optional<Profile> m_removed;
};

} // namespace syspulse
