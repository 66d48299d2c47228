// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sessioncontroller.h"

namespace syspulse {

SessionController::SessionController(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<ClientActionResult>();
    qRegisterMetaType<ClientsFrame>();
    qRegisterMetaType<ClientsStatus>();
    qRegisterMetaType<ConnectionSettings>();
    qRegisterMetaType<Error>();
    qRegisterMetaType<InstanceInfo>();
    qRegisterMetaType<MqttClient::State>();
    qRegisterMetaType<OrphanedSessions>();
    qRegisterMetaType<PastFrame>();
    qRegisterMetaType<PeerCertificates>();
    qRegisterMetaType<RefusedLogins>();
    qRegisterMetaType<RunReport>();
    qRegisterMetaType<SessionState>();
    qRegisterMetaType<SetupPlan>();
    qRegisterMetaType<SetupStep>();
    qRegisterMetaType<StageResult>();
    qRegisterMetaType<TlsLink>();
    qRegisterMetaType<UpdaterStatus>();
    qRegisterMetaType<ValuesFrame>();

    // Made before any page can connect, hence called first: a page that hears a signal finds it in the state.
    connect(this, &SessionController::stateChanged, this, [this](SessionState state, const Error &error) {
        m_state = state;
        m_error = error;
        if (state == SessionState::Connected)
            return;
        // What hung on the connection ended with it, without a word of its own.
        m_mqttState = MqttClient::State::Disconnected;
        m_mqttError = Error();
        m_updaterStatus = UpdaterStatus();
        m_clientsStatus = ClientsStatus();
        m_plan.reset();
    });
    connect(this, &SessionController::infoChanged, this, [this](const InstanceInfo &info) { m_info = info; });
    connect(this, &SessionController::mqttStateChanged, this,
            [this](MqttClient::State state, const Error &error) {
                m_mqttState = state;
                m_mqttError = error;
            });
    connect(this, &SessionController::planChanged, this, [this](const SetupPlan &plan) { m_plan = plan; });
    connect(this, &SessionController::updaterStatusChanged, this,
            [this](const UpdaterStatus &status) { m_updaterStatus = status; });
    connect(this, &SessionController::clientsStatusChanged, this,
            [this](const ClientsStatus &status) { m_clientsStatus = status; });
}

SessionController::~SessionController() = default;

void SessionController::setProfile(const Profile &profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    emit profileChanged();
}

} // namespace syspulse
