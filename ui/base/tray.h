// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "ui/base/statusdot.h"

namespace syspulse {

/// The icon in the desktop's notification area.
class Tray : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whether this desktop has a notification area at the moment.
    virtual bool isAvailable() const = 0;
    /// Shows the icon, with a mark for @p severity; @p text tells the state in a line or two.
    virtual void show(Severity severity, const QString &text) = 0;
    virtual void hide() = 0;
    /// Says something once, where the icon is.
    virtual void notify(const QString &title, const QString &text) = 0;

signals:
    /// The window is to be shown.
    void openRequested();
    /// The program is to end.
    void quitRequested();
};

} // namespace syspulse
