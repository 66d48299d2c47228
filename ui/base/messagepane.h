// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/base/primarybutton.h"

class QVBoxLayout;

namespace syspulse {

/// A page-sized message: what is going on, why, and the one thing to do about it.
class MessagePane : public QWidget
{
    Q_OBJECT

public:
    /// Labels are called name + "Title" and name + "Text", the button name + "Button".
    explicit MessagePane(const QString &name, QWidget *parent = nullptr);

    /// Shows icons/@p icon .svg, a headline, whole sentences and a button (none where @p action is empty).
    void say(const QString &icon, const QString &title, const QString &text, const QString &action = {});

    /// Shows @p widget under the button, as wide as the text.
    void addBelow(QWidget *widget);

signals:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    QString m_iconName;
    QVBoxLayout *m_layout;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    PrimaryButton *m_button;
};

} // namespace syspulse
