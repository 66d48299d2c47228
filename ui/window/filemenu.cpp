// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/filemenu.h"

#include "ui/base/themedicon.h"

namespace syspulse {

FileMenu::FileMenu(QWidget *parent)
    : QMenu(tr("&File"), parent)
{
    QAction *connectAction =
        addAction(themedIcon(QStringLiteral("connect")), tr("&Connect…"), this, &FileMenu::connectRequested);
    connectAction->setObjectName(QStringLiteral("connectAction"));
    connectAction->setShortcut(QKeySequence::New);
    QAction *disconnectAction = addAction(themedIcon(QStringLiteral("disconnect")), tr("&Disconnect"), this,
                                          &FileMenu::disconnectRequested);
    disconnectAction->setObjectName(QStringLiteral("disconnectAction"));
    QAction *closeAction = addAction(tr("C&lose instance"), this, &FileMenu::closeRequested);
    closeAction->setObjectName(QStringLiteral("closeInstanceAction"));
    closeAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
    addSeparator();
    QAction *settings = addAction(tr("&Settings…"), this, &FileMenu::settingsRequested);
    settings->setObjectName(QStringLiteral("settingsAction"));
    settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    addSeparator();
    QAction *quit = addAction(tr("&Quit"), this, &FileMenu::quitRequested);
    quit->setObjectName(QStringLiteral("quitAction"));
    quit->setShortcut(QKeySequence::Quit);
}

} // namespace syspulse
