// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/notifier.h"

namespace syspulse {

class Tray;

/// Tells about alerts where the icon in the notification area is, which has no buttons.
class TrayNotifier final : public Notifier
{
public:
    /// @p tray must outlive the object.
    explicit TrayNotifier(Tray &tray, QObject *parent = nullptr);

    bool isAvailable() const override;
    void notify(const AlertNotice &notice) override;
    void withdraw(const QString &id) override;

private:
    Tray &m_tray;
};

} // namespace syspulse
