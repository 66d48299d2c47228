// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "ui/base/statusdot.h"

namespace syspulse {

/// A line over a page that says what happened, with at most one thing to do about it. Plain text only.
class Banner : public QFrame
{
    Q_OBJECT

public:
    /// @p name is the object name; the label is called name + "Text", the button name + "Button".
    explicit Banner(const QString &name, QWidget *parent = nullptr);

    /// Shows @p text; an empty @p action hides the button.
    void say(Severity severity, const QString &text, const QString &action = {});
    QString text() const { return m_text->text(); }

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    Severity m_severity = Severity::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace syspulse
