// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/secreteye.h"

#include <QEvent>

#include "ui/base/themedicon.h"

namespace syspulse {

SecretEye::SecretEye(QLineEdit *edit)
    : QAction(edit)
    , m_edit(edit)
{
    edit->addAction(this, QLineEdit::TrailingPosition);
    edit->installEventFilter(this);
    connect(this, &QAction::triggered, this, [this] { setShown(m_edit->echoMode() == QLineEdit::Password); });
    setShown(false);
}

bool SecretEye::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide || (event->type() == QEvent::EnabledChange && !m_edit->isEnabled()))
        setShown(false);
    return QAction::eventFilter(watched, event);
}

void SecretEye::setShown(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    setIcon(themedIcon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye")));
    setText(shown ? tr("Hide what was typed") : tr("Show what was typed"));
}

} // namespace syspulse
