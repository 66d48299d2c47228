// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sessionstate.h"

#include "core/base/enumtable.h"
#include "core/session/session.h"

namespace syspulse {

namespace {

constexpr auto states = enumTable<SessionState>({{SessionState::Disconnected, "disconnected"},
                                                 {SessionState::Connecting, "connecting"},
                                                 {SessionState::Connected, "connected"},
                                                 {SessionState::Failed, "failed"}});

} // namespace

QString sessionStateName(SessionState state)
{
    return states.name(state);
}

NewestState::NewestState(SessionConnection &connection, SessionSetup &setup, SessionUpdater &updater,
                         SessionClients &clients, QObject *parent)
    : QObject(parent)
{
    connect(&connection, &SessionConnection::stateChanged, this, &NewestState::take);
    connect(&connection, &SessionConnection::infoChanged, this,
            [this](const InstanceInfo &info) { m_info = info; });
    connect(&connection, &SessionConnection::mqttStateChanged, this,
            [this](MqttClient::State state, const Error &error) {
                m_mqttState = state;
                m_mqttError = error;
            });
    connect(&connection, &SessionConnection::reachChanged, this,
            [this](const Reach &reach) { m_reach = reach; });
    connect(&setup, &SessionSetup::planChanged, this, [this](const SetupPlan &plan) { m_plan = plan; });
    connect(&updater, &SessionUpdater::updaterStatusChanged, this,
            [this](const UpdaterStatus &status) { m_updaterStatus = status; });
    connect(&clients, &SessionClients::clientsStatusChanged, this,
            [this](const ClientsStatus &status) { m_clientsStatus = status; });
}

NewestState::~NewestState() = default;

void NewestState::take(SessionState state, const Error &error)
{
    m_state = state;
    m_error = error;
    if (state == SessionState::Connected)
        return;
    // What hung on the connection ended with it, without a word of its own.
    m_mqttState = MqttClient::State::Disconnected;
    m_mqttError = Error();
    m_reach = Reach();
    m_updaterStatus = UpdaterStatus();
    m_clientsStatus = ClientsStatus();
    m_plan.reset();
}

void NewestState::setProfile(const Profile &profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    emit profileChanged();
}

} // namespace syspulse
