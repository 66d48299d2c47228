// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clienttypes.h"
#include "core/mqtt/mqttclient.h"
#include "core/profiles/profile.h"
#include "core/session/connectionsettings.h"
#include "core/session/reach.h"
#include "core/setup/setupplan.h"
#include "core/updater/runreport.h"

#include <QObject>

namespace syspulse {

class SessionClients;
class SessionConnection;
class SessionSetup;
class SessionUpdater;

/// How far the connection is.
enum class SessionState {
    Disconnected,
    Connecting,
    Connected, ///< the operations API answers and the user is known
    Failed,    ///< see the error; connectTo() starts again
};

/// "disconnected", "connecting", "connected" or "failed", untranslated.
QString sessionStateName(SessionState state);

/// The newest state of a session, so that whoever comes late need not have listened, and whose session it is.
/// Lives in the thread of those who ask.
class NewestState : public QObject
{
    Q_OBJECT

public:
    /// Must be made before anybody else connects to the parts: whoever hears a signal of theirs then finds it
    /// in the state.
    NewestState(SessionConnection &connection, SessionSetup &setup, SessionUpdater &updater,
                SessionClients &clients, QObject *parent = nullptr);
    ~NewestState() override;

    /// The profile of the instance; one without an id when it is not kept.
    const Profile &profile() const { return m_profile; }
    void setProfile(const Profile &profile);

    SessionState state() const { return m_state; }
    const Error &error() const { return m_error; }
    bool isConnected() const { return m_state == SessionState::Connected; }
    /// Whether the server still answers.
    const Reach &reach() const { return m_reach; }
    /// Connected, and the server answers.
    bool isReachable() const { return isConnected() && !m_reach.isAway(); }
    const InstanceInfo &info() const { return m_info; }
    MqttClient::State mqttState() const { return m_mqttState; }
    const Error &mqttError() const { return m_mqttError; }
    /// Nothing until the instance was looked at.
    const std::optional<SetupPlan> &plan() const { return m_plan; }
    const UpdaterStatus &updaterStatus() const { return m_updaterStatus; }
    const ClientsStatus &clientsStatus() const { return m_clientsStatus; }

signals:
    void profileChanged();

private:
    void take(SessionState state, const Error &error);

    Profile m_profile;
    SessionState m_state = SessionState::Disconnected;
    Error m_error;
    Reach m_reach;
    InstanceInfo m_info;
    MqttClient::State m_mqttState = MqttClient::State::Disconnected;
    Error m_mqttError;
    std::optional<SetupPlan> m_plan;
    UpdaterStatus m_updaterStatus;
    ClientsStatus m_clientsStatus;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::SessionState)
