// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/tray.h"

#include <QStringList>

namespace syspulse {

/// A notification area for the test platforms, which have none.
class FakeTray final : public Tray
{
public:
    bool isAvailable() const override { return available; }
    void show(Severity shown, const QString &told) override
    {
        visible = true;
        severity = shown;
        text = told;
    }
    void hide() override { visible = false; }
    void notify(const QString &title, const QString &told) override
    {
        notified.append(title);
        notifiedTexts.append(told);
    }

    bool available = true;
    bool visible = false;
    Severity severity = Severity::Neutral;
    QString text;
    QStringList notified;
    QStringList notifiedTexts; ///< one for each of notified
};

} // namespace syspulse
