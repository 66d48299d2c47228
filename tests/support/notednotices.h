// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/alerts/notifier.h"

namespace syspulse {

/// A desktop that keeps what it is told to show; a test presses the buttons of its notices.
class NotedNotices final : public Notifier
{
public:
    bool isAvailable() const override { return true; }
    void notify(const AlertNotice &notice) override { notices.append(notice); }
    void withdraw(const QString &) override {}

    QList<AlertNotice> notices;
};

} // namespace syspulse
