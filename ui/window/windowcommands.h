// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/commands.h"

class QListWidget;
class QMenuBar;
class QStackedWidget;

namespace syspulse {

class Connector;
class Instance;
class Instances;
class ProfileStore;

/// Where the commands of the window come from; all of it outlives the registry.
struct CommandSources
{
    QMenuBar &menus;
    QStackedWidget &views; ///< what the window shows: a page, or an InstanceView
    const QListWidget &navigation;
    const Instances &instances;
    const ProfileStore &profiles;
    Connector &connector;
    std::function<void(Instance *)> open; ///< shows an instance
};

/// What the command palette of the window offers: its menus, the buttons of the page that is shown, each
/// instance and profile; and of the instance that is shown the exports, the topics and the connected clients.
void addWindowCommands(CommandRegistry &commands, const CommandSources &sources);

} // namespace syspulse
