// SPDX-License-Identifier: GPL-3.0-or-later

// The desktop program from its start to its first picture, as app/gui/main.cpp has it: for bench_start. What
// it keeps is where the environment says.

#include "core/base/version.h"
#include "core/history/historystore.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "core/session/sessionthread.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "core/system/notifier.h"
#include "core/system/singleinstance.h"
#include "tests/bench/firstpicture.h"
#include "ui/window/mainwindow.h"
#include "ui/window/reopening.h"
#include "ui/window/systemtray.h"
#include "ui/window/translations.h"
#include "ui/window/traynotifier.h"

#include <QApplication>

int main(int argc, char **argv)
{
    using namespace syspulse;
    const QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("SysPulse"));
    QApplication::setApplicationVersion(versionText());
    StateStore state;
    SingleInstance instance(state.folder());
    if (instance.handOver({}))
        return 1;
    Translations translations;
    translations.use(chosenLanguage(PreferenceStore::fileIn(state)));
    ProfileStore profiles(state);
    const std::unique_ptr<SecretStore> secrets = makeSecretStore();
    PreferenceStore preferences(state);
    HistoryStore history;
    SystemTray tray;
    TrayNotifier trayNotifier(tray);
    DesktopNotifier notifier(QDBusConnection::sessionBus(), trayNotifier);
    MainWindow window({[] { return std::make_unique<SessionThread>(); }, state, profiles, *secrets,
                       preferences, history, tray, notifier, PagesMade::AfterFirstPicture});
    const bench::EndAtFirstPicture end(window);
    QObject::connect(&preferences, &PreferenceStore::loaded, &window, &QWidget::show);
    Reopening reopening(window, profiles, preferences);
    reopening.reopen();
    return QApplication::exec();
}
