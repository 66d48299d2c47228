// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/helpmenu.h"

#include "ui/window/commandpalette.h"

namespace syspulse {

HelpMenu::HelpMenu(CommandRegistry &commands, QWidget *parent)
    : QMenu(tr("&Help"), parent)
{
    QAction *palette = addAction(tr("&Commands…"), this, [this, &commands] {
        auto *dialog = new CommandPalette(commands, parentWidget());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    palette->setObjectName(QStringLiteral("commandsAction"));
    palette->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    QAction *steps = addAction(tr("&First steps"), this, &HelpMenu::firstStepsRequested);
    steps->setObjectName(QStringLiteral("firstStepsAction"));
    addSeparator();
    QAction *about = addAction(tr("&About SysPulse, report…"), this, &HelpMenu::aboutRequested);
    about->setObjectName(QStringLiteral("aboutAction"));
}

} // namespace syspulse
