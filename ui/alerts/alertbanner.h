// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/banner.h"

namespace syspulse {

class AlertMonitor;
class Tray;

/// Says over the pages which alerts fire where the desktop has no notification area to say it.
class AlertBanner : public Banner
{
    Q_OBJECT

public:
    /// Both must outlive the banner.
    AlertBanner(const AlertMonitor &monitor, const Tray &tray, QWidget *parent = nullptr);

    void refresh();

private:
    const AlertMonitor &m_monitor;
    const Tray &m_tray;
};

} // namespace syspulse
