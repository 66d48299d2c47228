// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "ui/base/page.h"

namespace syspulse {

class JournalModel;

/// The runs of this machine's updater on the instance, those of earlier days included: all or only the
/// failures, to copy and to export.
class JournalBox : public QWidget
{
    Q_OBJECT

public:
    explicit JournalBox(const PageContext &context, QWidget *parent = nullptr);

    /// See JournalModel::recordsPerRun().
    int recordsPerRun() const;
    /// The runs that are shown as CSV, with plain numbers and times in UTC.
    QByteArray csv() const;

signals:
    /// A run was added, or earlier ones were read.
    void changed();

private:
    void loadPast(const QString &instance);
    void copy();
    void exportCsv();
    void refreshButtons();

    PageContext m_context;
    JournalModel *m_model;
    QSortFilterProxyModel *m_shown;
    QTableView *m_table;
    QCheckBox *m_failures;
    QLabel *m_count;
    QPushButton *m_copy;
    QPushButton *m_export;
    QString m_loadedFor; ///< the instance whose earlier runs were asked for
};

} // namespace syspulse
