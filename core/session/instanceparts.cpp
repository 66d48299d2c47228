// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/openconnection.h"

// The parts of an instance's session that pass requests on to what does the work.
namespace syspulse {

namespace {

class InstanceSetup final : public SessionSetup
{
public:
    explicit InstanceSetup(OpenConnection &open)
        : m_open(open)
    {}

    void refreshPlan() override
    {
        if (m_open.isOpen())
            m_open.setup->plan();
    }
    void choose(const SetupChoices &choices) override
    {
        if (!m_open.isOpen())
            return;
        m_open.setup->choose(choices);
        m_open.setup->plan();
    }
    void applySetup() override
    {
        if (m_open.isOpen())
            m_open.setup->apply(m_open.mqttEndpoint);
    }
    void undoSetup() override
    {
        if (!m_open.isOpen())
            return;
        if (m_open.updater->isActive())
            m_open.updater->stop();
        m_open.setup->undo(m_open.mqttEndpoint);
    }
    void cancelSetup() override
    {
        if (m_open.isOpen())
            m_open.setup->cancel();
    }

private:
    OpenConnection &m_open;
};

class InstanceUpdater final : public SessionUpdater
{
public:
    explicit InstanceUpdater(OpenConnection &open)
        : m_open(open)
    {}

    void startUpdater(const UpdaterSchedule &schedule) override
    {
        if (m_open.isOpen())
            m_open.updater->start(schedule);
    }
    void pauseUpdater() override
    {
        if (m_open.isOpen())
            m_open.updater->pause();
    }
    void stopUpdater() override
    {
        if (m_open.isOpen())
            m_open.updater->stop();
    }
    void runUpdaterNow() override
    {
        if (m_open.isOpen())
            m_open.updater->runNow(QStringLiteral("manual"));
    }
    void takeOverUpdater() override
    {
        if (m_open.isOpen())
            m_open.updater->runNow(QStringLiteral("manual"), true);
    }

private:
    OpenConnection &m_open;
};

class InstanceClients final : public SessionClients
{
public:
    explicit InstanceClients(OpenConnection &open)
        : m_open(open)
    {}

    void watchClients(bool on) override
    {
        if (m_open.isOpen())
            m_open.clients->watch(on);
    }
    void refreshClients() override
    {
        if (m_open.isOpen())
            m_open.clients->refresh();
    }
    void disconnectClient(const QString &id) override
    {
        if (!m_open.isOpen())
            return;
        if (m_open.diary)
            m_open.diary->noteCut(id);
        m_open.clients->perform(ClientAction::Disconnect, id);
    }
    void removeOrphanedSession(const QString &clientId) override
    {
        if (m_open.isOpen())
            m_open.clients->perform(ClientAction::RemoveSession, clientId);
    }
    void describeClient(const QString &id) override
    {
        if (m_open.isOpen())
            m_open.clients->describe(id);
    }
    void keepDiary(bool on) override
    {
        if (!m_open.isOpen() || on == std::exchange(m_open.diaryKept, on))
            return;
        // Who is there is told at the beginning only.
        if (on)
            m_open.diary.reset();
        followVisits();
    }
    void followPresence(bool on) override
    {
        if (!m_open.isOpen())
            return;
        m_open.presenceFollowed = on;
        followVisits();
    }
    void startTrace(const QString &id, const TraceLimits &limits, RequestToken token) override
    {
        if (!m_open.isOpen())
            return;
        auto trace = std::make_unique<ClientTrace>(m_open.client.get(), m_open.layout);
        connect(trace.get(), &ClientTrace::changed, this, [this, token](const TraceFrame &frame) {
            // It is emitting.
            if (frame.end) {
                if (auto node = m_open.traces.extract(token))
                    node.mapped().release()->deleteLater();
            }
            emit traceChanged(token, frame);
        });
        ClientTrace *started = trace.get();
        m_open.traces[token] = std::move(trace);
        started->start(id, limits);
    }
    void stopTrace(RequestToken token) override
    {
        if (const auto it = m_open.traces.find(token); it != m_open.traces.end())
            it->second->stop();
    }

private:
    void followVisits()
    {
        if (!m_open.diaryKept && !m_open.presenceFollowed)
            m_open.diary.reset();
        else if (!m_open.diary)
            makeDiary();
    }
    void makeDiary()
    {
        m_open.diary = std::make_unique<DiaryWatch>(m_open.client.get(), m_open.mqtt.get(), m_open.layout,
                                                    &m_open.clock, [this] { return m_open.clockOffsetMs; });
        connect(m_open.diary.get(), &DiaryWatch::told, this, &SessionClients::diaryTold);
        m_open.diary->start();
    }

    OpenConnection &m_open;
};

class InstanceBroker final : public SessionBroker
{
public:
    explicit InstanceBroker(OpenConnection &open)
        : m_open(open)
    {}

    void watchBroker(BrokerViews views) override
    {
        if (!m_open.isOpen())
            return;
        if (!m_open.broker && views)
            make();
        if (m_open.broker)
            m_open.broker->watch(views);
    }
    void refreshBroker() override
    {
        if (m_open.isOpen() && m_open.broker)
            m_open.broker->refresh();
    }

    void noteTalkers(bool on) override
    {
        if (!m_open.isOpen())
            return;
        if (!m_open.broker && on)
            make();
        if (m_open.broker)
            m_open.broker->glance(on ? BrokerViews(BrokerView::Clients) | BrokerView::Topics : BrokerViews());
    }

