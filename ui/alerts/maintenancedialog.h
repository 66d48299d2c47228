// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTimeEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/alerts/maintenance.h"

namespace syspulse {

class AlertMonitor;

/// One window of the maintenance of each week: days and times.
class MaintenanceRow final : public QWidget
{
    Q_OBJECT

public:
    /// @p number tells the rows apart, for those who do not see them.
    MaintenanceRow(const MaintenanceWindow &window, const QLocale &locale, int number);

    MaintenanceWindow window() const;

signals:
    void changed();
    void removeRequested();

private:
    std::array<QToolButton *, 7> m_days{};
    QTimeEdit *m_from;
    QTimeEdit *m_to;
};

/// When the instance is worked on, so that nobody is told of its alerts.
class MaintenanceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p monitor must outlive the dialog. @p nowMs: this machine's clock.
    MaintenanceDialog(AlertMonitor &monitor, qint64 nowMs, QWidget *parent = nullptr);

private:
    void addRow(const MaintenanceWindow &window);
    void follow();
    /// Why what is entered makes no sense; empty where it does.
    QString problem() const;
    Maintenance entered() const;

    AlertMonitor &m_monitor;
    const qint64 m_nowMs;
    const Maintenance m_before;
    QCheckBox *m_once;
    QDateTimeEdit *m_until;
    QWidget *m_list;
    QVBoxLayout *m_entries;
    QLabel *m_none;
    QPushButton *m_add;
    QLabel *m_result;
    QPushButton *m_save = nullptr;
    QList<MaintenanceRow *> m_rows;
    int m_made = 0;
};

} // namespace syspulse
