// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historylimits.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

class QVBoxLayout;

namespace syspulse {

class HistoryStore;
class Instance;
class PreferenceStore;
class Prompts;

/// The settings of the program as a whole, which are about the history on this computer: how much of it is
/// kept. And of the instance that is shown, whether a diary of its clients is.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// All must outlive the dialog, which goes with @p instance. Deletes itself when closed.
    SettingsDialog(PreferenceStore &preferences, HistoryStore &history, Prompts &prompts, Instance &instance,
                   QWidget *parent = nullptr);

    /// Moves the focus to where the diary is switched on and off.
    void focusDiary();

signals:
    /// The user wants a diary of the instance's clients, or none any more.
    void diaryChosen(bool on);

private:
    QSpinBox *addNumber(const QString &name, const IntBounds &bounds);
    void addDiary(QVBoxLayout *layout, const QString &title);
    void fill(const HistoryLimits &limits);
    void apply();
    /// Asks, and removes the diary of the instance @p url, which is called @p title; of all where that is
    /// empty.
    void removeDiary(const QString &url, const QString &title);

    PreferenceStore &m_preferences;
    HistoryStore &m_history;
    Prompts &m_prompts;
    bool m_diaryOn;
    QSpinBox *m_rawDays;
    QSpinBox *m_minuteDays;
    QSpinBox *m_hourDays;
    QSpinBox *m_megabytes;
    QSpinBox *m_diaryMegabytes;
    QCheckBox *m_diary;
    QPushButton *m_removeOne;
    QPushButton *m_removeAll;
    QLabel *m_removed; ///< what came of it
};

} // namespace syspulse
