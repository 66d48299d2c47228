// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backfill/pastframe.h"
#include "core/base/loglevel.h"
#include "core/broker/brokertypes.h"
#include "core/clients/tracetypes.h"
#include "core/clients/visittypes.h"
#include "core/session/serverlog.h"
#include "core/session/sessionstate.h"
#include "core/session/valuesframe.h"
#include "core/tls/certificateprobe.h"

#include <type_traits>
#include <utility>

#include <QRandomGenerator>

namespace syspulse {

/// Tells the answers to one request from those to another; see newRequestToken().
using RequestToken = quint64;

/// One that nobody else has, without asking anybody.
inline RequestToken newRequestToken()
{
    return QRandomGenerator::global()->generate64();
}

// The five parts of a session. A part may live in a thread of its own: requests go through
// Session::request(), return at once and are answered by signals, which Qt queues to the thread of the
// receiver. A new request is declared here and carried out in instancesession.cpp or instanceparts.cpp.

/// Connecting to one instance, and the values that come from it.
class SessionConnection : public QObject
{
    Q_OBJECT

public:
    /// Leaves the present connection as disconnectFrom() does, then connects.
    virtual void connectTo(const ConnectionSettings &settings) = 0;
    /// Gives the updater's lease back first, so that another updater need not wait until it expires. May be
    /// called at any time; the newest of these two calls counts.
    virtual void disconnectFrom() = 0;
    /// Tries every stage without touching the current connection; stageTested() per stage, then
    /// testFinished(). With @p only, that stage alone is reported, or an earlier one that fails. All answers
    /// carry @p token, since those to an earlier request may still be under way.
    virtual void test(const ConnectionSettings &settings, std::optional<ConnectStage> only,
                      RequestToken token) = 0;
    /// Looks at the certificates of one link, without logging in; certificatesFetched() with @p token
    /// follows.
    virtual void fetchCertificates(const ConnectionSettings &settings, TlsLink link, RequestToken token) = 0;
    /// Where the server did not answer: tries again without waiting, see Reach.
    virtual void retryNow() = 0;
    /// Reads @p missing (ascending, on this machine's clock) from the server's own analytics, unhurriedly:
    /// pastArrived() follows, any number of times.
    virtual void fillPast(const QList<TimeSpan> &missing) = 0;

signals:
    void stateChanged(syspulse::SessionState state, const syspulse::Error &error);
    void stageReached(const syspulse::StageResult &result);
    void infoChanged(const syspulse::InstanceInfo &info);
    /// State of the MQTT connection; @p error is the last failure, empty message when none.
    void mqttStateChanged(syspulse::MqttClient::State state, const syspulse::Error &error);

    /// Only while connected; the end of the connection is the end of this too.
    void reachChanged(const syspulse::Reach &reach);

    void stageTested(syspulse::RequestToken token, const syspulse::StageResult &result);
    void testFinished(syspulse::RequestToken token, bool passed);
    /// Either @p error has a message, or @p certificates has a chain.
    void certificatesFetched(syspulse::RequestToken token, const syspulse::PeerCertificates &certificates,
                             const syspulse::Error &error);

    void valuesArrived(const syspulse::ValuesFrame &frame);
    void pastArrived(const syspulse::PastFrame &frame);
    /// The server's clock minus this machine's, in ms.
    void clockOffsetChanged(qint64 offsetMs);
    /// One line for the log page: plain text without secrets.
    void logged(syspulse::LogLevel level, const QString &line);
};

/// Installing what SysPulse needs on the instance, and taking it back.
class SessionSetup : public QObject
{
    Q_OBJECT

public:
    virtual void refreshPlan() = 0;
    /// What the setup is to bring about; a new plan says what that changes.
    virtual void choose(const SetupChoices &choices) = 0;
    virtual void applySetup() = 0;
    virtual void undoSetup() = 0;
    virtual void cancelSetup() = 0;

signals:
    void planChanged(const syspulse::SetupPlan &plan);
    void planFailed(const syspulse::Error &error);
    void setupStepChanged(const syspulse::SetupStep &step);
    /// @p error has an empty message on success.
    void setupFinished(bool undo, bool succeeded, const syspulse::Error &error);
};

/// Keeping the records of the instance current.
class SessionUpdater : public QObject
{
    Q_OBJECT

public:
    virtual void startUpdater(const UpdaterSchedule &schedule) = 0;
    virtual void pauseUpdater() = 0;
    virtual void stopUpdater() = 0;
    virtual void runUpdaterNow() = 0;
    virtual void takeOverUpdater() = 0;

signals:
    void updaterStatusChanged(const syspulse::UpdaterStatus &status);
    void runFinished(const syspulse::RunReport &report);
    /// stopUpdater() is carried out: a cycle under way has ended, and the lease is given back.
    void updaterStopped();
};

/// Who is connected to the broker, and what can be done about it.
class SessionClients : public QObject
{
    Q_OBJECT

public:
    /// Starts or ends receiving the list of connected clients, refused logins and orphaned sessions.
    virtual void watchClients(bool on) = 0;
    /// Reads what is polled (refused logins, orphaned sessions) now instead of at its next turn.
    virtual void refreshClients() = 0;
    /// @p id: ClientSession::id. clientActionFinished() follows.
    virtual void disconnectClient(const QString &id) = 0;
    /// @p clientId: OrphanedSession::clientId. clientActionFinished() follows.
    virtual void removeOrphanedSession(const QString &clientId) = 0;
    /// Asks the component what it has counted of one client, which writes a request on the server;
    /// clientDescribed() follows. @p id: ClientSession::id.
    virtual void describeClient(const QString &id) = 0;
    /// Traces one client; traceChanged() with @p token follows, until its end. A trace that is under way when
    /// the connection ends is told no more, and ends on the server with its limits.
    virtual void startTrace(const QString &id, const TraceLimits &limits, RequestToken token) = 0;
    virtual void stopTrace(RequestToken token) = 0;

