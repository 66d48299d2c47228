// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include "core/base/result.h"
#include "core/updater/schedule.h"

namespace syspulse {

class LiveStore;
class Session;
class StateStore;

/// Decides when this machine's updater of one instance starts and with which schedule; keeps the schedule
/// that the user chose, a piece of state for each instance; whether there is a canary, the profile keeps.
/// Pages ask it, and it asks the session.
class UpdaterControl : public QObject
{
    Q_OBJECT

public:
    /// All must outlive the object.
    UpdaterControl(Session &session, const LiveStore &store, StateStore &state, QObject *parent = nullptr);
    ~UpdaterControl() override;

    /// What the updater is to be started with: as chosen, else as often as the instance's values say.
    UpdaterSchedule schedule() const;
    /// Keeps @p schedule for the instance.
    void choose(const UpdaterSchedule &schedule);

    /// Starts the updater, or has it go on, with schedule().
    void start();
    /// Sets the instance up. Once that is done the updater starts, unless it is not stopped or the
    /// component keeps the values current by itself.
    void setUp();
    /// Goes through the setup of an instance that has it, for the proof: the updater stays as it is.
    void proveSetup();

signals:
    /// What was kept for the instance has been read.
    void scheduleFound(const syspulse::UpdaterSchedule &schedule);
    /// The updater was started at the end of a setup.
    void startedBySetup();
    /// The user wants the canary, or no more. The session's profile says so already; it is to be kept.
    void canaryChosen(bool canary);

private:
    void useInstance(const QString &name);
    void take(const Result<QByteArray> &kept);
    void setupFinished(bool undo, bool succeeded);
    /// Starts the updater where the profile wants that and nothing is in the way, once for each connection.
    void startByItself();

    Session &m_session;
    const LiveStore &m_store;
    StateStore &m_state;
    QString m_piece; ///< of the state; empty before the first connection
    std::optional<UpdaterSchedule> m_chosen;
    bool m_proving = false;
    bool m_read = false;    ///< what was kept for the instance is known
    int m_look = 0;         ///< the newest reading of what is kept
    bool m_started = false; ///< by itself, since the connection was made
};

} // namespace syspulse
