// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include "ui/base/theme.h"

class QActionGroup;

namespace syspulse {

class PreferenceStore;

/// Chooses between light, dark and what the system has, and keeps the choice.
class AppearanceMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p preferences must outlive the menu.
    explicit AppearanceMenu(PreferenceStore &preferences, QWidget *parent = nullptr);

    /// Shows the program so, without keeping it.
    void setAppearance(Appearance appearance);
    /// The system's theme has changed.
    void followSystem();

private:
    void add(QActionGroup *group, const QString &text, Appearance appearance);
    void usePreferences();

    PreferenceStore &m_preferences;
    Appearance m_appearance = Appearance::System;
};

} // namespace syspulse
