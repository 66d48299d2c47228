// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/traynotifier.h"

#include "ui/base/tray.h"

namespace syspulse {

TrayNotifier::TrayNotifier(Tray &tray, QObject *parent)
    : Notifier(parent)
    , m_tray(tray)
{}

bool TrayNotifier::isAvailable() const
{
    return m_tray.isAvailable();
}

void TrayNotifier::notify(const AlertNotice &notice)
{
    m_tray.notify(notice.title, notice.text);
}

void TrayNotifier::withdraw(const QString &)
{
    // The notification area takes messages away by itself.
}

} // namespace syspulse
