// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/profiles/profile.h"
#include "core/session/instancesession.h"

namespace syspulse {

/// What the pages know of an instance: the requests of InstanceSession, its signals in the GUI thread, and
/// the newest state, so that a page made or shown late need not have listened. No page talks to the session
/// itself.
///
/// The requests return at once; their answers come as signals.
class SessionController : public QObject
{
    Q_OBJECT

public:
    explicit SessionController(QObject *parent = nullptr);
    ~SessionController() override;

    virtual void connectTo(const ConnectionSettings &settings) = 0;
    virtual void disconnectFrom() = 0;
    virtual void test(const ConnectionSettings &settings, std::optional<ConnectStage> only) = 0;
    virtual void fetchCertificates(const ConnectionSettings &settings, TlsLink link) = 0;
    virtual void refreshPlan() = 0;
    virtual void applySetup() = 0;
    virtual void undoSetup() = 0;
    virtual void cancelSetup() = 0;
    virtual void startUpdater(const UpdaterSchedule &schedule) = 0;
    virtual void pauseUpdater() = 0;
    virtual void stopUpdater() = 0;
    virtual void runUpdaterNow() = 0;
    virtual void takeOverUpdater() = 0;
    virtual void fillPast(const QList<TimeSpan> &missing) = 0;
    virtual void watchClients(bool on) = 0;
    virtual void refreshClients() = 0;
    virtual void disconnectClient(const QString &id) = 0;
    virtual void removeOrphanedSession(const QString &clientId) = 0;

    /// The profile of the instance; one without an id when it is not kept.
    const Profile &profile() const { return m_profile; }
    void setProfile(const Profile &profile);

    /// The schedule that was chosen for the instance; nothing when none was.
    const std::optional<UpdaterSchedule> &chosenSchedule() const { return m_chosenSchedule; }
    void setChosenSchedule(const std::optional<UpdaterSchedule> &schedule) { m_chosenSchedule = schedule; }

    SessionState state() const { return m_state; }
    const Error &error() const { return m_error; }
    bool isConnected() const { return m_state == SessionState::Connected; }
    const InstanceInfo &info() const { return m_info; }
    MqttClient::State mqttState() const { return m_mqttState; }
    const Error &mqttError() const { return m_mqttError; }
    /// Nothing until the instance was looked at.
    const std::optional<SetupPlan> &plan() const { return m_plan; }
    const UpdaterStatus &updaterStatus() const { return m_updaterStatus; }
    const ClientsStatus &clientsStatus() const { return m_clientsStatus; }

signals:
    void profileChanged();
    void stateChanged(syspulse::SessionState state, const syspulse::Error &error);
    void stageReached(const syspulse::StageResult &result);
    void infoChanged(const syspulse::InstanceInfo &info);
    void mqttStateChanged(syspulse::MqttClient::State state, const syspulse::Error &error);
    void stageTested(const syspulse::StageResult &result);
    void testFinished(bool passed);
    void certificatesFetched(syspulse::TlsLink link, const syspulse::PeerCertificates &certificates,
                             const syspulse::Error &error);
    void planChanged(const syspulse::SetupPlan &plan);
    void planFailed(const syspulse::Error &error);
    void setupStepChanged(const syspulse::SetupStep &step);
    void setupFinished(bool undo, bool succeeded, const syspulse::Error &error);
    void updaterStatusChanged(const syspulse::UpdaterStatus &status);
    void runFinished(const syspulse::RunReport &report);
    void valuesArrived(const syspulse::ValuesFrame &frame);
    void pastArrived(const syspulse::PastFrame &frame);
    void clientsStatusChanged(const syspulse::ClientsStatus &status);
    void clientsArrived(const syspulse::ClientsFrame &frame);
    void refusedLoginsChanged(const syspulse::RefusedLogins &logins);
    void orphanedSessionsChanged(const syspulse::OrphanedSessions &sessions);
    void clientActionFinished(const syspulse::ClientActionResult &result);
    void clockOffsetChanged(qint64 offsetMs);
    void logged(const QString &line);

private:
    Profile m_profile;
    SessionState m_state = SessionState::Disconnected;
    Error m_error;
    InstanceInfo m_info;
    MqttClient::State m_mqttState = MqttClient::State::Disconnected;
    Error m_mqttError;
    std::optional<SetupPlan> m_plan;
    UpdaterStatus m_updaterStatus;
    std::optional<UpdaterSchedule> m_chosenSchedule;
    ClientsStatus m_clientsStatus;
};

} // namespace syspulse
