// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/filteredit.h"

#include <QLineEdit>

#include "ui/base/themedicon.h"

namespace syspulse {

QLineEdit *filterEdit(const QString &name, const QString &hint, const QString &spoken)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(hint);
    edit->setAccessibleName(spoken);
    edit->setClearButtonEnabled(true);
    edit->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    return edit;
}

} // namespace syspulse
