// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"
#include "app/gui/reporttopdf.h"
#include "app/unixsignals.h"
#include "core/base/version.h"
#include "core/history/historystore.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "core/session/sessionthread.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "core/system/notifier.h"
#include "core/system/ownmemory.h"
#include "core/system/singleinstance.h"
#include "ui/window/mainwindow.h"
#include "ui/window/reopening.h"
#include "ui/window/systemtray.h"
#include "ui/window/translations.h"
#include "ui/window/traynotifier.h"

#include <QApplication>
#include <QTimer>

int main(int argc, char **argv) // NOLINT(bugprone-exception-escape): out of memory ends the program
{
    using namespace syspulse;
    keepMemoryPrivate();
    const auto arguments = parseArguments(argc, argv);
    if (const auto *exitCode = std::get_if<int>(&arguments))
        return *exitCode;
    if (std::holds_alternative<ReportToPdf>(arguments))
        return reportToPdf(argc, argv);
    const auto &settings = std::get<ConnectionSettings>(arguments);

    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("SysPulse"));
    QApplication::setApplicationVersion(versionText());
    QApplication::setDesktopFileName(QStringLiteral("org.syspulse.SysPulse"));
    QApplication::setQuitOnLastWindowClosed(false);

    StateStore state;
    SingleInstance instance(state.folder());
    QByteArray ownStart = startMessage(settings);
    const bool runsAlready = instance.handOver(ownStart);
    wipe(ownStart);
    if (runsAlready)
        return 0;

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
    QObject::connect(&instance, &SingleInstance::startedAgain, &window, [&window](const QByteArray &message) {
        const StartRequest request = startRequest(message);
        window.open(request.activationToken);
        if (!request.settings.url.isEmpty())
            window.connectTo(request.settings);
    });

    // Disconnecting gives the updaters' leases back; a server that does not answer must not keep us.
    QObject::connect(&window, &MainWindow::quitRequested, &window.instances(), &Instances::disconnectAll);
    QObject::connect(&window.instances(), &Instances::allDisconnected, &app, &QApplication::quit);
    UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &window, &MainWindow::quit);

    // Shown where it was last; a disk that does not answer must not keep the window away.
    QTimer showAnyway;
    QObject::connect(&showAnyway, &QTimer::timeout, &window, &QWidget::show);
    QObject::connect(&preferences, &PreferenceStore::loaded, &window, [&] {
        showAnyway.stop();
        window.show();
    });
    showAnyway.setSingleShot(true);
    showAnyway.start(1000);
    Reopening reopening(window, profiles, preferences);
    if (settings.url.isEmpty())
        reopening.reopen();
    else
        window.connectTo(settings);
    return QApplication::exec();
}
