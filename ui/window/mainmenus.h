// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/base/theme.h"

class QActionGroup;
class QListWidget;
class QMenu;
class QMenuBar;

namespace syspulse {

class InstanceView;
class PreferenceStore;
class ViewMenus;

/// Fills the menu bar. Keeps itself what is chosen there for the program as a whole, the appearance and the
/// language, and opens the help; says by signals what else is wanted.
class MainMenus : public QObject
{
    Q_OBJECT

public:
    /// The entries of @p pages are offered in the same order. All must outlive the object.
    MainMenus(QMenuBar &bar, const QListWidget &pages, PreferenceStore &preferences);

    /// Shows the program so, without keeping the choice.
    void setAppearance(Appearance appearance);
    /// What can be done with an instance is done with that of @p view from now on.
    void showView(InstanceView *view);
    /// The system's theme has changed.
    void followSystem();

signals:
    void connectRequested();
    void disconnectRequested();
    void closeRequested();
    void reportRequested();
    void noteRequested();
    void settingsRequested();
    void quitRequested();
    /// The entry in @p row of the pages was chosen.
    void pageRequested(int row);
    /// Another instance, @p step after the current one.
    void instanceRequested(int step);
    void commandsRequested();
    void firstStepsRequested();
    void aboutRequested();

private:
    void addFileMenu(QMenuBar &bar);
    void addViewMenu(QMenuBar &bar, const QListWidget &pages);
    void addAppearanceMenu(QMenu &view);
    void addLanguageMenu(QMenu &view);
    void addHelpMenu(QMenuBar &bar, const QListWidget &pages);
    void usePreferences();
    void showLanguage();

    PreferenceStore &m_preferences;
    QActionGroup *m_appearances;
    QActionGroup *m_languages;
    ViewMenus *m_ofView = nullptr;
    Appearance m_appearance = Appearance::System;
};

} // namespace syspulse
