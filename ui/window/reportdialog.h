// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>

#include "core/report/reportsource.h"
#include "ui/base/prompts.h"

namespace syspulse {

class Instance;

/// Writes a report about one instance to a file, as HTML or PDF, from what is kept on this computer.
class ReportDialog : public QDialog
{
    Q_OBJECT

public:
    /// All must outlive the dialog. @p instance has been connected once.
    ReportDialog(const Instance &instance, HistoryStore &history, StateStore &state, Prompts &prompts,
                 QWidget *parent = nullptr);

private:
    void askWhere();
    void write(const QString &path, bool pdf);
    void save(const QString &path, const QByteArray &report);
    void say(const QString &text, bool failed);

    StateStore &m_state;
    Prompts &m_prompts;
    ReportSource m_source;
    InstanceReport m_report; ///< all but the span
    QString m_alertKey;
    QComboBox *m_spans;
    QComboBox *m_formats; ///< data: suffix of the file
    QPushButton *m_save;
    QLabel *m_notice;
};

} // namespace syspulse
