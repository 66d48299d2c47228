// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backfill/backfill.h"
#include "core/broker/brokermonitor.h"
#include "core/clients/clientsmonitor.h"
#include "core/clients/clienttrace.h"
#include "core/clients/diarywatch.h"
#include "core/probe/canary.h"
#include "core/session/connectionprobe.h"
#include "core/session/reachmonitor.h"
#include "core/session/serverlogmonitor.h"
#include "core/session/session.h"
#include "core/session/valuesfeed.h"
#include "core/setup/setuprunner.h"

#include <map>
#include <memory>

#include <QTimer>

namespace syspulse {

/// What works on the connection of a session: empty while there is none. Made and used in the session's
/// thread.
struct OpenConnection
{
    /// After the subscription was granted: what has not come once nothing came for so long is gone.
    static constexpr int settleMs = 1000;
    /// A connection that is open and passes nothing any more, as after a firewall forgot it, is noticed
    /// within twice this.
    static constexpr int keepAliveSeconds = 10;
    /// How often the server is asked for its time, which comes with any answer, if it is not asked anything
    /// else.
    static constexpr int clockMs = 5 * 60 * 1000;
    /// The shortest time between two such questions, whatever gives reason to doubt.
    static constexpr qint64 clockRestMs = 10 * 1000;

    SystemClock clock;
    SysLayout layout;
    MqttEndpoint mqttEndpoint;
    qint64 clockOffsetMs = 0;      ///< the server's clock minus this machine's, as it was told last
    bool closing = false;          ///< the updater gives its lease back; nothing may be begun
    bool diaryKept = false;        ///< see SessionClients::keepDiary()
    bool presenceFollowed = false; ///< see SessionClients::followPresence()

    std::unique_ptr<OperationsClient> client;
    std::unique_ptr<Canary> canary;
    std::unique_ptr<UpdaterService> updater; ///< writes what the canary measures
    std::unique_ptr<SetupRunner> setup;
    std::unique_ptr<MqttClient> mqtt;
    std::unique_ptr<ReachMonitor> reach;
    std::unique_ptr<ClientsMonitor> clients;
    std::unique_ptr<DiaryWatch> diary;                           ///< none while nobody wants it
    std::map<RequestToken, std::unique_ptr<ClientTrace>> traces; ///< under way
    std::unique_ptr<BrokerMonitor> broker;
    std::unique_ptr<ServerLogMonitor> serverLog;
    std::unique_ptr<Backfill> backfill; ///< none where the server keeps no analytics
    std::unique_ptr<ValuesFeed> values;
    std::unique_ptr<QTimer> settleTimer;
    std::unique_ptr<QTimer> clockTimer; ///< also the context of what it asks

    /// Whether requests can be carried out.
    bool isOpen() const { return client != nullptr && !closing; }
    QString filter() const { return SysLayout::filterOf(layout.table); }

    /// Asks the broker for everything again: tables and rights may have changed.
    void resubscribe()
    {
        mqtt->removeFilter(filter());
        mqtt->addFilter(filter());
        clients->resubscribe();
        if (diary)
            diary->resubscribe();
    }

    /// In the reverse order of making: each part uses the ones before it.
    void clear()
    {
        closing = false;
        diaryKept = false;
        presenceFollowed = false;
        settleTimer.reset();
        clockTimer.reset();
        backfill.reset();
        serverLog.reset();
        broker.reset();
        traces.clear();
        diary.reset();
        clients.reset();
        reach.reset();
        mqtt.reset();
        setup.reset();
        updater.reset();
        canary.reset();
        client.reset();
        values.reset();
    }
};

/// Makes what works over the operations API alone, and has it speak through @p setup and @p updater. The rest
/// of @p open is made by whoever wants MQTT too. @p client: one to go on with, or none.
void openOperations(OpenConnection &open, const ProbeResult &found, SessionSetup &setup,
                    SessionUpdater &updater, std::unique_ptr<OperationsClient> client = {});

/// Has @p clients tell what the monitor of @p open finds.
void tellOfClients(const OpenConnection &open, SessionClients &clients);

/// Makes and ends the connection that the other parts of the session, those given too, work on. All must
/// outlive it.
std::unique_ptr<SessionConnection> makeInstanceConnection(OpenConnection &open, SessionSetup &setup,
                                                          SessionUpdater &updater, SessionClients &clients);

/// The parts of a session that work on @p open, which must outlive them.
std::unique_ptr<SessionSetup> makeInstanceSetup(OpenConnection &open);
std::unique_ptr<SessionUpdater> makeInstanceUpdater(OpenConnection &open);
std::unique_ptr<SessionClients> makeInstanceClients(OpenConnection &open);
std::unique_ptr<SessionBroker> makeInstanceBroker(OpenConnection &open);

} // namespace syspulse
