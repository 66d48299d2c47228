// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>

namespace syspulse {

class AlertMonitor;

/// Asks how long nobody is to be told of some alerts, and why, and has the monitor do so.
class AlertSilenceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p ruleIds: at least one. Acknowledging is offered while one of them fires. @p monitor must outlive
    /// the dialog.
    AlertSilenceDialog(AlertMonitor &monitor, const QStringList &ruleIds, QWidget *parent = nullptr);

private:
    void follow();
    void apply();

    AlertMonitor &m_monitor;
    const QStringList m_ruleIds;
    QRadioButton *m_acknowledge;
    QRadioButton *m_snooze;
    QSpinBox *m_duration;
    QComboBox *m_unit;
    QLineEdit *m_reason;
    QLabel *m_help;
};

} // namespace syspulse
