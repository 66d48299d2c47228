// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/traypresence.h"

#include <algorithm>

#include "core/session/linkstatus.h"
#include "core/session/updaterobstacle.h"
#include "core/settings/preferences.h"
#include "ui/base/text.h"
#include "ui/base/tray.h"
#include "ui/instances/instances.h"

namespace syspulse {

TrayPresence::TrayPresence(Tray &tray, PreferenceStore &preferences, const Instances &instances,
                           QObject *parent)
    : QObject(parent)
    , m_tray(tray)
    , m_preferences(preferences)
    , m_instances(instances)
{
    connect(&preferences, &PreferenceStore::changed, this, &TrayPresence::refresh);
    connect(&instances, &Instances::added, this, &TrayPresence::follow);
    connect(&instances, &Instances::removed, this, [this](Instance *instance) {
        disconnect(&instance->session(), nullptr, this, nullptr);
        disconnect(&instance->alerts(), nullptr, this, nullptr);
        refresh();
    });
    for (const Instance *instance : instances.all())
        follow(instance);
    refresh();
}

void TrayPresence::follow(const Instance *instance)
{
    const Session *session = &instance->session();
    connect(&session->connection(), &SessionConnection::stateChanged, this, &TrayPresence::refresh);
    connect(&session->connection(), &SessionConnection::mqttStateChanged, this, &TrayPresence::refresh);
    connect(&session->connection(), &SessionConnection::reachChanged, this, &TrayPresence::refresh);
    connect(&session->updater(), &SessionUpdater::updaterStatusChanged, this, &TrayPresence::refresh);
    connect(&instance->alerts(), &AlertMonitor::changed, this, &TrayPresence::refresh);
}

bool TrayPresence::showAlerts()
{
    QList<AlertRule> firing;
    for (const Instance *instance : m_instances.all())
        firing.append(instance->alerts().loud());
    if (!firing.isEmpty())
        m_tray.show(AlertTexts::severity(worstSeverity(firing)),
                    oneLine(m_instances.all().constFirst()->alerts().texts().summary(firing), 120));
    return !firing.isEmpty();
}

TrayPresence::~TrayPresence()
{
    m_tray.hide();
}

bool TrayPresence::keepsRunning() const
{
    // Without a notification area nobody could bring the window back.
    return m_preferences.values().keepInTray && m_tray.isAvailable();
}

void TrayPresence::windowHidden()
{
    m_windowHidden = true;
    if (m_preferences.values().trayExplained)
        return;
    m_tray.notify(tr("SysPulse keeps running"),
                  tr("Choose its icon here to open the window again, or to quit."));
    m_preferences.change([](Preferences &preferences) { preferences.trayExplained = true; });
}

void TrayPresence::refresh()
{
    if (m_windowHidden && !keepsRunning())
        emit windowNeeded();
    // A notification needs the icon that it comes from, so it is there while something fires.
    if (showAlerts())
        return;
    if (!m_preferences.values().keepInTray) {
        m_tray.hide();
        return;
    }
    std::optional<LinkStatus::Notice> worst;
    const Instance *concerned = nullptr;
    for (const Instance *instance : m_instances.all()) {
        const auto notice = LinkStatus::notice(instance->session(), instance->store());
        if (notice && (!worst || notice->severity > worst->severity)) {
            worst = notice;
            concerned = instance;
        }
    }
    if (!worst)
        m_tray.show(m_instances.connectedCount() > 0 ? Severity::Ok : Severity::Neutral, quietText());
    else if (m_instances.all().size() == 1)
        m_tray.show(worst->severity, oneLine(worst->text, 120));
    else
        //: name or address of an instance, a whole sentence about it
        m_tray.show(worst->severity, oneLine(tr("%1: %2").arg(concerned->title(), worst->text), 120));
}

QString TrayPresence::quietText() const
{
    const int connected = m_instances.connectedCount();
    if (connected == 0)
        return tr("SysPulse: not connected");
    if (connected > 1)
        //: %1 is a number larger than 1
        return tr("SysPulse: watching %1 instances").arg(connected);
    const auto it = std::find_if(m_instances.all().begin(), m_instances.all().end(),
                                 [](const Instance *each) { return each->session().isReachable(); });
    const Instance &instance = **it;
    if (isResting(instance.session().updaterStatus().state))
        //: %1 is the name or the address of an instance
        return tr("SysPulse: watching %1").arg(instance.title());
    //: %1 is the name or the address of an instance
    return tr("SysPulse: keeps the values of %1 current").arg(instance.title());
}

} // namespace syspulse