    /// Starts or ends following who comes and goes, for a diary, which begins with all that are there:
    /// diaryTold() follows. Needs no page.
    virtual void keepDiary(bool on) = 0;
    /// The same for whoever wants to know who is there, and keeps nothing.
    virtual void followPresence(bool on) = 0;

signals:
    void clientsStatusChanged(const syspulse::ClientsStatus &status);
    void clientsArrived(const syspulse::ClientsFrame &frame);
    void refusedLoginsChanged(const syspulse::RefusedLogins &logins);
    void orphanedSessionsChanged(const syspulse::OrphanedSessions &sessions);
    void clientActionFinished(const syspulse::ClientActionResult &result);
    /// Either @p error has a message, or @p numbers are those of the client @p id.
    void clientDescribed(const QString &id, const syspulse::ClientNumbers &numbers,
                         const syspulse::Error &error);
    /// Something for the diary of the clients; see keepDiary() and followPresence().
    void diaryTold(const syspulse::DiaryFrame &frame);
    void traceChanged(syspulse::RequestToken token, const syspulse::TraceFrame &frame);
};

/// What the component sees inside the broker, and what the server writes into its log.
class SessionBroker : public QObject
{
    Q_OBJECT

public:
    /// What is polled from now on, instead of what was before; nothing for an empty set.
    virtual void watchBroker(BrokerViews views) = 0;
    /// Reads what is watched now instead of at its next turn.
    virtual void refreshBroker() = 0;
    /// Starts or ends reading the busiest clients and topics now and each minute, watched or not. Needs no
    /// page.
    virtual void noteTalkers(bool on) = 0;
    /// Starts or ends reading the server's own log, which super users may do; serverLogChanged() follows.
    virtual void watchServerLog(bool on) = 0;
    /// Reads the server's log now instead of at its next turn.
    virtual void refreshServerLog() = 0;

signals:
    void workersChanged(const syspulse::WorkersReport &report);
    void topClientsChanged(const syspulse::TopClients &clients);
    void stormsChanged(const syspulse::Storms &storms);
    void topTopicsChanged(const syspulse::TopTopics &topics);
    void serverLogChanged(const syspulse::ServerLog &log);
};

/// A session with one instance as its users see it: the newest state, the signals of the parts, and
/// request().
class Session : public NewestState
{
public:
    /// The parts must outlive the session, or end with the thread that they live in.
    Session(SessionConnection &connection, SessionSetup &setup, SessionUpdater &updater,
            SessionClients &clients, SessionBroker &broker, QObject *parent = nullptr)
        : NewestState(connection, setup, updater, clients, parent)
        , m_connection(connection)
        , m_setup(setup)
        , m_updater(updater)
        , m_clients(clients)
        , m_broker(broker)
    {}

    /// The parts, for connecting to their signals. What they are asked goes through request().
    SessionConnection &connection() const { return m_connection; }
    SessionSetup &setup() const { return m_setup; }
    SessionUpdater &updater() const { return m_updater; }
    SessionClients &clients() const { return m_clients; }
    SessionBroker &broker() const { return m_broker; }

    /// Has the part carry out @p Request in its own thread, for example
    /// request<&SessionUpdater::startUpdater>(schedule). Returns at once.
    template <auto Request, typename... Arguments>
    void request(Arguments &&...arguments) const
    {
        auto *receiver = partOf(Request);
        QMetaObject::invokeMethod(
            receiver, [receiver, ... values = std::decay_t<Arguments>(std::forward<Arguments>(arguments))] {
                (receiver->*Request)(values...);
            });
    }

private:
    template <typename... Parameters>
    SessionConnection *partOf(void (SessionConnection::*)(Parameters...)) const
    {
        return &m_connection;
    }
    template <typename... Parameters>
    SessionSetup *partOf(void (SessionSetup::*)(Parameters...)) const
    {
        return &m_setup;
    }
    template <typename... Parameters>
    SessionUpdater *partOf(void (SessionUpdater::*)(Parameters...)) const
    {
        return &m_updater;
    }
    template <typename... Parameters>
    SessionClients *partOf(void (SessionClients::*)(Parameters...)) const
    {
        return &m_clients;
    }
    template <typename... Parameters>
    SessionBroker *partOf(void (SessionBroker::*)(Parameters...)) const
    {
        return &m_broker;
    }

    SessionConnection &m_connection;
    SessionSetup &m_setup;
    SessionUpdater &m_updater;
    SessionClients &m_clients;
    SessionBroker &m_broker;
};

} // namespace syspulse
