// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/appearancemenu.h"

#include <QActionGroup>

#include "core/settings/preferences.h"

namespace syspulse {

namespace {

/// As Preferences::appearance.
QString preferenceOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return QStringLiteral("light");
    case Appearance::Dark:
        return QStringLiteral("dark");
    case Appearance::System:
        break;
    }
    return {};
}

QString actionName(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return QStringLiteral("appearanceLight");
    case Appearance::Dark:
        return QStringLiteral("appearanceDark");
    case Appearance::System:
        break;
    }
    return QStringLiteral("appearanceSystem");
}

} // namespace

AppearanceMenu::AppearanceMenu(PreferenceStore &preferences, QWidget *parent)
    : QMenu(tr("&Appearance"), parent)
    , m_preferences(preferences)
{
    auto *group = new QActionGroup(this);
    add(group, tr("As the &system"), Appearance::System);
    add(group, tr("&Light"), Appearance::Light);
    add(group, tr("&Dark"), Appearance::Dark);
    setAppearance(Appearance::System);
    if (preferences.isLoaded())
        usePreferences();
    else
        connect(&preferences, &PreferenceStore::loaded, this, &AppearanceMenu::usePreferences);
}

void AppearanceMenu::add(QActionGroup *group, const QString &text, Appearance appearance)
{
    QAction *action = group->addAction(text);
    action->setObjectName(actionName(appearance));
    action->setCheckable(true);
    addAction(action);
    connect(action, &QAction::triggered, this, [this, appearance] {
        setAppearance(appearance);
        m_preferences.change(
            [appearance](Preferences &preferences) { preferences.appearance = preferenceOf(appearance); });
    });
}

void AppearanceMenu::usePreferences()
{
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        if (preferenceOf(appearance) == m_preferences.values().appearance)
            setAppearance(appearance);
    }
}

void AppearanceMenu::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    for (QAction *action : actions())
        action->setChecked(action->objectName() == actionName(appearance));
    applyAppearance(appearance);
}

void AppearanceMenu::followSystem()
{
    if (m_appearance == Appearance::System)
        applyAppearance(Appearance::System);
}

} // namespace syspulse
