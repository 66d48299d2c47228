// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setuprunner.h"

#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/base/product.h"
#include "core/base/version.h"
#include "core/setup/componentsettings.h"
#include "core/setup/rolesteps.h"

#include <QDateTime>

namespace syspulse {

SetupRunner::SetupRunner(OperationsClient *client, UpdaterService *updater, const SysLayout &layout,
                         MqttBackend backend, const ComponentFiles &desired, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_updater(updater)
    , m_layout(layout)
    , m_bundled(desired)
    , m_desired(desired)
    , m_inspector(client, layout)
    , m_restart(client)
    , m_proof(client, layout, backend)
    , m_reach(backend)
    , m_httpProof(client->endpoint(), layout)
{
    connect(m_updater, &UpdaterService::runFinished, this, &SetupRunner::seeded);
}

void SetupRunner::plan()
{
    if (isBusy())
        return;
    m_inspector.lookForRoles(!m_choices.roles.isEmpty());
    // It is made whenever somebody connects, and files are most of what there is to read.
    const auto planned = [this](const Result<SetupFacts> &facts) {
        if (facts)
            emit planReady(planFor(*facts));
        else
            emit planFailed(facts.error());
    };
    m_inspector.inspect(planned, SetupInspector::Files::Changed);
}

SetupPlan SetupRunner::planFor(const SetupFacts &facts)
{
    m_desired = componentToDeploy(m_bundled, facts.componentFiles, m_choices.serverSide);
    const SetupPlan plan = makeSetupPlan(facts, m_desired, m_layout, m_choices.ids, m_choices.roles);
    qCDebug(lcSetup) << "the component is" << componentStateName(plan.component.state)
                     << plan.component.version;
    return plan;
}

void SetupRunner::apply(const MqttEndpoint &endpoint)
{
    if (isBusy())
        return;
    m_operation = Operation::Apply;
    m_endpoint = endpoint;
    m_installed = false;
    m_seedAttempts = 0;
    m_restartedAgain = false;
    m_run.begin();
    m_inspector.lookForRoles(!m_choices.roles.isEmpty());
    m_inspector.inspect([this](const Result<SetupFacts> &facts) {
        if (facts)
            inspected(*facts);
        else
            end(false, facts.error());
    });
}

void SetupRunner::undo(const MqttEndpoint &endpoint)
{
    if (isBusy())
        return;
    m_operation = Operation::Undo;
    m_endpoint = endpoint;
    m_restartedAgain = false;
    m_run.begin();
    m_inspector.inspect([this](const Result<SetupFacts> &facts) {
        if (facts)
            inspected(*facts);
        else
            end(false, facts.error());
    });
}

void SetupRunner::cancel()
{
    if (!isBusy())
        return;
    const QString where = m_current < m_steps.size() ? m_steps.at(m_current).title : QString();
    m_inspector.cancel();
    m_restart.cancel();
    m_proof.cancel();
    m_reach.cancel();
    m_httpProof.cancel();
    end(false,
        {ErrorKind::Cancelled,
         where.isEmpty()
             ? tr("Cancelled before anything was changed.")
             : tr("Cancelled at \"%1\". What was done before stays; set up again to complete it, or undo.")
                   .arg(where),
         {},
         0});
}

void SetupRunner::end(bool succeeded, const Error &error)
{
    const bool undo = m_operation == Operation::Undo;
    if (succeeded)
        m_choices = {}; // they are on the server now
    m_operation = Operation::None;
    m_run.end();
    m_steps.clear();
    m_current = 0;
    qCDebug(lcSetup) << (undo ? "undo" : "setup") << (succeeded ? "succeeded" : "ended:") << describe(error);
    emit finished(undo, succeeded, error);
}

void SetupRunner::inspected(const SetupFacts &facts)
{
    m_facts = facts;
    if (m_operation == Operation::Undo) {
        planUndo();
        return;
    }
    const SetupPlan plan = planFor(facts);
    emit planReady(plan);
    m_steps = plan.steps;
    m_choosesIds = m_choices.ids && facts.ids != m_choices.ids;
    m_outdated = plan.component.removed;
    m_newer = plan.component.state == ComponentState::Newer;
    m_current = 0;
    for (const SetupStep &step : plan.steps) {
        if (step.state == StepState::Blocked)
            return end(false, {step.part == SetupPart::Access ? ErrorKind::Permission : ErrorKind::Conflict,
                               step.detail,
                               {},
                               0});
    }
    next();
}

void SetupRunner::next()
{
    const auto isSettled = [](StepState state) {
        return state == StepState::Done || state == StepState::Skipped;
    };
    while (m_current < m_steps.size() && isSettled(m_steps.at(m_current).state)) {
        tell(m_steps.at(m_current));
        ++m_current;
    }
    if (m_current >= m_steps.size())
        return end(true, {});

    const bool undo = m_operation == Operation::Undo;
    begin(m_steps.at(m_current).detail);
    switch (m_steps.at(m_current).part) {
    case SetupPart::Access:
        return stepDone(m_steps.at(m_current).detail);
    case SetupPart::Component:
        return undo ? removeComponent() : installComponent();
    case SetupPart::Restart:
        return restart();
    case SetupPart::Tables:
        return undo ? removeTables() : checkTables();
    case SetupPart::Marker:
        return undo ? removeDatabase() : writeMarker();
    case SetupPart::ReaderRole:
    case SetupPart::UpdaterRole: {
        const SetupRole role = *roleOf(m_steps.at(m_current).part);
        return undo ? removeRole(role) : makeRole(role);
    }
    case SetupPart::Seed:
        return seed();
    case SetupPart::Proof:
        return prove();
    }
}

void SetupRunner::tell(const SetupStep &step)
{
    qCDebug(lcSetup) << setupPartName(step.part) << stepStateName(step.state) << step.detail;
    emit stepChanged(step);
}

void SetupRunner::begin(const QString &detail)
{
    SetupStep &step = m_steps[m_current];
    step.state = StepState::Running;
    step.detail = detail;
    tell(step);
}

void SetupRunner::stepDone(const QString &detail)
{
    stepEnded(StepState::Done, detail);
}

void SetupRunner::stepSkipped(const QString &detail)
{
    stepEnded(StepState::Skipped, detail);
}

void SetupRunner::stepEnded(StepState state, const QString &detail)
{
    SetupStep &step = m_steps[m_current];
    step.state = state;
    step.detail = detail;
    tell(step);
    ++m_current;
    next();
}

void SetupRunner::stepFailed(const Error &error)
{
    SetupStep &step = m_steps[m_current];
    step.state = StepState::Failed;
    step.detail = describe(error);
    tell(step);
    for (qsizetype i = m_current + 1; i < m_steps.size(); ++i) {
        m_steps[i].state = StepState::Skipped;
        tell(m_steps.at(i));
    }
    Error shown = error;
    shown.message = tr("\"%1\" failed. %2").arg(step.title, error.message);
    end(false, shown);
}

void SetupRunner::installComponent()
{
    // Written down before the first change: whatever ends this run, what it made is known to be ours.
    using Database = SetupNote::Database;
    const Database database = ownsDatabase(m_facts)    ? Database::Made
                              : m_facts.databaseExists ? Database::Found
                                                       : Database::Intended;
    m_installed = true;
    writeNote(database, [this](const Result<void> &result) {
        if (!result)
            return rollBack(result.error());
        m_files = changedFiles();
        installFile();
    });
}

/// Those that differ: a worker that runs must not find the others half written.
QStringList SetupRunner::changedFiles() const
{
    QStringList names = m_desired.keys();
    names.removeIf([this](const QString &name) {
        return m_facts.componentFiles.contains(name) &&
               m_facts.componentFiles.value(name) == m_desired.value(name);
    });
    return names;
}

void SetupRunner::writeNote(SetupNote::Database database, std::function<void(const Result<void> &)> then)
{
    m_client->setComponentFile(m_layout.project, SetupNote::fileName(), SetupNote{database}.toJson(),
                               m_run.context(), std::move(then));
}

void SetupRunner::installFile()
{
    if (m_files.isEmpty()) {
        m_files = m_outdated;
        return removeOutdatedFile();
    }
    const QString file = m_files.takeFirst();
    m_client->setComponentFile(m_layout.project, file, m_desired.value(file), m_run.context(),
                               [this](const Result<void> &result) {
                                   if (result)
                                       installFile();
                                   else
                                       rollBack(result.error());
                               });
}

void SetupRunner::removeOutdatedFile()
{
    if (m_files.isEmpty())
        return stepDone(
            tr("The component \"%1\" %2 is installed.").arg(m_layout.project, statedVersion(m_desired)));
    m_client->dropComponentFile(m_layout.project, m_files.takeFirst(), m_run.context(),
                                [this](const Result<void> &result) {
                                    if (result)
                                        removeOutdatedFile();
                                    else
                                        rollBack(result.error());
                                });
}

void SetupRunner::restart()
{
    m_restart.run(m_operation == Operation::Undo ? QString() : m_layout.project,
                  [this](const Result<void> &result) {
                      if (result)
                          restarted();
                      else if (m_installed)
                          rollBack(result.error());
                      else
                          stepFailed(result.error());
                  });
}

void SetupRunner::checkTables()
{
    m_client->tableNames(
        m_layout.database, m_run.context(), [this](const Result<std::optional<QStringList>> &names) {
            if (!names)
                return stepFailed(names.error());
            const QStringList found = names->value_or(QStringList());
            QStringList missing = m_layout.tables();
            missing.removeIf([&found](const QString &table) { return found.contains(table); });
            if (!missing.isEmpty())
                return stepFailed(
                    {ErrorKind::Server,
                     tr("The component was loaded, but these tables are missing: %1. Look at the "
                        "server's log.")
                         .arg(missing.join(QStringLiteral(", "))),
                     {},
                     0});
            stepDone(tr("The tables %1 exist.").arg(m_layout.tables().join(QStringLiteral(", "))));
        });
}

void SetupRunner::writeMarker()
{
    m_client->components(m_run.context(), [this](const Result<QList<ComponentInfo>> &components) {
        if (!components)
            return stepFailed(components.error());
        for (const ComponentInfo &component : *components) {
            if (component.name == m_layout.project)
                return writeMarker(component.stamps);
        }
        writeMarker({});
    });
}

void SetupRunner::writeMarker(const QMap<QString, FileStamp> &stamps)
{
    OrderedJson files = OrderedJson::object();
    OrderedJson changed = OrderedJson::object();
    const FileHashes hashes = hashesOf(m_desired);
    for (auto it = hashes.cbegin(); it != hashes.cend(); ++it) {
        files[toUtf8String(it.key())] = toUtf8String(it.value());
        changed[toUtf8String(it.key())] = toUtf8String(stamps.value(it.key()).changed);
    }
    OrderedJson marker{{"id", installMarkerId.data()},
                       {"owner", "SysPulse"},
                       {"payload",
                        {{"version", versionText().data()},
                         {"madeDatabase", !m_facts.databaseExists || ownsDatabase(m_facts)},
                         {"made", QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()}}}};
    // Our hashes would make every file of a newer component look edited.
    if (!m_newer)
        marker["payload"]["component"] = {
            {"version", toUtf8String(statedVersion(m_desired))}, {"sha256", files}, {"changed", changed}};
    m_client->upsert(m_layout.database, m_layout.stateTable, OrderedJson::array({marker}), m_run.context(),
                     [this](const Result<void> &result) {
                         if (result)
                             stepDone(tr("The server has a note of what SysPulse made."));
                         else
                             stepFailed(result.error());
                     });
}

} // namespace syspulse
