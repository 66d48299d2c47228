// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace syspulse {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal in the thread that made the object. Those that were
/// ignored when the program started (nohup) stay so. One object per process; a second signal ends the process
/// at once.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);

signals:
    void interrupted();
};

} // namespace syspulse
