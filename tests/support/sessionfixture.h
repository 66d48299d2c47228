// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/livestore.h"
#include "core/session/updatercontrol.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakesession.h"

#include <QTemporaryDir>

namespace syspulse {

/// What works on one instance beside its session, without a server and without a window.
struct SessionFixture
{
    FakeSession session;
    FakeClock clock;
    LiveStore store{session, clock};
    QTemporaryDir folder;
    StateStore state{folder.path()};
    PreferenceStore preferences{state};
    UpdaterControl updater{session, store, state};
};

} // namespace syspulse
