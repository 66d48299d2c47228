// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperfixture.h"
#include "tests/support/windowplaces.h"
#include "ui/window/translations.h"

#include <array>

#include <QTest>

namespace syspulse::test {

/// One window with twenty profiles, five of them live: real HarperDBs with an updater each, every second.
/// Each step gives what went wrong, or nothing; they are taken in this order.
class LiveInstances
{
public:
    static constexpr int liveCount = 5;
    static constexpr int profileCount = 20;

    /// Starts the servers and shows the window, with the page of all instances.
    QString start();
    /// Connects the live ones by their rows.
    QString connectAll();
    /// Sets them up and starts their updaters; each has written values then.
    QString setUpAll();
    /// Disconnects them and closes the window.
    QString end();

    MainWindow &window() { return *m_window; }
    Session &session(int index) { return m_window->instances().all().at(index)->session(); }
    HarperFixture &harper(int index) { return m_harpers.at(index); }
    void press(Qt::Key key) const { QTest::keyClick(m_window.get(), key, Qt::ControlModifier); }

private:
    QString setUp(int index);

    std::array<HarperFixture, liveCount> m_harpers;
    Translations m_english; ///< its plurals
    WindowPlaces m_places;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace syspulse::test
