// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainmenus.h"

#include <QActionGroup>
#include <QListWidget>
#include <QMenuBar>

#include "core/settings/preferences.h"
#include "ui/base/commands.h"
#include "ui/base/themedicon.h"
#include "ui/window/helpwindow.h"
#include "ui/window/viewmenus.h"

namespace syspulse {

namespace {

/// A choice of the appearance, and its name in Preferences::appearance.
struct AppearanceChoice
{
    Appearance appearance;
    QLatin1String preference;
    QLatin1String action;
};

constexpr AppearanceChoice appearances[] = {
    {Appearance::System, QLatin1String(""), QLatin1String("appearanceSystem")},
    {Appearance::Light, QLatin1String("light"), QLatin1String("appearanceLight")},
    {Appearance::Dark, QLatin1String("dark"), QLatin1String("appearanceDark")},
};

} // namespace

MainMenus::MainMenus(QMenuBar &bar, const QListWidget &pages, PreferenceStore &preferences)
    : QObject(&bar)
    , m_preferences(preferences)
    , m_appearances(new QActionGroup(this))
    , m_languages(new QActionGroup(this))
{
    addFileMenu(bar);
    addViewMenu(bar, pages);
    m_ofView = new ViewMenus(bar);
    connect(m_ofView, &ViewMenus::pageRequested, this, &MainMenus::pageRequested);
    addHelpMenu(bar, pages);
    setAppearance(Appearance::System);
    if (preferences.isLoaded())
        usePreferences();
    else
        connect(&preferences, &PreferenceStore::loaded, this, &MainMenus::usePreferences);
    connect(&preferences, &PreferenceStore::changed, this, &MainMenus::showLanguage);
    showLanguage();
}

void MainMenus::addFileMenu(QMenuBar &bar)
{
    QMenu *menu = bar.addMenu(tr("&File"));
    QAction *connectAction = menu->addAction(themedIcon(QStringLiteral("connect")), tr("&Connect…"), this,
                                             &MainMenus::connectRequested);
    connectAction->setObjectName(QStringLiteral("connectAction"));
    connectAction->setShortcut(QKeySequence::New);
    QAction *disconnectAction = menu->addAction(themedIcon(QStringLiteral("disconnect")), tr("&Disconnect"),
                                                this, &MainMenus::disconnectRequested);
    disconnectAction->setObjectName(QStringLiteral("disconnectAction"));
    QAction *closeAction = menu->addAction(tr("C&lose instance"), this, &MainMenus::closeRequested);
    closeAction->setObjectName(QStringLiteral("closeInstanceAction"));
    closeAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
    menu->addSeparator();
    QAction *report = menu->addAction(tr("&Report…"), this, &MainMenus::reportRequested);
    report->setObjectName(QStringLiteral("reportAction"));
    QAction *note = menu->addAction(tr("&Write a note…"), this, &MainMenus::noteRequested);
    note->setObjectName(QStringLiteral("noteAction"));
    note->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    menu->addSeparator();
    QAction *settings = menu->addAction(tr("&Settings…"), this, &MainMenus::settingsRequested);
    settings->setObjectName(QStringLiteral("settingsAction"));
    settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("&Quit"), this, &MainMenus::quitRequested);
    quit->setObjectName(QStringLiteral("quitAction"));
    quit->setShortcut(QKeySequence::Quit);
}

void MainMenus::addViewMenu(QMenuBar &bar, const QListWidget &pages)
{
    QMenu *menu = bar.addMenu(tr("&View"));
    for (int row = 0; row < pages.count(); ++row) {
        const QListWidgetItem *item = pages.item(row);
        QAction *action =
            menu->addAction(item->icon(), item->text(), this, [this, row] { emit pageRequested(row); });
        action->setObjectName(QStringLiteral("showPage%1").arg(row));
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + row)));
    }
    menu->addSeparator();
    QAction *next = menu->addAction(tr("&Next instance"), this, [this] { emit instanceRequested(1); });
    next->setObjectName(QStringLiteral("nextInstanceAction"));
    next->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Tab));
    QAction *previous =
        menu->addAction(tr("&Previous instance"), this, [this] { emit instanceRequested(-1); });
    previous->setObjectName(QStringLiteral("previousInstanceAction"));
    previous->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab));
    menu->addSeparator();
    addAppearanceMenu(*menu);
    addLanguageMenu(*menu);
}

