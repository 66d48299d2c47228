// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "core/setup/stepstate.h"

namespace syspulse {

/// One step of a list: an icon for its state, what it is, and what was found or will be done.
class StepRow : public QWidget
{
    Q_OBJECT

public:
    /// The labels are called name + "Title", "State" and "Detail".
    explicit StepRow(const QString &name, QWidget *parent = nullptr);

    /// Nothing as @p state: not begun.
    void setStep(const QString &title, const QString &detail, std::optional<StepState> state);
    /// Whether there is something to look at behind the step; the button is called name + "Changes".
    void setHasChanges(bool has);
    /// A button at the end of the row, called name + "Action"; @p description is for who cannot see the row.
    void setAction(const QString &text, const QString &description);
    void setActionEnabled(bool enabled);
    std::optional<StepState> state() const { return m_state; }

    /// The word for @p state.
    static QString stateText(StepState state);

signals:
    void changesRequested();
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void colorize();

    std::optional<StepState> m_state;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_stateText;
    QLabel *m_detail;
    QPushButton *m_changes;
    QToolButton *m_action;
};

} // namespace syspulse
