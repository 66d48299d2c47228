// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updaterpage.h"

#include <QGridLayout>
#include <QUrl>
#include <QVBoxLayout>

#include "core/base/json.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "core/updater/schedule.h"
#include "ui/changeguard.h"
#include "ui/journalmodel.h"
#include "ui/livestore.h"
#include "ui/prompts.h"
#include "ui/sessioncontroller.h"
#include "ui/tablestyle.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/themedicon.h"
#include "ui/tray.h"

namespace syspulse {

UpdaterPage::UpdaterPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_notice(new Banner(QStringLiteral("leaseNotice")))
    , m_dot(new StatusDot)
    , m_state(plainLabel(QStringLiteral("updaterState")))
    , m_next(plainLabel(QStringLiteral("updaterNextRun")))
    , m_last(plainLabel(QStringLiteral("updaterLastRun")))
    , m_interval(new QSpinBox)
    , m_start(new PrimaryButton)
    , m_stop(new QPushButton(tr("S&top")))
    , m_run(new QPushButton(tr("&Run now")))
    , m_cost(paragraph(QStringLiteral("updaterCost")))
    , m_keepInTray(new QCheckBox(tr("&Keep running in the notification area when the window closes")))
    , m_journal(new JournalModel(context.format, this))
    , m_table(new QTableView)
{
    setObjectName(QStringLiteral("updaterPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addWidget(m_notice);
    layout->addWidget(makeControls());
    layout->addWidget(makeJournal(), 1);

    const SessionController &session = context.session;
    connect(m_interval, &QSpinBox::valueChanged, this, &UpdaterPage::refreshButtons);
    connect(m_start, &QPushButton::clicked, this, [this] {
        confirmChange(this->context(), this, tr("The updater on this machine starts to write the values."),
                      [this] {
                          keepInterval();
                          this->context().session.startUpdater(m_interval->value());
                      });
    });
    connect(m_stop, &QPushButton::clicked, this, [this] { this->context().session.stopUpdater(); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        confirmChange(this->context(), this, tr("The values are written once, now."),
                      [this] { this->context().session.runUpdaterNow(); });
    });
    connect(m_notice, &Banner::actionTriggered, this, &UpdaterPage::askTakeOver);
    connect(&session, &SessionController::infoChanged, this,
            [this](const InstanceInfo &info) { useIntervalOf(info.url); });
    connect(&session, &SessionController::updaterStatusChanged, this, &UpdaterPage::takeStatus);
    connect(&session, &SessionController::runFinished, this, &UpdaterPage::takeReport);
    connect(&session, &SessionController::stateChanged, this, &UpdaterPage::scheduleRefresh);
    connect(m_keepInTray, &QCheckBox::clicked, this, [this](bool checked) {
        this->context().preferences.change(
            [checked](Preferences &preferences) { preferences.keepInTray = checked; });
    });
    connect(&context.preferences, &PreferenceStore::changed, this, &UpdaterPage::refresh);
    connect(&context.store, &LiveStore::cleared, m_journal, [this] {
        m_journal->clear();
        m_recordsPerRun = -1;
        m_knownInterval = 0;
    });
    refresh();
}

QWidget *UpdaterPage::makeControls()
{
    scaleFont(m_state, 1.3, true);
    m_interval->setObjectName(QStringLiteral("updaterInterval"));
    m_interval->setRange(minIntervalSeconds, maxIntervalSeconds);
    m_interval->setValue(LiveStore::defaultIntervalSeconds);
    m_interval->setSuffix(tr(" s", "seconds"));
    m_interval->setAccessibleName(tr("Seconds between two updates"));
    m_interval->setMinimumWidth(90);
    m_start->setObjectName(QStringLiteral("updaterStart"));
    m_stop->setObjectName(QStringLiteral("updaterStop"));
    m_run->setObjectName(QStringLiteral("updaterRunNow"));
    m_keepInTray->setObjectName(QStringLiteral("keepInTray"));

    auto *state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_dot);
    state->addWidget(m_state);
    state->addSpacing(12);
    state->addWidget(m_next, 1);

    QLabel *label = plainLabel(QStringLiteral("updaterIntervalLabel"), tr("Update &every"));
    label->setBuddy(m_interval);
    auto *controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(label);
    controls->addWidget(m_interval);
    controls->addWidget(m_start);
    controls->addWidget(m_stop);
    controls->addWidget(m_run);
    controls->addStretch(1);

    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(state);
    layout->addWidget(m_last);
    layout->addLayout(controls);
    layout->addWidget(m_cost);
    layout->addWidget(m_keepInTray);
    return box;
}

QWidget *UpdaterPage::makeJournal()
{
    m_table->setObjectName(QStringLiteral("journalTable"));
    m_table->setAccessibleName(tr("Runs of the updater"));
    m_table->setModel(m_journal);
    styleTable(m_table, {25, 13, 13, 18, 13});

    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    QLabel *heading = plainLabel(QStringLiteral("journalTitle"), tr("Runs, newest first"));
    scaleFont(heading, 1.0, true);
    layout->addWidget(heading);
    layout->addWidget(m_table, 1);
    return box;
}

void UpdaterPage::takeStatus(const UpdaterStatus &status)
{
    // Only news moves the spin box: an edit under way must not be lost to a status that says the same again,
    // nor the kept interval to an updater that has not started.
    if (status.state != UpdaterState::Stopped && status.intervalSeconds != m_knownInterval) {
        m_knownInterval = status.intervalSeconds;
        m_interval->setValue(status.intervalSeconds);
    }
    refreshState();
    refreshButtons();
}

void UpdaterPage::useIntervalOf(const QString &instance)
{
    const QString piece = QStringLiteral("updater-") + QUrl(instance).authority();
    if (piece == m_piece)
        return;
    m_piece = piece;
    context().state.load(piece, this, [this, piece](const Result<QByteArray> &bytes) {
        const Result<Json> json = bytes ? parseJson(*bytes) : Result<Json>(Json());
        const qint64 kept = json ? integerAt(*json, "intervalSeconds").value_or(0) : 0;
        // An updater that runs says its own; a file without a usable number is as good as none.
        if (piece == m_piece && kept >= minIntervalSeconds && kept <= maxIntervalSeconds &&
            context().session.updaterStatus().state == UpdaterState::Stopped)
            m_interval->setValue(int(kept));
    });
}

void UpdaterPage::keepInterval()
{
    if (!m_piece.isEmpty())
        context().state.save(m_piece, dumpJson(Json{{"intervalSeconds", m_interval->value()}}));
}

void UpdaterPage::takeReport(const RunReport &report)
{
    m_journal->add(report);
    if (report.outcome == RunOutcome::Updated)
        m_recordsPerRun = report.recordsWritten;
    refreshButtons();
}

void UpdaterPage::refresh()
{
    refreshState();
    refreshButtons();
    refreshTray();
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
    QString text;
    Severity severity = Severity::Neutral;
    switch (status.state) {
    case UpdaterState::Stopped:
        text = tr("Stopped");
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
    m_dot->setSeverity(connected ? severity : Severity::Neutral);
    setTextIfChanged(m_state, connected ? text : tr("Not connected"));

    QString next;
    if (connected && status.nextRunMs > 0 && status.state != UpdaterState::Running) {
        const qint64 left = std::max<qint64>(0, status.nextRunMs - context().clock.nowMs());
        //: %1 is a duration such as 7 s
        next = tr("Next run in %1").arg(context().format.duration((left + 999) / 1000 * 1000));
    } else if (connected && status.state == UpdaterState::Stopped) {
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
    setTextColor(m_cost, themeColors(palette()).muted);

    if (connected && status.state == UpdaterState::StandingBy) {
        //: %1 says who: user, host and program
        m_notice->say(
            Severity::Warning,
            tr("Another updater keeps the values current: %1. This one stands by, and takes over by itself "
               "when the other one stops.")
                .arg(last.leaseHolder.isEmpty() ? tr("unknown") : last.leaseHolder),
            tr("Take &over…"));
    } else if (connected && status.state == UpdaterState::Retrying && !last.error.message.isEmpty()) {
        m_notice->say(Severity::Error, describe(last.error));
    } else {
        m_notice->hide();
    }
}

void UpdaterPage::refreshButtons()
{
    const UpdaterStatus &status = context().session.updaterStatus();
    const bool connected = context().session.isConnected();
    const bool stopped = status.state == UpdaterState::Stopped;
    m_start->setText(stopped ? tr("&Start") : tr("&Apply interval"));
    const QString readOnly = readOnlyReason(context());
    const bool may = connected && readOnly.isEmpty();
    m_start->setToolTip(readOnly);
    m_run->setToolTip(readOnly);
    m_start->setEnabled(may && (stopped || m_interval->value() != status.intervalSeconds));
    m_stop->setEnabled(connected && !stopped);
    m_run->setEnabled(may && status.state != UpdaterState::Running);
    m_interval->setEnabled(connected);
    const QString cost = m_recordsPerRun >= 0
                             ? costText(m_recordsPerRun, m_interval->value(), context().format)
                             : tr("What an interval costs is known after the first run.");
    setTextIfChanged(
        m_cost, tr("%1 The updater is part of this program: it ends when you disconnect or quit.").arg(cost));
}

QString UpdaterPage::costText(int recordsPerRun, int intervalSeconds, const UnitFormatter &format)
{
    const double perDay = double(recordsPerRun) * 86400.0 / intervalSeconds;
    //: %1 writes per day, %2 records, %3 a duration such as 10 s
    return tr("Cost, going by the last run: about %1 record writes per day (%2 every %3), each an entry in "
              "the "
              "audit log and one MQTT message per subscriber.")
        .arg(format.number(std::round(perDay), NumberStyle::Compact),
             format.number(recordsPerRun, NumberStyle::Full), format.duration(intervalSeconds * 1000LL));
}

void UpdaterPage::askTakeOver()
{
    if (context().session.updaterStatus().state != UpdaterState::StandingBy ||
        !readOnlyReason(context()).isEmpty())
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
            context().session.takeOverUpdater();
    });
}

} // namespace syspulse