void MainMenus::addAppearanceMenu(QMenu &view)
{
    QMenu *menu = view.addMenu(tr("&Appearance"));
    const QString texts[] = {tr("As the &system"), tr("&Light"), tr("&Dark")};
    for (const AppearanceChoice &choice : appearances) {
        QAction *action = menu->addAction(texts[int(&choice - appearances)]);
        action->setObjectName(choice.action);
        action->setCheckable(true);
        m_appearances->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] {
            setAppearance(choice.appearance);
            m_preferences.change(
                [choice](Preferences &preferences) { preferences.appearance = choice.preference; });
        });
    }
}

void MainMenus::addLanguageMenu(QMenu &view)
{
    QMenu *menu = view.addMenu(tr("&Language"));
    menu->setObjectName(QStringLiteral("languageMenu"));
    const auto add = [this, menu](const QString &text, const QString &language) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QStringLiteral("language") +
                              (language.isEmpty() ? QStringLiteral("System") : language));
        action->setCheckable(true);
        action->setData(language);
        m_languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, language] {
            m_preferences.change([language](Preferences &preferences) { preferences.language = language; });
        });
    };
    add(tr("As the &system"), {});
    // Each in its own words: whoever chose the wrong one must find the way back.
    add(QStringLiteral("&English"), QStringLiteral("en"));
    add(QStringLiteral("&Deutsch"), QStringLiteral("de"));
    menu->addSeparator();
    QAction *note = menu->addAction(tr("A change shows when SysPulse is started again"));
    note->setObjectName(QStringLiteral("languageNote"));
    note->setEnabled(false);
    note->setProperty(noteProperty, true);
}

void MainMenus::addHelpMenu(QMenuBar &bar, const QListWidget &pages)
{
    QMenu *menu = bar.addMenu(tr("&Help"));
    QAction *help = menu->addAction(tr("&Help on this page"), this, [&bar, &pages] {
        HelpWindow::openOver(bar.window(), HelpWindow::pages().value(pages.currentRow()));
    });
    help->setObjectName(QStringLiteral("helpAction"));
    help->setShortcut(QKeySequence::HelpContents);
    QAction *palette = menu->addAction(tr("&Commands…"), this, [this] {
        m_ofView->refresh(); // the palette offers it too
        emit commandsRequested();
    });
    palette->setObjectName(QStringLiteral("commandsAction"));
    palette->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    QAction *steps = menu->addAction(tr("&First steps"), this, &MainMenus::firstStepsRequested);
    steps->setObjectName(QStringLiteral("firstStepsAction"));
    menu->addSeparator();
    QAction *about = menu->addAction(tr("&About SysPulse, report…"), this, &MainMenus::aboutRequested);
    about->setObjectName(QStringLiteral("aboutAction"));
}

void MainMenus::usePreferences()
{
    for (const AppearanceChoice &choice : appearances) {
        if (choice.appearance != Appearance::System && choice.preference == m_preferences.values().appearance)
            setAppearance(choice.appearance);
    }
}

void MainMenus::showLanguage()
{
    for (QAction *action : m_languages->actions())
        action->setChecked(action->data().toString() == m_preferences.values().language);
}

void MainMenus::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    for (const AppearanceChoice &choice : appearances) {
        if (choice.appearance == appearance)
            m_appearances->actions().at(int(&choice - appearances))->setChecked(true);
    }
    applyAppearance(appearance);
}

void MainMenus::showView(InstanceView *view)
{
    m_ofView->show(view);
}

void MainMenus::followSystem()
{
    if (m_appearance == Appearance::System)
        applyAppearance(Appearance::System);
}

} // namespace syspulse
