// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/setup/httpproof.h"
#include "core/setup/liveproof.h"
#include "core/setup/mqttreach.h"
#include "core/setup/setupinspector.h"
#include "core/setup/workerrestart.h"
#include "core/updater/updaterservice.h"

namespace syspulse {

/// Carries out the setup, or takes it back. One operation at a time.
///
/// Applying is idempotent: what is already right is left alone. When new component files do not load, the old
/// ones (or none) are put back. Undo removes only what the plan's rules call ours. Either may end
/// at any point, with a kill too: a note in the component's folder says what is ours until all of it is gone.
class SetupRunner : public QObject
{
    Q_OBJECT

public:
    /// @p desired: the component's files; other ones than the program's own are for tests.
    SetupRunner(OperationsClient *client, UpdaterService *updater, const SysLayout &layout,
                MqttBackend backend, const ComponentFiles &desired = bundledComponent(),
                QObject *parent = nullptr);

    /// How long to wait for the workers, for tests with a server that has none.
    /// How long a refusal of MQTT after a restart is tried again.
    void setMqttPatience(int ms)
    {
        m_proof.setPatience(ms);
        m_reach.setPatience(ms);
    }
    void setRestartPace(const WorkerRestart::Pace &pace) { m_restart.setPace(pace); }

    bool isBusy() const { return m_operation != Operation::None; }
    /// What the next plan() or apply() is to bring about.
    void choose(const SetupChoices &choices) { m_choices = choices; }
    /// Reads the instance; planReady() or planFailed() follows.
    void plan();
    /// @p endpoint: where the proof subscribes. stepChanged() for each step, then finished().
    void apply(const MqttEndpoint &endpoint);
    /// Removes our roles, unless users have them, our files, the tables and, if we made it and it is empty,
    /// the database; the component's folder goes only when nobody else has put anything there. finished()
    /// follows.
    /// @p endpoint: where MQTT is to answer afterwards; without a host nobody looks.
    void undo(const MqttEndpoint &endpoint = {});
    /// Ends the operation; finished() says how far it got.
    void cancel();

signals:
    void planReady(const syspulse::SetupPlan &plan);
    void planFailed(const syspulse::Error &error);
    void stepChanged(const syspulse::SetupStep &step);
    /// @p error has an empty message on success.
    void finished(bool undo, bool succeeded, const syspulse::Error &error);

private:
    enum class Operation { None, Apply, Undo };

    SetupPlan planFor(const SetupFacts &facts);
    void inspected(const SetupFacts &facts);
    void next();
    void tell(const SetupStep &step);
    void begin(const QString &detail);
    void stepDone(const QString &detail);
    void stepSkipped(const QString &detail);
    void stepEnded(StepState state, const QString &detail);
    void stepFailed(const Error &error);
    void end(bool succeeded, const Error &error);

    void installComponent();
    QStringList changedFiles() const;
    void installFile();
    void removeOutdatedFile();
    void restart();
    void rollBack(const Error &cause);
    void removeNewFile(const Error &cause);
    void removalFailed(const Error &cause, const Error &error);
    void lookForTables(const Error &cause);
    void restoreFile(const Error &cause);
    void removeAddedFile(const Error &cause);
    void restored(const Error &cause);
    void restoreFailed(const Error &cause, const Error &error);
    void checkTables();
    void writeMarker();
    /// @p stamps: of the component's files as they are now.
    void writeMarker(const QMap<QString, FileStamp> &stamps);
    void makeRole(SetupRole role);
    void checkRole(SetupRole role);
    void writeMadeRoles(std::function<void()> then);
    void seed();
    void seeded(const RunReport &report);
    void seedDone(const QString &detail);
    void compareStates(const QString &detail, const Json &former);
    void dropFormerTable(const QString &detail);
    void prove();
    void restarted();
    void reach();
    void restartAgain(const Error &refusal);

    void planUndo();
    void planRoleRemoval();
    void removeRole(SetupRole role);
    void removeComponent();
    void removeOurFile();
    void removeTables();
    void removeDatabase();
    void removeRest(const QString &database);

    void writeNote(SetupNote::Database database, std::function<void(const Result<void> &)> then);
    /// Removes the note, then the component's folder if it is empty. @p then gets the names that are left.
    void removeFolder(const std::function<void(const Result<QStringList> &)> &then);

    OperationsClient *m_client;
    UpdaterService *m_updater;
    SysLayout m_layout;
    const ComponentFiles m_bundled;
    ComponentFiles m_desired; ///< as it will be deployed
    SetupChoices m_choices;
    bool m_choosesIds = false; ///< the records get other ids, or their first ones
    SetupInspector m_inspector;
    WorkerRestart m_restart;
    LiveProof m_proof;
    MqttReach m_reach;
    HttpProof m_httpProof;

    Operation m_operation = Operation::None;
    MqttEndpoint m_endpoint;
    SetupFacts m_facts;
    QList<SetupStep> m_steps;
    qsizetype m_current = 0;
    QStringList m_files;    ///< still to be written or removed
    bool m_newer = false;   ///< the deployed component is of a newer SysPulse
    QStringList m_outdated; ///< ours, and no longer part of the component
    int m_seedAttempts = 0;
    bool m_restartedAgain = false; ///< for MQTT
    bool m_installed = false;      ///< this run has written files
    bool m_ownsDatabase = false;   ///< before the undo began
    RequestScope m_run;
};

} // namespace syspulse
