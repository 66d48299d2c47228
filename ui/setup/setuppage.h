// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProgressBar>

#include "core/session/instancesession.h"
#include "ui/base/banner.h"
#include "ui/base/page.h"
#include "ui/base/primarybutton.h"
#include "ui/setup/setupchoices.h"

class QVBoxLayout;

namespace syspulse {

class StepRow;

/// The setup as a plan: what is there, what will be done, carrying it out, and taking it back.
class SetupPage final : public Page
{
    Q_OBJECT

public:
    explicit SetupPage(const PageContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    enum class Activity { Idle, Checking, SettingUp, Undoing };
    enum class Primary { Check, SetUp };

    QWidget *makeHead();
    QWidget *makeSteps();
    void listen();
    void beginCheck();
    void check();
    void setUp();
    void beginSetUp();
    void askUndo();
    void askSetUp();
    void takePlan(const SetupPlan &plan);
    void takeStep(const SetupStep &step);
    void takeFinish(bool undo, bool succeeded, const Error &error);
    void sessionChanged(SessionState state);
    void showSteps();
    QString summary() const;

    Activity m_activity = Activity::Idle;
    Primary m_primaryAction = Primary::Check;
    QList<SetupStep> m_steps;
    std::optional<bool> m_complete; ///< of the newest plan
    bool m_blocked = false;
    bool m_settingsOnly = false;               ///< what there is to do changes the component's settings only
    std::optional<SetupRemovable> m_removable; ///< nothing: not known
    ComponentVerdict m_component;
    QMap<SetupPart, SetupStep> m_proven; ///< last steps of the last setup that succeeded

    QLabel *m_title;
    QLabel *m_summary;
    Banner *m_result;
    SetupChoicesBox *m_choices;
    PrimaryButton *m_primary;
    QPushButton *m_again;
    QPushButton *m_prove;
    QPushButton *m_cancel;
    QPushButton *m_undo;
    QProgressBar *m_progress;
    QVBoxLayout *m_list;
    QList<StepRow *> m_rows;
};

} // namespace syspulse
