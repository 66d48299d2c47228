// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace syspulse {

class Instance;
class Instances;
class PreferenceStore;
class Tray;

/// Keeps the icon in the notification area in step with the preference and with the instances: it shows
/// their alerts, or else the worst that is to be said of any of them.
class TrayPresence : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    TrayPresence(Tray &tray, PreferenceStore &preferences, const Instances &instances,
                 QObject *parent = nullptr);
    ~TrayPresence() override;

    /// Whether closing the window is to leave the program running.
    bool keepsRunning() const;
    /// The window was hidden; tells the first time where it went.
    void windowHidden();
    void windowShown() { m_windowHidden = false; }
    /// Shows the present state.
    void refresh();

signals:
    /// Nothing is left from which the hidden window could be opened, so it has to come back.
    void windowNeeded();

private:
    void follow(const Instance *instance);
    /// Shows the alerts that fire, if any do.
    bool showAlerts();
    /// What is to be said while nothing is wrong.
    QString quietText() const;

    Tray &m_tray;
    PreferenceStore &m_preferences;
    const Instances &m_instances;
    bool m_windowHidden = false;
};

} // namespace syspulse
