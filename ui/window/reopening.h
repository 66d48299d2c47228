// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace syspulse {

class MainWindow;
class PreferenceStore;
class ProfileStore;

/// Takes up what was left: connects the profiles that are to be connected when the window starts, and shows
/// the instance and the page that were shown last. Keeps which those are.
class Reopening : public QObject
{
    Q_OBJECT

public:
    /// All must outlive the object.
    Reopening(MainWindow &window, const ProfileStore &profiles, PreferenceStore &preferences,
              QObject *parent = nullptr);

    /// Starts, as soon as profiles and preferences are known. Without this call nothing is connected.
    void reopen();

private:
    void reopenKnown();
    void keep();

    MainWindow &m_window;
    const ProfileStore &m_profiles;
    PreferenceStore &m_preferences;
    bool m_waiting = false; ///< for what is to be reopened; until then nothing is kept
};

} // namespace syspulse
