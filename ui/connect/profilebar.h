// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QToolButton>
#include <QWidget>

#include "core/base/requestscope.h"
#include "core/profiles/profilestore.h"

namespace syspulse {

struct FoundService;
class Prompts;
class SecretStore;
class StateStore;

/// Chooses a profile, and does with profiles what needs no connection: remove and bring back, duplicate,
/// import, export.
class ProfileBar : public QWidget
{
    Q_OBJECT

public:
    /// All outlive the widget.
    ProfileBar(ProfileStore &profiles, SecretStore &secrets, StateStore &state, Prompts &prompts,
               QWidget *parent = nullptr);

    /// The chosen profile; empty for a new instance.
    QString currentId() const;
    void setCurrentId(const QString &id);

signals:
    void chosen(const QString &id);
    /// A sentence about what happened.
    void noticed(const QString &text, bool failed);

private:
    void fill();
    /// Shows the profile @p id that was put; without an id, says why it could not be.
    void choose(const QString &id);
    /// Asks first where the profile has a background service, which goes with it.
    void removeCurrent();
    QString whatGoes(const QString &id, const FoundService &service) const;
    void remove(const QString &id, bool hasService);
    void removed(const Result<Profile> &result, bool hadService);
    void endRemoval();
    void duplicateCurrent();
    void importFile();
    void exportFile();

    ProfileStore &m_profiles;
    SecretStore &m_secrets;
    StateStore &m_state;
    Prompts &m_prompts;
    QComboBox *m_combo;
    QToolButton *m_menu;
    QAction *m_remove;
    QAction *m_restore;
    QAction *m_duplicate;
    QAction *m_export;
    std::optional<Profile> m_removed;
    RequestScope m_removal;
};

} // namespace syspulse
