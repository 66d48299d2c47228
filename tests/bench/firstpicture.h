// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <QEvent>
#include <QMetaObject>
#include <QWidget>

namespace syspulse::bench {

/// Ends the program, without its farewells, once a window has painted itself.
class EndAtFirstPicture final : public QObject
{
public:
    explicit EndAtFirstPicture(QWidget &window) { window.installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::UpdateRequest || event->type() == QEvent::Paint)
            QMetaObject::invokeMethod(
                this, [] { ::_exit(0); }, Qt::QueuedConnection);
        return false;
    }
};

} // namespace syspulse::bench
