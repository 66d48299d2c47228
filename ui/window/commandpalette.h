// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

#include "ui/base/commands.h"

namespace syspulse {

/// Finds and runs a command by typing some of its letters: a line to filter by and the commands that fit, the
/// best first. Arrows choose, Enter runs, Escape closes. What cannot be done now is grey, with the reason
/// where it is known.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    /// @p commands must outlive the dialog.
    explicit CommandPalette(CommandRegistry &commands, QWidget *parent = nullptr);
    /// Shows one over @p parent, which goes when it is closed.
    static void openOver(QWidget *parent, CommandRegistry &commands);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter(const QString &text);
    void add(qsizetype index);
    void runCurrent();

    CommandRegistry &m_registry;
    QList<Command> m_commands;
    qsizetype m_offered; ///< of them are there whatever is typed; what was found for the text comes after
    QLineEdit *m_filter;
    QListWidget *m_list;
    QLabel *m_nothing;
};

} // namespace syspulse
