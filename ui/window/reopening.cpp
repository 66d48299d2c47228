// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/reopening.h"

#include <algorithm>

#include "core/profiles/profilestore.h"
#include "core/settings/preferences.h"
#include "ui/instances/connector.h"
#include "ui/window/mainwindow.h"

namespace syspulse {

Reopening::Reopening(MainWindow &window, const ProfileStore &profiles, PreferenceStore &preferences,
                     QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_profiles(profiles)
    , m_preferences(preferences)
{
    connect(&window, &MainWindow::placeChanged, this, &Reopening::keep);
}

void Reopening::reopen()
{
    m_waiting = true;
    connect(&m_profiles, &ProfileStore::loaded, this, &Reopening::reopenKnown);
    connect(&m_preferences, &PreferenceStore::loaded, this, &Reopening::reopenKnown);
    // The window is to be seen before anything is waited for.
    connect(&m_window, &MainWindow::completed, this, &Reopening::reopenKnown);
    reopenKnown();
}

void Reopening::reopenKnown()
{
    if (!m_waiting || !m_profiles.isLoaded() || !m_preferences.isLoaded() || !m_window.isComplete())
        return;
    m_waiting = false;
    const QString shown = m_preferences.values().shownProfile;
    const QString page = m_preferences.values().shownPage;
    QStringList wanted;
    for (const Profile &profile : m_profiles.profiles()) {
        if (profile.connectAtStart)
            wanted.append(profile.id);
    }
    // The page of all instances is of none of them.
    const bool showsOne = page.isEmpty() || InstanceView::pageNamed(page);
    const auto isShown = [&](const QString &id) { return showsOne && (id == shown || wanted.size() == 1); };
    // It may get an instance of its own, once its password is known, and that shows another page at first.
    if (std::any_of(wanted.cbegin(), wanted.cend(), isShown))
        connect(
            &m_window.connector(), &Connector::showRequested, this,
            [this, page] { m_window.showPageNamed(page); }, Qt::SingleShotConnection);
    for (const QString &id : std::as_const(wanted))
        m_window.connector().connectProfile(id, isShown(id));
    // Without an instance to look at, the page would only say so.
    if (!wanted.isEmpty())
        m_window.showPageNamed(page);
}

void Reopening::keep()
{
    if (m_waiting || !m_preferences.isLoaded())
        return;
    m_preferences.change([this](Preferences &preferences) {
        preferences.shownProfile = m_window.current().session().profile().id;
        preferences.shownPage = m_window.shownPage();
    });
}

} // namespace syspulse
