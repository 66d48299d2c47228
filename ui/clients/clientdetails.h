// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// All that is known of one connected client, as text that can be selected and copied.
class ClientDetails : public QWidget
{
    Q_OBJECT

public:
    explicit ClientDetails(QWidget *parent = nullptr);

    /// Shows @p client; nullptr: says that none is selected.
    void showClient(const ClientSession *client, const UnitFormatter &format);

private:
    QPlainTextEdit *m_text;
    QPushButton *m_copy;
};

} // namespace syspulse
