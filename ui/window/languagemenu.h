// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace syspulse {

class PreferenceStore;

/// Chooses the language of the next start, and says that it is the next start's.
class LanguageMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p preferences must outlive the menu.
    explicit LanguageMenu(PreferenceStore &preferences, QWidget *parent = nullptr);

private:
    void add(QActionGroup *group, const QString &text, const QString &language);
    void usePreferences();

    PreferenceStore &m_preferences;
};

} // namespace syspulse
