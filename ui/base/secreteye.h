// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QLineEdit>

namespace syspulse {

/// An eye at the end of a field for a secret, which shows and hides what was typed there. Hidden again as
/// soon as the field is disabled or goes out of sight.
class SecretEye final : public QAction
{
    Q_OBJECT

public:
    /// Belongs to @p edit, and has it hide its text.
    explicit SecretEye(QLineEdit *edit);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(bool shown);

    QLineEdit *m_edit;
};

} // namespace syspulse
