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

/// What the real window works with: real sessions, and files in a folder that stays.
struct KeptPlaces
{
    explicit KeptPlaces(const QString &folder)
        : state(folder)
        , history(folder + QStringLiteral("/history.sqlite"))
    {}

    StateStore state;
    ProfileStore profiles{state};
    SessionSecretStore secrets;
    PreferenceStore preferences{state};
    HistoryStore history;
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

struct OwnFolder
{
    QTemporaryDir folder;
};

/// The same in a folder that goes with this object.
struct WindowPlaces : OwnFolder, KeptPlaces
{
    WindowPlaces()
        : KeptPlaces(folder.path())
    {}
};

} // namespace syspulse::test
