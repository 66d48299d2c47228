// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>

#include "core/topics/parity.h"
#include "ui/base/page.h"

namespace syspulse {

class ParityModel;

/// Compares the topics of this instance with those that other brokers have: what is available, under which
/// name, with its present value, or why not. The report can be exported.
class ParityDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ParityDialog(const PageContext &context, QWidget *parent = nullptr);

private:
    Convention convention() const;
    QLayout *makeHead();
    void makeTable();
    void refresh();
    void showNote();
    void exportReport(const QString &format);

    const PageContext m_context;
    ParityModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QComboBox *m_conventions;
    QLineEdit *m_filter;
    QLabel *m_summary;
    QTableView *m_table;
    QLabel *m_note;
    QLabel *m_notice;
    QTimer m_second;
};

} // namespace syspulse
