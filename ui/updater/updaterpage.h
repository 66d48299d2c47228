// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

#include "core/updater/runreport.h"
#include "ui/base/banner.h"
#include "ui/base/page.h"
#include "ui/base/primarybutton.h"

namespace syspulse {

class JournalBox;
class ScheduleBox;
class ServiceBox;

/// The updater: what it does, when it runs next, what it costs, and what its runs did.
class UpdaterPage final : public Page
{
    Q_OBJECT

public:
    explicit UpdaterPage(const PageContext &context, QWidget *parent = nullptr);

    /// What can be done with the updater.
    QList<QAbstractButton *> buttons() const { return {m_start, m_pause, m_stop, m_run}; }
    /// Has the buttons say what can be done now; called by itself while the page can be seen.
    void refreshButtons();

protected:
    void refresh() override;

private:
    QWidget *makeControls();
    void refreshState();
    /// Who else updates, what failed, or what keeps the updater from starting.
    void refreshNotice();
    void takeStatus(const UpdaterStatus &status);
    void followNotice();
    void askTakeOver();
    void refreshTray();

    Banner *m_notice;
    StatusDot *m_dot;
    QLabel *m_state;
    QLabel *m_next;
    QLabel *m_last;
    ScheduleBox *m_schedule;
    PrimaryButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_pause;
    QPushButton *m_run;
    QLabel *m_ends;
    QCheckBox *m_keepInTray;
    ServiceBox *m_service;
    JournalBox *m_journal;
    std::optional<UpdaterSchedule> m_known; ///< as the updater last said
};

} // namespace syspulse
