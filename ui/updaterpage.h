// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QSpinBox>
#include <QTableView>

#include "core/updater/runreport.h"
#include "ui/banner.h"
#include "ui/page.h"
#include "ui/primarybutton.h"

namespace syspulse {

class JournalModel;

/// The updater: what it does, when it runs next, what it costs, and what its runs did.
class UpdaterPage : public Page
{
    Q_OBJECT

public:
    explicit UpdaterPage(const PageContext &context, QWidget *parent = nullptr);

    /// What @p recordsPerRun every @p intervalSeconds amounts to, as a sentence.
    static QString costText(int recordsPerRun, int intervalSeconds, const UnitFormatter &format);

protected:
    void refresh() override;

private:
    QWidget *makeControls();
    QWidget *makeJournal();
    void refreshState();
    void refreshButtons();
    void takeStatus(const UpdaterStatus &status);
    void takeReport(const RunReport &report);
    void askTakeOver();
    void refreshTray();
    void useIntervalOf(const QString &instance);
    void keepInterval();

    Banner *m_notice;
    StatusDot *m_dot;
    QLabel *m_state;
    QLabel *m_next;
    QLabel *m_last;
    QSpinBox *m_interval;
    PrimaryButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_run;
    QLabel *m_cost;
    QCheckBox *m_keepInTray;
    JournalModel *m_journal;
    QTableView *m_table;
    int m_recordsPerRun = -1; ///< of the newest run that wrote; negative: none yet
    QString m_piece;          ///< of the state where the interval of the instance is kept
    int m_knownInterval = 0;  ///< as the updater last said; 0: never
};

} // namespace syspulse
