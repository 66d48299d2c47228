// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backfill/pastframe.h"
#include "core/clients/clienttypes.h"
#include "core/mqtt/mqttclient.h"
#include "core/session/connectionsettings.h"
#include "core/session/valuesframe.h"
#include "core/tls/certificateprobe.h"
#include "core/updater/runreport.h"

#include <memory>

#include <QObject>

namespace syspulse {

struct ProbeResult;

/// How far the connection is.
enum class SessionState {
    Disconnected,
    Connecting,
    Connected, ///< the operations API answers and the user is known
    Failed,    ///< see the error; connectTo() starts again
};

/// Everything that one connected instance needs: operations, MQTT, setup, updater, live values. Lives in a
/// thread of its own; its signals carry values and may be received in any thread, its slots must be invoked
/// there.
class InstanceSession : public QObject
{
    Q_OBJECT

public:
    explicit InstanceSession(QObject *parent = nullptr);
    ~InstanceSession() override;

public slots:
    /// Leaves the present connection as disconnectFrom() does, then connects.
    void connectTo(const syspulse::ConnectionSettings &settings);
    /// Gives the updater's lease back first, so that another updater need not wait until it expires. May be
    /// called at any time; the newest of these two calls counts.
    void disconnectFrom();
    /// Tries every stage without touching the current connection; stageTested() per stage, then
    /// testFinished(). With @p only, that stage alone is told about, or an earlier one that fails.
    void test(const syspulse::ConnectionSettings &settings, std::optional<syspulse::ConnectStage> only);
    /// Looks at the certificates of one link, without logging in; certificatesFetched() follows.
    void fetchCertificates(const syspulse::ConnectionSettings &settings, syspulse::TlsLink link);

    void refreshPlan();
    void applySetup();
    void undoSetup();
    void cancelSetup();

    void startUpdater(const syspulse::UpdaterSchedule &schedule);
    void pauseUpdater();
    void stopUpdater();
    void runUpdaterNow();
    void takeOverUpdater();

    /// Reads @p missing (ascending, on this machine's clock) from the server's own analytics, unhurriedly:
    /// pastArrived() follows, any number of times.
    void fillPast(const QList<syspulse::TimeSpan> &missing);

    /// Starts or ends receiving the list of connected clients, refused logins and orphaned sessions.
    void watchClients(bool on);
    /// Reads what is polled (refused logins, orphaned sessions) now instead of at its next turn.
    void refreshClients();
    /// @p id: ClientSession::id. clientActionFinished() follows.
    void disconnectClient(const QString &id);
    /// @p clientId: OrphanedSession::clientId. clientActionFinished() follows.
    void removeOrphanedSession(const QString &clientId);

signals:
    void stateChanged(syspulse::SessionState state, const syspulse::Error &error);
    void stageReached(const syspulse::StageResult &result);
    void infoChanged(const syspulse::InstanceInfo &info);
    /// State of the MQTT connection; @p error is the last failure, empty message when none.
    void mqttStateChanged(syspulse::MqttClient::State state, const syspulse::Error &error);

    void stageTested(const syspulse::StageResult &result);
    void testFinished(bool passed);
    /// Either @p error has a message, or @p certificates has a chain.
    void certificatesFetched(syspulse::TlsLink link, const syspulse::PeerCertificates &certificates,
                             const syspulse::Error &error);

    void planChanged(const syspulse::SetupPlan &plan);
    void planFailed(const syspulse::Error &error);
    void setupStepChanged(const syspulse::SetupStep &step);
    /// @p error has an empty message on success.
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

    /// The server's clock minus this machine's, in ms.
    void clockOffsetChanged(qint64 offsetMs);
    /// One line for the log page: plain text without secrets.
    void logged(const QString &line);

private:
    class Private;

    void setState(SessionState state, const Error &error = {});
    void probe(const ConnectionSettings &settings);
    void probed(const ProbeResult &result);
    void connectParts();
    void close();
    void closed();
    void dropConnection();

    std::unique_ptr<Private> d;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::SessionState)