    void watchServerLog(bool on) override
    {
        if (!m_open.isOpen())
            return;
        if (!m_open.serverLog && on) {
            m_open.serverLog = std::make_unique<ServerLogMonitor>(m_open.client.get());
            connect(m_open.serverLog.get(), &ServerLogMonitor::changed, this,
                    &SessionBroker::serverLogChanged);
        }
        if (m_open.serverLog)
            m_open.serverLog->watch(on);
    }
    void refreshServerLog() override
    {
        if (m_open.isOpen() && m_open.serverLog)
            m_open.serverLog->refresh();
    }

private:
    void make()
    {
        m_open.broker =
            std::make_unique<BrokerMonitor>(m_open.client.get(), m_open.layout, &m_open.clock,
                                            [this] { return m_open.clock.nowMs() + m_open.clockOffsetMs; });
        const BrokerMonitor *monitor = m_open.broker.get();
        connect(monitor, &BrokerMonitor::workersChanged, this, &SessionBroker::workersChanged);
        connect(monitor, &BrokerMonitor::topClientsChanged, this, &SessionBroker::topClientsChanged);
        connect(monitor, &BrokerMonitor::stormsChanged, this, &SessionBroker::stormsChanged);
        connect(monitor, &BrokerMonitor::topTopicsChanged, this, &SessionBroker::topTopicsChanged);
    }

    OpenConnection &m_open;
};

/// The canary measures while this updater keeps the values current, and rests with it.
void follow(Canary &canary, const UpdaterStatus &status, const MqttEndpoint &endpoint)
{
    switch (status.state) {
    case UpdaterState::Waiting:
        if (status.schedule.canary)
            canary.start(endpoint);
        else
            canary.stop();
        break;
    case UpdaterState::Running: // how it ends decides
    case UpdaterState::Retrying:
        break;
    case UpdaterState::Stopped:
    case UpdaterState::Paused:
    case UpdaterState::StandingBy:
    case UpdaterState::Quiet:
        canary.stop();
        break;
    }
}

} // namespace

void openOperations(OpenConnection &open, const ProbeResult &found, SessionSetup &setup,
                    SessionUpdater &updater, std::unique_ptr<OperationsClient> client)
{
    open.mqttEndpoint = found.mqtt;
    open.client = client ? std::move(client) : std::make_unique<OperationsClient>(found.endpoint);
    open.canary = std::make_unique<Canary>(open.client.get(), availableMqttBackends().constFirst(),
                                           open.layout, canaryIntervalSeconds);
    open.updater = std::make_unique<UpdaterService>(open.client.get(), open.layout, &open.clock);
    Canary *canary = open.canary.get();
    open.updater->setFurtherReadings([canary] {
        return FurtherReadings{canary->readings(), canary->takeNotes()};
    });
    open.setup = std::make_unique<SetupRunner>(open.client.get(), open.updater.get(), open.layout,
                                               availableMqttBackends().constFirst());
    const UpdaterService *service = open.updater.get();
    QObject::connect(
        service, &UpdaterService::statusChanged, canary,
        [canary, mqtt = found.mqtt](const UpdaterStatus &status) { follow(*canary, status, mqtt); });
    QObject::connect(service, &UpdaterService::statusChanged, &updater,
                     &SessionUpdater::updaterStatusChanged);
    QObject::connect(service, &UpdaterService::runFinished, &updater, &SessionUpdater::runFinished);
    QObject::connect(service, &UpdaterService::stopped, &updater, &SessionUpdater::updaterStopped);
    const SetupRunner *runner = open.setup.get();
    QObject::connect(runner, &SetupRunner::planReady, &setup, &SessionSetup::planChanged);
    QObject::connect(runner, &SetupRunner::planFailed, &setup, &SessionSetup::planFailed);
    QObject::connect(runner, &SetupRunner::stepChanged, &setup, &SessionSetup::setupStepChanged);
    QObject::connect(runner, &SetupRunner::finished, &setup, &SessionSetup::setupFinished);
}

void tellOfClients(const OpenConnection &open, SessionClients &clients)
{
    const ClientsMonitor *monitor = open.clients.get();
    QObject::connect(monitor, &ClientsMonitor::statusChanged, &clients,
                     &SessionClients::clientsStatusChanged);
    QObject::connect(monitor, &ClientsMonitor::framed, &clients, &SessionClients::clientsArrived);
    QObject::connect(monitor, &ClientsMonitor::refusedLoginsChanged, &clients,
                     &SessionClients::refusedLoginsChanged);
    QObject::connect(monitor, &ClientsMonitor::orphanedSessionsChanged, &clients,
                     &SessionClients::orphanedSessionsChanged);
    QObject::connect(monitor, &ClientsMonitor::actionFinished, &clients,
                     [&open, &clients](const ClientActionResult &result) {
                         if (open.diary && result.action == ClientAction::Disconnect &&
                             !result.error.message.isEmpty())
                             open.diary->takeBackCut(result.target);
                         emit clients.clientActionFinished(result);
                     });
    QObject::connect(monitor, &ClientsMonitor::described, &clients, &SessionClients::clientDescribed);
}

std::unique_ptr<SessionSetup> makeInstanceSetup(OpenConnection &open)
{
    return std::make_unique<InstanceSetup>(open);
}

std::unique_ptr<SessionUpdater> makeInstanceUpdater(OpenConnection &open)
{
    return std::make_unique<InstanceUpdater>(open);
}

std::unique_ptr<SessionClients> makeInstanceClients(OpenConnection &open)
{
    return std::make_unique<InstanceClients>(open);
}

std::unique_ptr<SessionBroker> makeInstanceBroker(OpenConnection &open)
{
    return std::make_unique<InstanceBroker>(open);
}

} // namespace syspulse
