// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historylimits.h"

#include <QDialog>
#include <QSpinBox>

namespace syspulse {

class PreferenceStore;

/// The settings of the program as a whole: how much history is kept on this computer.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p historyFile: shown, so that the user finds it. Deletes itself when closed.
    SettingsDialog(PreferenceStore &preferences, const QString &historyFile, QWidget *parent = nullptr);

private:
    QSpinBox *addNumber(const QString &name, const IntBounds &bounds);
    void fill(const HistoryLimits &limits);
    void apply();

    PreferenceStore &m_preferences;
    QSpinBox *m_rawDays;
    QSpinBox *m_minuteDays;
    QSpinBox *m_hourDays;
    QSpinBox *m_megabytes;
};

} // namespace syspulse
