// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/base/statusdot.h"

namespace syspulse {

/// A line that says what happened, with one thing to do about it, seldom two. Plain text only.
class Banner : public QFrame
{
    Q_OBJECT

public:
    /// @p name is the object name; the label is called name + "Text", the button name + "Button".
    explicit Banner(const QString &name, QWidget *parent = nullptr);

    /// Shows @p text; an empty @p action hides the button. @p details are technical words that are shown on
    /// request: the button for that is called name + "Details", the label name + "DetailText".
    void say(Severity severity, const QString &text, const QString &action = {}, const QString &details = {});
    /// A second button, called name + "Other", that is there whenever the banner is.
    void offer(const QString &action);
    QString text() const { return m_text->text(); }

signals:
    void actionTriggered();
    void otherTriggered();
    /// Details were opened or closed: the banner wants another height.
    void detailsToggled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    Severity m_severity = Severity::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    QPushButton *m_other;
    QToolButton *m_details;
    QLabel *m_detailText;
};

} // namespace syspulse
