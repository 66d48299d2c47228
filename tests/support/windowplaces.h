// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "core/session/sessionthread.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "tests/support/faketray.h"
#include "ui/window/mainwindow.h"
#include "ui/window/traynotifier.h"

#include <QTemporaryDir>

namespace syspulse::test {

/// What the real window works with in a test: real sessions, and files in a folder that goes with this
/// object.
struct WindowPlaces
{
    QTemporaryDir folder;
    StateStore state{folder.path()};
    ProfileStore profiles{state};
    SessionSecretStore secrets;
    PreferenceStore preferences{state};
    HistoryStore history{folder.filePath(QStringLiteral("history.sqlite"))};
    FakeTray tray;
    TrayNotifier notifier{tray};

    WindowServices services()
    {
        return {[] { return std::make_unique<SessionThread>(); },
                state,
                profiles,
                secrets,
                preferences,
                history,
                tray,
                notifier};
    }
};

} // namespace syspulse::test
