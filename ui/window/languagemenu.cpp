// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/languagemenu.h"

#include <QActionGroup>

#include "core/settings/preferences.h"

namespace syspulse {

LanguageMenu::LanguageMenu(PreferenceStore &preferences, QWidget *parent)
    : QMenu(tr("&Language"), parent)
    , m_preferences(preferences)
{
    setObjectName(QStringLiteral("languageMenu"));
    auto *group = new QActionGroup(this);
    add(group, tr("As the &system"), {});
    // Each in its own words: whoever chose the wrong one must find the way back.
    add(group, QStringLiteral("&English"), QStringLiteral("en"));
    add(group, QStringLiteral("&Deutsch"), QStringLiteral("de"));
    addSeparator();
    QAction *note = addAction(tr("A change shows when SysPulse is started again"));
    note->setObjectName(QStringLiteral("languageNote"));
    note->setEnabled(false);
    connect(&preferences, &PreferenceStore::changed, this, &LanguageMenu::usePreferences);
    usePreferences();
}

void LanguageMenu::add(QActionGroup *group, const QString &text, const QString &language)
{
    QAction *action = group->addAction(text);
    action->setObjectName(QStringLiteral("language") +
                          (language.isEmpty() ? QStringLiteral("System") : language));
    action->setCheckable(true);
    action->setData(language);
    addAction(action);
    connect(action, &QAction::triggered, this, [this, language] {
        m_preferences.change([language](Preferences &preferences) { preferences.language = language; });
    });
}

void LanguageMenu::usePreferences()
{
    for (QAction *action : actions()) {
        if (action->isCheckable())
            action->setChecked(action->data().toString() == m_preferences.values().language);
    }
}

} // namespace syspulse
