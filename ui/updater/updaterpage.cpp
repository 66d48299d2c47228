// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updater/updaterpage.h"

#include <QDateTime>
#include <QVBoxLayout>

#include "core/session/linkstatus.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/session/updatercontrol.h"
#include "core/session/updaterobstacle.h"
#include "core/settings/preferences.h"
#include "ui/base/bannerdock.h"
#include "ui/base/changeguard.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"
#include "ui/base/tray.h"
#include "ui/updater/journalbox.h"
#include "ui/updater/journalmodel.h"
#include "ui/updater/schedulebox.h"
#include "ui/updater/servicebox.h"

namespace syspulse {

UpdaterPage::UpdaterPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_notice(new Banner(QStringLiteral("leaseNotice")))
    , m_dot(new StatusDot)
    , m_state(plainLabel(QStringLiteral("updaterState")))
    , m_next(plainLabel(QStringLiteral("updaterNextRun")))
    , m_last(plainLabel(QStringLiteral("updaterLastRun")))
    , m_schedule(new ScheduleBox(context.format))
    , m_start(new PrimaryButton)
    , m_stop(new QPushButton(tr("S&top")))
    , m_pause(new QPushButton(tr("&Pause")))
    , m_run(new QPushButton(tr("&Run now")))
    , m_ends(
          paragraph(QStringLiteral("updaterEnds"),
                    tr("This updater is part of the window's program: it ends when you disconnect or quit.")))
    , m_keepInTray(new QCheckBox(tr("&Keep running in the notification area when the window closes")))
    , m_service(new ServiceBox(context))
    , m_journal(new JournalBox(context))
{
    setObjectName(QStringLiteral("updaterPage"));
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addWidget(makeControls());
    layout->addWidget(m_service);
    layout->addWidget(m_journal, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(new BannerDock(content, {m_notice}));

    const Session &session = context.session;
    connect(m_schedule, &ScheduleBox::changed, this, &UpdaterPage::refreshButtons);
    connect(m_start, &QPushButton::clicked, this, [this] {
        confirmChange(this->context(), this, tr("The updater on this machine starts to write the values."),
                      [this] {
                          this->context().updater.choose(m_schedule->schedule());
                          this->context().updater.start();
                      });
    });
    connect(m_pause, &QPushButton::clicked, this,
            [this] { this->context().session.request<&SessionUpdater::pauseUpdater>(); });
    connect(m_stop, &QPushButton::clicked, this,
            [this] { this->context().session.request<&SessionUpdater::stopUpdater>(); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        confirmChange(this->context(), this, tr("The values are written once, now."),
                      [this] { this->context().session.request<&SessionUpdater::runUpdaterNow>(); });
    });
    connect(m_notice, &Banner::actionTriggered, this, &UpdaterPage::followNotice);
    connect(&context.updater, &UpdaterControl::scheduleFound, this, [this](const UpdaterSchedule &kept) {
        // An updater that runs says its own.
        if (this->context().session.updaterStatus().state == UpdaterState::Stopped)
            m_schedule->setSchedule(kept);
    });
    connect(&session.updater(), &SessionUpdater::updaterStatusChanged, this, &UpdaterPage::takeStatus);
    connect(m_service, &ServiceBox::installing, this,
            [this] { this->context().updater.choose(m_schedule->schedule()); });
    connect(m_service, &ServiceBox::changed, this, &UpdaterPage::refreshButtons);
    connect(m_journal, &JournalBox::changed, this, &UpdaterPage::refreshButtons);
    connect(&session.connection(), &SessionConnection::stateChanged, this, &UpdaterPage::scheduleRefresh);
    connect(&session.connection(), &SessionConnection::reachChanged, this, &UpdaterPage::scheduleRefresh);
    connect(&session.connection(), &SessionConnection::infoChanged, this, &UpdaterPage::scheduleRefresh);
    connect(&session.setup(), &SessionSetup::planChanged, this, &UpdaterPage::scheduleRefresh);
    connect(&session, &Session::profileChanged, this, &UpdaterPage::scheduleRefresh);
    // What one profile allows is not allowed by the next one.
    const auto takeCanary = [this] { m_schedule->setCanary(this->context().session.profile().canary); };
    connect(&session, &Session::profileChanged, this, takeCanary);
    takeCanary();
    connect(m_keepInTray, &QCheckBox::clicked, this, [this](bool checked) {
        this->context().preferences.change(
            [checked](Preferences &preferences) { preferences.keepInTray = checked; });
    });
    connect(&context.preferences, &PreferenceStore::changed, this, &UpdaterPage::refresh);
    connect(&context.store, &LiveStore::cleared, this, [this] { m_known.reset(); });
    refresh();
}

QWidget *UpdaterPage::makeControls()
{
    scaleFont(m_state, 1.3, true);
    m_start->setObjectName(QStringLiteral("updaterStart"));
    m_stop->setObjectName(QStringLiteral("updaterStop"));
    m_pause->setObjectName(QStringLiteral("updaterPause"));
    m_pause->setToolTip(tr("Writes nothing until you resume. Another updater may take over meanwhile."));
    m_stop->setToolTip(tr("Ends the updater on this machine. Another one may take over."));
    m_run->setObjectName(QStringLiteral("updaterRunNow"));
    m_keepInTray->setObjectName(QStringLiteral("keepInTray"));

    auto *state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_dot);
    state->addWidget(m_state);
    state->addSpacing(12);
    state->addWidget(m_next, 1);

    auto *controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(m_start);
    controls->addWidget(m_pause);
    controls->addWidget(m_stop);
    controls->addWidget(m_run);
    controls->addStretch(1);

    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(state);
    layout->addWidget(m_last);
    layout->addWidget(m_schedule);
    layout->addLayout(controls);
    layout->addWidget(m_ends);
    layout->addWidget(m_keepInTray);
    return box;
}

void UpdaterPage::takeStatus(const UpdaterStatus &status)
{
    // Only news moves the editors: an edit under way must not be lost to a status that says the same again,
    // nor the kept schedule to an updater that has not started.
    if (status.state != UpdaterState::Stopped && status.schedule != m_known) {
        m_known = status.schedule;
        m_schedule->setSchedule(status.schedule);
    }
    refreshState();
    refreshButtons();
}

void UpdaterPage::refresh()
{
    refreshState();
    refreshButtons();
    refreshTray();
    m_service->refresh();
}

void UpdaterPage::refreshTray()
{
    const bool available = context().tray.isAvailable();
    m_keepInTray->setChecked(context().preferences.values().keepInTray);
    m_keepInTray->setEnabled(available || m_keepInTray->isChecked());
    m_keepInTray->setToolTip(available
                                 ? QString()
                                 : tr("This desktop shows no notification area, so the window could not "
                                      "be opened again. Use syspulsectl to update without a window."));
}

void UpdaterPage::refreshState()
{
    const UpdaterStatus &status = context().session.updaterStatus();
    const bool connected = context().session.isConnected();
    const bool reachable = context().session.isReachable();
    QString text;
    Severity severity = Severity::Neutral;
    switch (status.state) {
    case UpdaterState::Stopped:
        text = tr("Stopped");
        break;
    case UpdaterState::Paused:
        text = tr("Paused");
        severity = Severity::Warning;
        break;
    case UpdaterState::Quiet:
        text = tr("Quiet hours");
        severity = Severity::Info;
        break;
    case UpdaterState::Waiting:
        text = tr("Active");
        severity = Severity::Ok;
        break;
    case UpdaterState::Running:
        text = tr("Updating…");
        severity = Severity::Info;
        break;
    case UpdaterState::StandingBy:
        text = tr("Standing by");
        severity = Severity::Warning;
        break;
    case UpdaterState::Retrying:
        text = tr("Failed, will try again");
        severity = Severity::Error;
        break;
    }
    if (connected && !reachable) {
        text = LinkStatus::awayText(context().session.reach());
        severity = Severity::Error;
    }
    m_dot->setSeverity(connected ? severity : Severity::Neutral);
    setTextIfChanged(m_state, connected ? text : tr("Not connected"));

    QString next;
    if (reachable && status.state == UpdaterState::Quiet) {
        const QTime end = QDateTime::fromMSecsSinceEpoch(status.quietUntilMs).time();
        //: %1 is a time of day such as 06:00
        next = tr("No values are written until %1.")
                   .arg(context().format.locale().toString(end, QLocale::ShortFormat));
    } else if (reachable && status.state == UpdaterState::Paused) {
        next = tr("No values are written from this machine until you resume.");
    } else if (reachable && status.nextRunMs > 0 && status.state != UpdaterState::Running) {
        const qint64 left = std::max<qint64>(0, status.nextRunMs - context().clock.nowMs());
        //: %1 is a duration such as 7 s
        next = tr("Next run in %1").arg(context().format.duration((left + 999) / 1000 * 1000));
    } else if (reachable && status.state == UpdaterState::Stopped) {
        next = tr("Values are not kept current from this machine.");
    }
    setTextIfChanged(m_next, next);

    const RunReport &last = status.lastRun;
    QString lastText = tr("No run yet since you connected.");
    if (last.startedMs > 0) {
        //: time of day, outcome such as Updated, duration
        lastText =
            tr("Last run at %1: %2, took %3.")
                .arg(context().format.timeOfDay(last.startedMs), JournalModel::outcomeText(last.outcome),
                     context().format.duration(last.durationMs));
    }
    setTextIfChanged(m_last, lastText);
    setTextColor(m_last, themeColors(palette()).muted);
    setTextColor(m_next, themeColors(palette()).muted);
    setTextColor(m_ends, themeColors(palette()).muted);

    refreshNotice();
}

void UpdaterPage::refreshNotice()
{
    const UpdaterStatus &status = context().session.updaterStatus();
    const RunReport &last = status.lastRun;
    const std::optional<UpdaterObstacle> obstacle = updaterObstacle(context().session);
    const bool setUpMissing = obstacle && obstacle->kind == UpdaterObstacle::Kind::NotSetUp;
    const QString toSetup = setUpMissing ? tr("&Go to the setup") : QString();
    if (!context().session.isReachable()) {
        m_notice->hide(); // the window says it on every page
    } else if (status.state == UpdaterState::StandingBy) {
        //: %1 says who: user, host and program
        m_notice->say(
            Severity::Warning,
            tr("Another updater keeps the values current: %1. This one stands by, and takes over by itself "
               "when the other one stops.")
                .arg(last.leaseHolder.isEmpty() ? tr("unknown") : last.leaseHolder),
            obstacle ? QString() : tr("Take &over…"));
    } else if (status.state == UpdaterState::Retrying && !last.error.message.isEmpty()) {
        m_notice->say(Severity::Error, describe(last.error), toSetup);
    } else if (isResting(status.state) && obstacle) {
        m_notice->say(Severity::Info, obstacle->text, toSetup);
    } else {
        m_notice->hide();
    }
}

void UpdaterPage::followNotice()
{
    if (context().session.updaterStatus().state == UpdaterState::StandingBy)
        askTakeOver();
    else
        emit setupRequested();
}

void UpdaterPage::refreshButtons()
{
    const UpdaterStatus &status = context().session.updaterStatus();
    const bool connected = context().session.isConnected();
    const bool stopped = status.state == UpdaterState::Stopped;
    const bool paused = status.state == UpdaterState::Paused;
    m_start->setText(stopped ? tr("&Start") : paused ? tr("Re&sume") : tr("Appl&y changes"));
    const std::optional<UpdaterObstacle> obstacle = updaterObstacle(context().session);
    const bool may = !obstacle;
    const QString reason = obstacle ? plainToolTip(obstacle->text) : QString();
    // One updater is enough; the lease would keep this one waiting.
    const bool serviceRuns = m_service->isRunning();
    m_start->setToolTip(may && stopped && serviceRuns ? tr("The background service keeps the values current.")
                                                      : reason);
    m_run->setToolTip(reason);
    const bool differs = m_schedule->schedule() != status.schedule;
    m_start->setEnabled(may && (stopped ? !serviceRuns : paused || differs));
    m_pause->setEnabled(connected && !stopped && !paused);
    m_stop->setEnabled(connected && !stopped);
    m_run->setEnabled(may && status.state != UpdaterState::Running);
    m_schedule->setEnabled(connected);
    m_schedule->showCost(m_journal->recordsPerRun(), stopped ? std::nullopt : std::optional(status.schedule),
                         context().session.info().storage);
}

void UpdaterPage::askTakeOver()
{
    if (updaterObstacle(context().session))
        return;
    const QString holder = context().session.updaterStatus().lastRun.leaseHolder;
    Question question{
        tr("Take over updating?"),
        //: %1 says who: user, host and program
        tr("From now on this window writes the values. The other updater stands by as soon as it "
           "notices: %1")
            .arg(holder.isEmpty() ? tr("unknown") : holder),
        tr("&Take over")};
    question.text = withReminder(context(), question.text);
    context().prompts.confirm(this, question, [this](bool confirmed) {
        if (confirmed)
            context().session.request<&SessionUpdater::takeOverUpdater>();
    });
}

} // namespace syspulse
