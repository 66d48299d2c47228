// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"

#include "app/ctl/parityprinter.h"
#include "app/ctl/statusprinter.h"
#include "app/ctl/terminal.h"
#include "core/base/json.h"
#include "core/base/product.h"
#include "core/setup/updaterrole.h"
#include "core/topics/topicfilter.h"

#include <QDateTime>

namespace syspulse {

/// More than an updater writes by far.
static constexpr int mostRecords = 5000;

Controller::Controller(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(options.json)
    , m_setup(makeInstanceSetup(m_open))
    , m_updater(makeInstanceUpdater(m_open))
{
    connect(&m_probe, &ConnectionProbe::finished, this, [this](const Result<ProbeResult> &result) {
        if (result)
            connected(*result);
        else
            probeFailed(result.error());
    });
    m_probe.keepClient();
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Controller::probe);
    // Setup and undo go on to a state that is whole.
    connect(
        &m_output, &Output::broken, this,
        [this] {
            if (m_options.command == Command::Run || m_options.command == Command::Watch ||
                m_options.command == Command::Trace)
                interrupt();
        },
        Qt::QueuedConnection);
}

Controller::~Controller() = default;

void Controller::finish(ExitCode code)
{
    if (m_finished)
        return;
    m_finished = true;
    whenNotesAreKept([this, code] { emit done(int(m_output.exitCode(code))); });
}

void Controller::fail(const Error &error)
{
    m_output.error(error);
    finish(exitCodeFor(error));
}

void Controller::start()
{
    if (m_options.command == Command::Watch) {
        if (const auto filter = TopicFilter::parse(m_options.filter); !filter) {
            m_output.error(filter.error());
            finish(ExitCode::Usage);
            return;
        }
    }
    m_connection = m_options.connection;
    if (m_options.profile.isEmpty())
        return proceed();
    m_lookup = std::make_unique<ProfileLookup>();
    connect(m_lookup.get(), &ProfileLookup::found, this,
            [this](const ConnectionSettings &settings, const Profile &profile) {
                m_connection = settings;
                m_connection.timeoutMs = m_options.connection.timeoutMs;
                m_profile = profile;
                proceed();
            });
    connect(m_lookup.get(), &ProfileLookup::failed, this, [this](const Error &error, ExitCode code) {
        m_output.error(error);
        finish(code);
    });
    m_lookup->start(m_options);
}

void Controller::proceed()
{
    // These ask no server.
    if (m_options.command == Command::Report)
        return report();
    if (m_options.command == Command::Alerts)
        return alerts();
    if (!m_options.profile.isEmpty()) {
        for (const QString &warning : plainTextWarnings(m_connection))
            m_output.progress(warning);
    }
    if (m_options.command == Command::Run)
        watchAlerts();
    probe();
}

void Controller::connected(const ProbeResult &result)
{
    m_refusals = 0;
    m_knock.reset();
    m_found = result;
    openOperations(m_open, result, *m_setup, *m_updater, m_probe.takeClient());
    connect(m_setup.get(), &SessionSetup::setupStepChanged, this, [this](const SetupStep &step) {
        if (step.state == StepState::Running)
            m_output.progress(QStringLiteral("...      ") + step.title);
        else
            m_output.step(step);
    });
    connect(m_setup.get(), &SessionSetup::setupFinished, this,
            [this](bool, bool succeeded, const Error &error) {
                if (!succeeded)
                    m_output.error(error);
                // Its update has taken the lease.
                finishUpdater(succeeded ? ExitCode::Ok : exitCodeFor(error));
            });
    connect(m_setup.get(), &SessionSetup::planFailed, this, &Controller::fail);
    connect(m_updater.get(), &SessionUpdater::updaterStopped, this, [this] { finish(m_ending); });

    switch (m_options.command) {
    case Command::Setup:
        return setup();
    case Command::Undo:
        return undo();
    case Command::Status:
        return status();
    case Command::Update:
        return update();
    case Command::Run:
        return run();
    case Command::Watch:
        return watch();
    case Command::Parity:
        return parity();
    case Command::Workers:
    case Command::Storms:
    case Command::Topics:
        return broker();
    case Command::Trace:
        return trace();
    case Command::Top:
        return top();
    case Command::Role:
        return role();
    case Command::Report: // neither needs a connection, see start()
    case Command::Alerts:
        break;
    case Command::Clients:
        return m_options.top ? broker() : clients();
    case Command::Logins:
    case Command::Sessions:
    case Command::Disconnect:
    case Command::Forget:
        return clients();
    }
}

void Controller::clients()
{
    if (m_options.command == Command::Disconnect)
        keepNotes();
    m_clients = std::make_unique<ClientCommands>(m_open.client.get(), m_open.layout, m_options, m_output,
                                                 m_open.clock.nowMs() + m_found.clockOffsetMs);
    connect(m_clients.get(), &ClientCommands::finished, this, [this] { finish(ExitCode::Ok); });
    connect(m_clients.get(), &ClientCommands::failed, this, &Controller::fail);
    connect(m_clients.get(), &ClientCommands::disconnected, this, [this](const QString &client) {
        if (m_notes)
            AutoNotes::noteDisconnected(*m_notes, m_open.clock, {client});
    });
    connect(m_clients.get(), &ClientCommands::declined, this,
            [this](bool asked) { finish(asked ? ExitCode::Failed : ExitCode::Usage); });
    m_clients->start();
}

void Controller::broker()
{
    m_broker = std::make_unique<BrokerCommands>(
        m_open.client.get(), m_open.layout, m_options, m_output, &m_open.clock,
        [this] { return m_open.clock.nowMs() + m_found.clockOffsetMs; });
    connect(m_broker.get(), &BrokerCommands::finished, this, [this] { finish(ExitCode::Ok); });
    connect(m_broker.get(), &BrokerCommands::failed, this, &Controller::fail);
    m_broker->start();
}

void Controller::trace()
{
    m_trace = std::make_unique<TraceCommand>(m_open.client.get(), m_open.layout, m_options, m_output);
    connect(m_trace.get(), &TraceCommand::finished, this, [this] { finish(ExitCode::Ok); });
    connect(m_trace.get(), &TraceCommand::failed, this, &Controller::fail);
    connect(m_trace.get(), &TraceCommand::abandoned, this, [this] { finish(ExitCode::Failed); });
    m_trace->start();
}

void Controller::top()
{
    auto screen = m_output.isJson() ? nullptr : TopScreen::open();
    if (!screen)
        return broker();
    m_top = std::make_unique<TopCommand>(
        m_open.client.get(), m_open.layout,
        QStringLiteral("%1, %2").arg(m_found.info.url, productName(m_found.info.version)),
        alertsKey(m_profile, m_found.info.name()), m_found.info.name(), m_open.clock,
        [this] { return m_open.clock.nowMs() + m_found.clockOffsetMs; }, std::move(screen));
    connect(m_top.get(), &TopCommand::finished, this, [this] { finish(ExitCode::Ok); });
    m_top->start();
}

void Controller::role()
{
    if (!isHarper5(m_found.info.version)) {
        return fail({ErrorKind::Conflict,
                     tr("%1 does not know roles with single operations: an updater needs a super user there.")
                         .arg(productName(m_found.info.version)),
                     {},
                     0});
    }
    m_output.object(updaterRole(m_open.layout));
    finish(ExitCode::Ok);
}

void Controller::setup()
{
    m_open.setup->choose(m_options.setupChoices);
    if (!m_options.planOnly) {
        keepNotes();
        m_setup->applySetup();
        return;
    }
    connect(m_setup.get(), &SessionSetup::planChanged, this, [this](const SetupPlan &plan) {
        for (const SetupStep &step : plan.steps) {
            m_output.step(step);
            if (m_options.diff)
                m_output.changes(step.changes);
        }
        finish(plan.blocked() ? ExitCode::Conflict : ExitCode::Ok);
    });
    m_setup->refreshPlan();
}

void Controller::undo()
{
    keepNotes();
    connect(m_setup.get(), &SessionSetup::planChanged, this, [this](const SetupPlan &plan) {
        if (plan.removable && plan.removable->isEmpty()) {
            m_output.progress(tr("There is nothing to undo: SysPulse has made nothing on this instance."));
            return finish(ExitCode::Ok);
        }
        // A user who may not look learns that from the undo itself.
        if (m_options.yes || !plan.removable)
            return m_setup->undoSetup();
        const QString question = plan.removable->text();
        const std::optional<bool> answer = confirmOnTerminal(question);
        if (answer.value_or(false))
            return m_setup->undoSetup();
        if (!answer)
            m_output.error({ErrorKind::Local, tr("%1 Confirm with --yes.").arg(question), {}, 0});
        finish(answer ? ExitCode::Failed : ExitCode::Usage);
    });
    m_setup->refreshPlan();
}

void Controller::readRecords(std::function<void(const SetupFacts &, const Json &)> done)
{
    m_inspector = std::make_unique<SetupInspector>(m_open.client.get(), m_open.layout);
    std::optional<SetupInspector::Known> known;
    if (m_found.user && m_found.configuration)
        known = {*m_found.user, m_found.info.version, *m_found.configuration};
    const auto inspected = [this, done = std::move(done)](const Result<SetupFacts> &facts) {
        if (!facts)
            return fail(facts.error());
        const auto records = m_inspector->records();
        done(*facts, records ? *records : Json::array());
    };
    m_inspector->alsoReadRecords(mostRecords);
    m_inspector->inspect(inspected, SetupInspector::Files::Changed, known);
}

void Controller::status()
{
    readRecords([this](const SetupFacts &facts, const Json &records) {
        printStatus(facts, records, m_found.info, m_open.layout, m_open.clock.nowMs() + m_found.clockOffsetMs,
                    m_output);
        finish(ExitCode::Ok);
    });
}

void Controller::parity()
{
    readRecords([this](const SetupFacts &, const Json &records) {
        const qint64 serverNow = m_open.clock.nowMs() + m_found.clockOffsetMs;
        const ReportOrigin origin{m_found.info.url, m_found.info.version, m_open.clock.nowMs()};
        printParity(parityReport(m_options.against, recordValues(records, serverNow)), origin,
                    m_options.format, m_output);
        finish(ExitCode::Ok);
    });
}

void Controller::update()
{
    connect(m_updater.get(), &SessionUpdater::runFinished, this, [this](const RunReport &report) {
        if (report.outcome == RunOutcome::Cancelled)
            return; // interrupt() is at it
        if (report.outcome == RunOutcome::Failed) {
            m_output.error(report.error);
            return finishUpdater(exitCodeFor(report.error));
        }
        m_output.run(report);
        // The lease is given back: a scheduled updater need not wait until it expires.
        finishUpdater(report.outcome == RunOutcome::StoodBy ? ExitCode::StoodBy : ExitCode::Ok);
    });
    if (m_options.takeOver)
        m_updater->takeOverUpdater();
    else
        m_updater->runUpdaterNow();
}

void Controller::run()
{
    connect(m_updater.get(), &SessionUpdater::runFinished, this, [this](const RunReport &report) {
        m_output.run(report);
        // What only the user can change must not be repeated for ever.
        if (isRefused(report.error))
            finishUpdater(exitCodeFor(report.error));
    });
    if (m_options.takeOver)
        m_updater->takeOverUpdater();
    connect(m_updater.get(), &SessionUpdater::updaterStatusChanged, this,
            [this](const UpdaterStatus &status) {
                if (status.state == UpdaterState::Quiet)
                    m_output.quiet(status.quietUntilMs);
            });
    m_updater->startUpdater(schedule());
    if (m_lookup)
        followProfile();
}

void Controller::finishUpdater(ExitCode code)
{
    m_ending = code;
    // Not from inside its signal.
    QMetaObject::invokeMethod(m_updater.get(), &SessionUpdater::stopUpdater, Qt::QueuedConnection);
}

void Controller::interrupt()
{
    if (m_open.setup && m_open.setup->isBusy()) {
        m_setup->cancelSetup();
        return;
    }
    const bool updates = m_options.command == Command::Update || m_options.command == Command::Run;
    if (m_open.isOpen() && updates) {
        if (m_options.command == Command::Update)
            m_ending = ExitCode::Failed;
        m_updater->stopUpdater();
        return;
    }
    if (m_trace)
        return m_trace->interrupt();
    const bool endless = m_options.command == Command::Watch || m_options.command == Command::Run || m_top;
    finish(endless ? ExitCode::Ok : ExitCode::Failed);
}

} // namespace syspulse
