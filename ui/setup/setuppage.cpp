// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setuppage.h"

#include <QHBoxLayout>
#include <QScrollArea>

#include "core/session/linkstatus.h"
#include "core/session/session.h"
#include "core/session/updatercontrol.h"
#include "ui/base/changeguard.h"
#include "ui/base/prompts.h"
#include "ui/base/steprow.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/setup/diffdialog.h"

namespace syspulse {

SetupPage::SetupPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_title(plainLabel(QStringLiteral("setupTitle"), tr("$SYS topics on this instance")))
    , m_summary(paragraph(QStringLiteral("setupSummary")))
    , m_result(new Banner(QStringLiteral("setupResult")))
    , m_choices(new SetupChoicesBox)
    , m_primary(new PrimaryButton)
    , m_again(new QPushButton(tr("Check a&gain")))
    , m_prove(new QPushButton(tr("Run the &proof again")))
    , m_cancel(new QPushButton(tr("Ca&ncel")))
    , m_undo(new QPushButton(tr("Und&o the setup…")))
    , m_progress(new QProgressBar)
    , m_list(new QVBoxLayout)
{
    setObjectName(QStringLiteral("setupPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    layout->addWidget(makeHead());
    layout->addWidget(m_result);
    layout->addWidget(makeSteps(), 1);
    listen();
    sessionChanged(context.session.state());
    if (context.session.plan())
        takePlan(*context.session.plan());
}

QWidget *SetupPage::makeHead()
{
    scaleFont(m_title, 1.3, true);
    m_primary->setObjectName(QStringLiteral("setupPrimary"));
    m_again->setObjectName(QStringLiteral("setupCheckAgain"));
    m_prove->setObjectName(QStringLiteral("setupProve"));
    m_cancel->setObjectName(QStringLiteral("setupCancel"));
    m_undo->setObjectName(QStringLiteral("setupUndo"));
    m_progress->setObjectName(QStringLiteral("setupProgress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(8);
    m_progress->setAccessibleName(tr("Progress"));
    m_primary->setMinimumHeight(32);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {static_cast<QPushButton *>(m_primary), m_again, m_prove, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_undo);

    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(m_choices);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    return head;
}

QWidget *SetupPage::makeSteps()
{
    auto *inner = new QWidget;
    inner->setBackgroundRole(QPalette::Base);
    inner->setAutoFillBackground(true);
    m_list->setContentsMargins(14, 10, 14, 10);
    m_list->setSpacing(4);
    auto *outer = new QVBoxLayout(inner);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addLayout(m_list);
    outer->addStretch(1);
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("setupSteps"));
    area->setAccessibleName(tr("Steps"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inner);
    return area;
}

void SetupPage::listen()
{
    connect(m_primary, &QPushButton::clicked, this,
            [this] { m_primaryAction == Primary::Check ? check() : askSetUp(); });
    connect(m_again, &QPushButton::clicked, this, &SetupPage::check);
    connect(m_choices, &SetupChoicesBox::chosen, this, [this](const SetupChoices &choices) {
        beginCheck();
        context().session.request<&SessionSetup::choose>(choices);
    });
    connect(m_prove, &QPushButton::clicked, this, [this] {
        confirmChange(context(), this, tr("A test record is written and removed again."), [this] {
            beginSetUp();
            context().updater.proveSetup();
        });
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        context().session.request<&SessionSetup::cancelSetup>();
    });
    connect(m_undo, &QPushButton::clicked, this, &SetupPage::askUndo);
    connect(m_result, &Banner::actionTriggered, this, &SetupPage::overviewRequested);

    const Session &session = context().session;
    connect(&session.connection(), &SessionConnection::stateChanged, this, &SetupPage::sessionChanged);
    connect(&session.connection(), &SessionConnection::reachChanged, this, &SetupPage::refresh);
    connect(&session, &Session::profileChanged, this, &SetupPage::refresh);
    connect(&session.setup(), &SessionSetup::planChanged, this, &SetupPage::takePlan);
    connect(&session.setup(), &SessionSetup::planFailed, this, [this](const Error &error) {
        // After a run that failed, its own error says more.
        if (m_activity == Activity::Checking || m_result->isHidden())
            m_result->say(Severity::Error, describe(error));
        m_activity = Activity::Idle;
        refresh();
    });
    connect(&session.setup(), &SessionSetup::setupStepChanged, this, &SetupPage::takeStep);
    connect(&session.setup(), &SessionSetup::setupFinished, this, &SetupPage::takeFinish);
}

void SetupPage::beginCheck()
{
    m_activity = Activity::Checking;
    m_result->hide();
    refresh();
}

void SetupPage::check()
{
    beginCheck();
    context().session.request<&SessionSetup::refreshPlan>();
}

void SetupPage::askSetUp()
{
    if (m_component.state != ComponentState::Edited)
        return confirmChange(
            context(), this,
            tr("The steps that are marked as to do are carried out; MQTT clients are cut for "
               "some seconds if its workers have to restart."),
            [this] { setUp(); });
    Question question{tr("Replace files that were changed by hand?"),
                      //: %1 is a list of file names
                      tr("Somebody changed these files of the component after SysPulse installed them: "
                         "%1. Their work is lost when the files are replaced. \"Show changes\" in the "
                         "list of steps tells what it is.")
                          .arg(m_component.edited.join(QStringLiteral(", "))),
                      tr("&Replace the files")};
    question.text = withReminder(context(), question.text);
    context().prompts.confirm(this, question, [this](bool confirmed) {
        if (confirmed && context().session.isConnected() && m_activity == Activity::Idle)
            setUp();
    });
}

void SetupPage::setUp()
{
    beginSetUp();
    context().updater.setUp();
}

void SetupPage::beginSetUp()
{
    m_activity = Activity::SettingUp;
    m_result->hide();
    m_proven.clear();
    refresh();
}

void SetupPage::askUndo()
{
    Question question{tr("Undo the setup?"),
                      //: %1 is one sentence or more that names what is removed
                      tr("The updater is stopped, and the $SYS topics end. %1 Everything else stays as it "
                         "is. The instance restarts its workers, which cuts MQTT clients for some seconds.")
                          .arg(m_removable.value_or(SetupRemovable()).text()),
                      tr("&Undo the setup")};
    question.text = withReminder(context(), question.text);
    context().prompts.confirm(this, question, [this](bool confirmed) {
        if (!confirmed || !context().session.isConnected() || m_activity != Activity::Idle)
            return;
        m_activity = Activity::Undoing;
        m_steps.clear();
        showSteps();
        m_result->hide();
        refresh();
        context().session.request<&SessionSetup::undoSetup>();
    });
}

void SetupPage::sessionChanged(SessionState state)
{
    if (state != SessionState::Connected) {
        m_activity = Activity::Idle;
        m_steps.clear();
        m_complete.reset();
        m_blocked = false;
        m_removable.reset();
        m_component = {};
        m_proven.clear();
        m_result->hide();
        showSteps();
    } else if (!m_complete) {
        m_activity = Activity::Checking; // the session looks by itself
    }
    refresh();
}

void SetupPage::takePlan(const SetupPlan &plan)
{
    m_complete = plan.complete();
    m_blocked = plan.blocked();
    m_removable = plan.removable;
    m_component = plan.component;
    m_settingsOnly = plan.changesSettingsOnly();
    m_choices->showPlan(plan);
    if (m_activity == Activity::Checking)
        m_activity = Activity::Idle;
    m_steps = plan.steps;
    for (SetupStep &step : m_steps) {
        // A plan cannot know that values were written and the proof was given; the last run does.
        if (plan.complete() && m_proven.contains(step.part))
            step = m_proven.value(step.part);
    }
    showSteps();
    refresh();
}

void SetupPage::takeStep(const SetupStep &step)
{
    const auto it = std::find_if(m_steps.begin(), m_steps.end(),
                                 [&](const SetupStep &known) { return known.part == step.part; });
    if (it == m_steps.end())
        m_steps.append(step);
    else
        *it = step;
    showSteps();
    refresh();
}

void SetupPage::takeFinish(bool undo, bool succeeded, const Error &error)
{
    m_activity = Activity::Idle;
    if (succeeded && undo) {
        m_proven.clear();
        m_removable = SetupRemovable();
        QStringList kept; // the plan that follows takes the place of the steps
        for (const SetupStep &step : std::as_const(m_steps)) {
            if (step.state == StepState::Skipped)
                kept.append(step.detail);
        }
        m_result->say(kept.isEmpty() ? Severity::Ok : Severity::Warning,
                      kept.isEmpty() ? tr("The setup was undone. The instance is as it was before.")
                                     //: %1 is one sentence or more that says what stays
                                     : tr("The setup was undone. %1").arg(kept.join(QLatin1Char(' '))));
    } else if (succeeded) {
        m_complete = true;
        m_removable.reset(); // until the plan that follows
        for (const SetupStep &step : std::as_const(m_steps)) {
            if (step.part == SetupPart::Seed || step.part == SetupPart::Proof)
                m_proven.insert(step.part, step);
        }
        const QString proof = m_proven.value(SetupPart::Proof).detail;
        m_result->say(Severity::Ok,
                      proof.isEmpty() ? tr("The instance is set up.")
                                      //: %1 is a whole sentence that says what was proved
                                      : tr("The instance is set up. %1").arg(proof),
                      tr("Show the c&harts"));
    } else if (error.kind == ErrorKind::Cancelled) {
        m_result->say(Severity::Warning, describe(error));
    } else {
        m_result->say(Severity::Error, describe(error));
    }
    refresh();
}

void SetupPage::showSteps()
{
    while (m_rows.size() > m_steps.size())
        delete m_rows.takeLast();
    while (m_rows.size() < m_steps.size()) {
        auto *row = new StepRow(QStringLiteral("setupStep%1").arg(m_rows.size()));
        m_list->addWidget(row);
        connect(row, &StepRow::changesRequested, this,
                [this, index = m_rows.size()] { (new DiffDialog(m_steps.at(index).changes, this))->open(); });
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const SetupStep &step = m_steps.at(i);
        // On an instance that is set up, writing and proving again is possible, but not left to do.
        const bool optional =
            m_activity == Activity::Idle && m_complete.value_or(false) && step.state == StepState::Needed;
        m_rows.at(i)->setStep(step.title, step.detail,
                              optional ? std::nullopt : std::optional<StepState>(step.state));
        m_rows.at(i)->setHasChanges(!step.changes.isEmpty());
    }
}

QString SetupPage::summary() const
{
    const bool hasOptional = std::any_of(m_steps.cbegin(), m_steps.cend(), [](const SetupStep &step) {
        return step.state == StepState::Needed;
    });
    if (!context().session.isConnected())
        return tr("Connect to an instance to see what it has and what would be added.");
    switch (m_activity) {
    case Activity::Checking:
        return tr("Looking at what is on the instance. Nothing is changed.");
    case Activity::SettingUp:
        return tr(
            "Setting up the instance. MQTT clients are cut for some seconds if its workers have to restart.");
    case Activity::Undoing:
        return tr("Removing what SysPulse made.");
    case Activity::Idle:
        break;
    }
    if (!context().session.isReachable())
        return LinkStatus::awayText(context().session.reach()) + QLatin1String(". ") +
               (m_complete ? tr("Below is what was found before that.")
                           : tr("Nothing is known about this instance yet."));
    if (!m_complete)
        return tr("Nothing is known about this instance yet.");
    if (m_blocked)
        return tr(
            "Something is in the way. Nothing will be changed until it is resolved; see the blocked step.");
    if (*m_complete)
        return hasOptional
                   ? tr("Everything is in place. \"Run the proof again\" goes through the steps with a dash.")
                   : tr("Everything is in place.");
    const QString done = tr("Steps that are marked as done are in place; the others will be carried out, and "
                            "all of it can be undone.");
    return done + QLatin1Char(' ') +
           (m_choices->serverSide() ? tr("Afterwards the server keeps the values current by itself.")
                                    : tr("Afterwards the updater starts with an interval of %1 s.")
                                          .arg(context().updater.schedule().intervalSeconds));
}

void SetupPage::refresh()
{
    const bool idle = m_activity == Activity::Idle;
    const bool ready = idle && context().session.isReachable();
    const bool running = m_activity == Activity::SettingUp || m_activity == Activity::Undoing;
    const bool canSetUp = m_complete && !*m_complete && !m_blocked;
    m_primaryAction = canSetUp || m_activity == Activity::SettingUp ? Primary::SetUp : Primary::Check;
    const ComponentState state = m_component.state;
    const bool upgrade = state == ComponentState::Older || state == ComponentState::Edited;
    const QString setUp = m_settingsOnly ? tr("Chang&e the settings")
                          : upgrade      ? tr("Upgrade this &instance")
                                         : tr("&Set up this instance");
    m_primary->setText(m_primaryAction == Primary::SetUp ? setUp
                       : m_complete                      ? tr("Chec&k again")
                                                         : tr("Chec&k this instance"));
    const QString readOnly = readOnlyReason(context());
    m_primary->setEnabled(ready && (m_primaryAction == Primary::Check || readOnly.isEmpty()));
    m_primary->setToolTip(m_primaryAction == Primary::Check ? QString() : readOnly);
    m_prove->setEnabled(ready && readOnly.isEmpty());
    m_prove->setToolTip(readOnly);
    m_choices->setVisible(m_complete.has_value());
    const bool choosable = ready && !m_blocked && state != ComponentState::Newer && readOnly.isEmpty();
    m_choices->setChoosable(choosable, readOnly);
    m_again->setVisible(m_primaryAction == Primary::SetUp && !running);
    m_again->setEnabled(ready);
    m_prove->setVisible(idle && m_complete.value_or(false) && !m_blocked);
    m_cancel->setVisible(running);
    m_cancel->setEnabled(!running || m_cancel->isEnabled());
    const bool undoable = m_removable && !m_removable->isEmpty();
    m_undo->setEnabled(ready && undoable && readOnly.isEmpty());
    m_undo->setToolTip(!readOnly.isEmpty() ? readOnly
                       : undoable          ? tr("Removes everything that SysPulse made on this instance.")
                       : !m_complete || !m_removable
                           ? tr("It is not known what SysPulse made on this instance.")
                           : tr("There is nothing of SysPulse on this instance that could be removed."));
    setTextIfChanged(m_summary, summary());
    setTextColor(m_summary, themeColors(palette()).muted);
    const auto done = std::count_if(m_steps.cbegin(), m_steps.cend(), [](const SetupStep &step) {
        return step.state == StepState::Done || step.state == StepState::Skipped;
    });
    m_progress->setVisible(!idle);
    // 0 of 0 is how a progress bar shows that it does not know.
    m_progress->setRange(0, m_activity == Activity::SettingUp ? int(m_steps.size()) : 0);
    m_progress->setValue(int(done));
}

} // namespace syspulse
