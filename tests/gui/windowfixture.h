// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/guifixture.h"

#include <functional>

namespace syspulse {

/// The window on the screen, with a session that only exists as signals and everything that it works with.
struct WindowFixture
{
    using Prepare = std::function<void(PlacesFixture &)>;

    /// @p prepare makes what the window is to find.
    explicit WindowFixture(const Prepare &prepare = {})
    {
        if (prepare)
            prepare(places);
        auto answering = std::make_unique<FakePrompts>();
        prompts = answering.get();
        window = std::make_unique<MainWindow>(places.services(), std::move(answering));
        session = places.sessions.constLast();
        GuiFixture::show(*window, {1280, 800});
    }

    PlacesFixture places;
    FakePrompts *prompts = nullptr; ///< of the window
    std::unique_ptr<MainWindow> window;
    FakeSession *session = nullptr; ///< of the window's first instance
};

} // namespace syspulse
