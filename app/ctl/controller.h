// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/alertscommand.h"
#include "app/ctl/alertwatch.h"
#include "app/ctl/brokercommands.h"
#include "app/ctl/clientcommands.h"
#include "app/ctl/options.h"
#include "app/ctl/output.h"
#include "app/ctl/profilelookup.h"
#include "app/ctl/reportcommand.h"
#include "app/ctl/topcommand.h"
#include "app/ctl/tracecommand.h"
#include "core/history/notebook.h"
#include "core/mqtt/mqttclient.h"
#include "core/session/autonotes.h"
#include "core/session/openconnection.h"

#include <QTimer>

namespace syspulse {

/// Carries out one command of syspulsectl in the event loop, then emits done(). Setup and updater are the
/// parts that the window's session has too. What only reads (status, parity, lists of clients) asks the
/// operations API once, and watch prints payloads as they come: a session, which subscribes and keeps state,
/// would be one more MQTT client on the broker for nothing. Only run has one, while there are alerts to
/// watch.
class Controller : public QObject
{
    Q_OBJECT

public:
    explicit Controller(const Options &options, QObject *parent = nullptr);
    ~Controller() override;

    void start();
    /// Ends as soon as the lease has been given back and a step of the setup has come to its end.
    void interrupt();

signals:
    void done(int exitCode);

private:
    /// Goes on once it is known which instance is meant.
    void proceed();
    void alerts();
    /// Beside what "run" does, and before it has reached the server.
    void watchAlerts();
    void probe();
    void probeFailed(const Error &error);
    void connected(const ProbeResult &result);
    void setup();
    void undo();
    void status();
    void parity();
    /// Looks at the setup and reads all records; none where there is no table.
    void readRecords(std::function<void(const SetupFacts &, const Json &)> done);
    void update();
    void run();
    /// What the updater works by: what was asked for, and what the profile adds.
    UpdaterSchedule schedule() const;
    /// Goes by what the profile says while the updater runs.
    void followProfile();
    void watch();
    void clients();
    void broker();
    void trace();
    void top();
    void role();
    void report();
    /// From now on what this command does to the instance is noted in the history, where the window keeps
    /// one.
    void keepNotes();
    /// Calls @p done once the notes are on the disk, at once where there are none.
    void whenNotesAreKept(std::function<void()> done);
    /// Counts how often in a row the server has refused us; whether that is to be believed.
    bool isRefused(const Error &error);
    /// Gives the lease back, then finishes.
    void finishUpdater(ExitCode code);
    void fail(const Error &error);
    void finish(ExitCode code);

    Options m_options;
    Output m_output;
    std::unique_ptr<ProfileLookup> m_lookup;
    ConnectionProbe m_probe;
    ProbeResult m_found;
    OpenConnection m_open;
    std::unique_ptr<SessionSetup> m_setup;
    std::unique_ptr<SessionUpdater> m_updater;
    std::unique_ptr<SetupInspector> m_inspector;
    std::unique_ptr<ClientCommands> m_clients;
    std::unique_ptr<BrokerCommands> m_broker;
    std::unique_ptr<TraceCommand> m_trace;
    std::unique_ptr<TopCommand> m_top;
    std::unique_ptr<ReportCommand> m_report;
    std::unique_ptr<AlertsCommand> m_channels;
    std::unique_ptr<AlertWatch> m_alerts;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<NoteBook> m_notes;
    std::unique_ptr<AutoNotes> m_autoNotes;
    std::unique_ptr<MqttClient> m_mqtt;
    QTimer m_retry;
    std::unique_ptr<PortKnock> m_knock; ///< of a "run" whose server cannot be reached at its start
    ConnectionSettings m_connection;    ///< what is probed
    Profile m_profile;                  ///< of the instance; without an id where it is not kept
    int m_failures = 0;                 ///< probes in a row
    int m_refusals = 0;                 ///< in a row
    ExitCode m_ending = ExitCode::Ok;   ///< once the updater has stopped
    bool m_watched = false;             ///< the watch has been connected once
    Error m_watchError;                 ///< why it is not connected, as it was said last
    bool m_finished = false;
};

} // namespace syspulse
