// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace syspulse {

/// Connections, settings, and the end.
class FileMenu : public QMenu
{
    Q_OBJECT

public:
    explicit FileMenu(QWidget *parent);

signals:
    void connectRequested();
    void disconnectRequested();
    void closeRequested();
    void settingsRequested();
    void quitRequested();
};

} // namespace syspulse
