// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historystore.h"
#include "core/settings/preferences.h"
#include "ui/base/bannerdock.h"
#include "ui/window/mainwindow.h"

// The part of MainWindow that goes on after its construction: pages that nobody sees at first, and what was
// kept.
namespace syspulse {

void MainWindow::makeNextPage()
{
    m_making.setInterval(0); // whatever has happened meanwhile goes first
    for (const Instance *instance : m_instances.all()) {
        if (viewOf(instance)->makeNext())
            return;
    }
    m_making.stop();
    m_dock->keepBannersLast();
    emit completed();
}

void MainWindow::usePreferences()
{
    const Preferences &preferences = m_services.preferences.values();
    if (!preferences.windowGeometry.isEmpty())
        restoreGeometry(preferences.windowGeometry);
    const auto limit = [this] { m_services.history.setLimits(m_services.preferences.values().history); };
    connect(&m_services.preferences, &PreferenceStore::changed, this, limit);
    limit();
}

void MainWindow::keepGeometry()
{
    m_services.preferences.change(
        [this](Preferences &preferences) { preferences.windowGeometry = saveGeometry(); });
}

} // namespace syspulse
