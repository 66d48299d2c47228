// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace syspulse {

class CommandRegistry;

/// Where to find things: the commands, the first steps, and what this program is.
class HelpMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p commands must outlive the menu.
    explicit HelpMenu(CommandRegistry &commands, QWidget *parent);

signals:
    void firstStepsRequested();
    void aboutRequested();
};

} // namespace syspulse
