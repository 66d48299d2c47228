// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include "ui/base/commands.h"
#include "ui/base/page.h"

namespace syspulse {

class BarLayout;
class LogProxy;

/// Entries of a log as a table: narrowed by a text and by the least level, copied and saved as lines, and the
/// whole text of the selected one below. Shows the newest, and scrolls on only where it did.
class LogView : public QWidget
{
    Q_OBJECT

public:
    /// @p name is what the names of the parts begin with, @p spoken what screen readers call the table, @p
    /// file the name that is suggested for a file. @p model answers the roles of LogRole; @p widths are those
    /// of its columns but the last. Both must outlive the view.
    LogView(const QString &name, const QString &spoken, const QString &file, QAbstractItemModel *model,
            const QList<int> &widths, const PageContext &context, QWidget *parent = nullptr);

    /// What the command palette calls the saving of this log.
    void setExportName(const QString &name) { m_save->setProperty(exportProperty, name); }
    /// Puts @p tool among those over the table, before the one at @p place; -1: after all.
    void addTool(QWidget *tool, int place = -1);

signals:
    /// An entry of @p timeMs, on this machine's clock, was clicked, or Enter was pressed on it.
    void momentChosen(qint64 timeMs);
    /// Something was written, or could not be: a sentence for people.
    void noticed(const QString &text, bool failed);

private:
    void makeBar(const QString &name);
    void followEnd();
    void narrow();
    void showCount();
    void showSelected();
    /// The selected entries, or all that are shown where none is, as lines.
    QString lines(bool all) const;
    void save();

    PageContext m_context;
    QString m_file;
    LogProxy *m_proxy;
    QLineEdit *m_filter;
    BarLayout *m_bar;
    QComboBox *m_level;
    QLabel *m_count;
    QPushButton *m_copy;
    QPushButton *m_save;
    QTableView *m_table;
    QPlainTextEdit *m_text; ///< of the selected entry
    bool m_atEnd = true;
};

} // namespace syspulse
