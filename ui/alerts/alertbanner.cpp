// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertbanner.h"

#include "ui/alerts/alertmonitor.h"
#include "ui/base/tray.h"

namespace syspulse {

AlertBanner::AlertBanner(const AlertMonitor &monitor, const Tray &tray, QWidget *parent)
    : Banner(QStringLiteral("alertBanner"), parent)
    , m_monitor(monitor)
    , m_tray(tray)
{
    connect(&monitor, &AlertMonitor::changed, this, &AlertBanner::refresh);
    hide();
}

void AlertBanner::refresh()
{
    const QList<AlertRule> firing = m_monitor.firing();
    if (firing.isEmpty() || m_tray.isAvailable())
        hide();
    else
        say(Severity::Error, m_monitor.texts().summary(firing), tr("Sho&w alerts"));
}

} // namespace syspulse
