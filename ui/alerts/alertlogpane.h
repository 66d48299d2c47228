// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "ui/base/page.h"

namespace syspulse {

class AlertLogModel;
class AlertMonitor;

/// The alert log: filter, export, clear.
class AlertLogPane : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor must outlive the pane.
    AlertLogPane(const PageContext &context, AlertMonitor &monitor, QWidget *parent = nullptr);

    void refresh();

signals:
    /// "Clear log" was chosen.
    void clearRequested();
    /// Something was written, or could not be: a sentence for people.
    void noticed(const QString &text, bool failed);

private:
    void exportShown();

    PageContext m_context;
    AlertMonitor &m_monitor;
    AlertLogModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QLabel *m_count;
    QTableView *m_table;
    QPushButton *m_export;
    QPushButton *m_clear;
};

} // namespace syspulse
