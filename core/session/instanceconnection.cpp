// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/openconnection.h"

#include "core/base/logging.h"
#include "core/base/requestscope.h"
#include "core/session/connectiontester.h"
#include "core/session/serverclock.h"

#include <cstdlib>

#include <QCoreApplication>

namespace syspulse {

namespace {

/// The longest time to wait for a lease to be given back.
constexpr int farewellMs = 3000;

/// Steps of the clocks that are smaller are not worth telling.
constexpr qint64 smallestStepMs = 500;

/// Lets tr() find the texts of this file.
struct InstanceSessionTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::InstanceSession)
};

/// Makes and ends the connection that the other parts work on, and tells what comes over it.
class InstanceConnection final : public SessionConnection
{
public:
    InstanceConnection(OpenConnection &open, SessionSetup &setup, SessionUpdater &updater,
                       SessionClients &clients)
        : m_open(open)
        , m_setup(setup)
        , m_updater(updater)
        , m_clients(clients)
        , m_serverClock(open.clock)
    {}

    void connectTo(const ConnectionSettings &settings) override;
    void disconnectFrom() override;
    void test(const ConnectionSettings &settings, std::optional<ConnectStage> only,
              RequestToken token) override
    {
        m_tester.test(settings, only, token);
    }
    void fetchCertificates(const ConnectionSettings &settings, TlsLink link, RequestToken token) override
    {
        m_tester.fetchCertificates(settings, link, token);
    }
    void retryNow() override;
    void fillPast(const QList<TimeSpan> &missing) override;

private:
    void setState(SessionState state, const Error &error = {});
    void probe(const ConnectionSettings &settings);
    void probed(const ProbeResult &result);
    void connectParts();
    void take(const QList<MqttMessage> &messages);
    void setMqttError(const Error &error);
    void readPastAgain();
    void followClocks();
    void askForTime();
    void close();
    void closed();
    void dropConnection();

    OpenConnection &m_open;
    SessionSetup &m_setup;
    SessionUpdater &m_updater;
    SessionClients &m_clients;

    Error m_mqttError;
    ServerClock m_serverClock;
    std::optional<qint64> m_timeAskedMs;
    bool m_planAgain = false;      ///< once MQTT is there
    bool m_olderThanSetup = false; ///< the MQTT connection was made before a setup that succeeded

    std::unique_ptr<ConnectionProbe> m_probe;
    RequestScope m_closing;                   ///< active while the updater gives its lease back
    std::optional<ConnectionSettings> m_next; ///< where to connect after that; nothing: nowhere

    ConnectionTester m_tester{*this};
};

void InstanceConnection::setState(SessionState state, const Error &error)
{
    qCDebug(lcSession) << sessionStateName(state) << describe(error);
    emit stateChanged(state, error);
    if (!error.message.isEmpty())
        emit logged(LogLevel::Error, describe(error));
}

void InstanceConnection::connectTo(const ConnectionSettings &settings)
{
    m_next = settings;
    setState(SessionState::Connecting);
    close();
}

void InstanceConnection::probe(const ConnectionSettings &settings)
{
    m_probe = std::make_unique<ConnectionProbe>();
    connect(m_probe.get(), &ConnectionProbe::stageChanged, this, [this](const StageResult &stage) {
        emit stageReached(stage);
        if (stage.state == StepState::Done)
            emit logged(LogLevel::Information, stage.text);
    });
    connect(m_probe.get(), &ConnectionProbe::finished, this, [this](const Result<ProbeResult> &result) {
        m_probe.release()->deleteLater(); // it is emitting
        if (result)
            probed(*result);
        else
            setState(SessionState::Failed, result.error());
    });
    m_probe->run(settings, ConnectStage::MqttPort);
}

void InstanceConnection::probed(const ProbeResult &result)
{
    openOperations(m_open, result, m_setup, m_updater);
    m_open.values = std::make_unique<ValuesFeed>(m_open.layout, &m_open.clock);
    m_serverClock.set(m_open.clock.nowMs() + result.clockOffsetMs);
    m_open.clockOffsetMs = result.clockOffsetMs;
    m_open.values->setClockOffset(m_open.clockOffsetMs);
    m_open.settleTimer = std::make_unique<QTimer>();
    m_open.settleTimer->setSingleShot(true);
    m_open.settleTimer->setInterval(OpenConnection::settleMs);
    m_open.mqtt =
        std::make_unique<MqttClient>([] { return makeMqttTransport(availableMqttBackends().constFirst()); });
    m_open.reach = std::make_unique<ReachMonitor>(m_open.client.get(), m_open.mqtt.get(), &m_open.clock);
    m_open.clients = std::make_unique<ClientsMonitor>(m_open.client.get(), m_open.mqtt.get(), m_open.layout);
    if (result.info.analyticsOn)
        m_open.backfill = std::make_unique<Backfill>(
            m_open.client.get(),
            Backfill::Access{result.info.mayUpdate, result.clockOffsetMs, result.info.reliableRawMs});
    m_open.clockTimer = std::make_unique<QTimer>();
    m_open.clockTimer->start(OpenConnection::clockMs);
    connectParts();

    emit clockOffsetChanged(result.clockOffsetMs);
    emit infoChanged(result.info);
    setState(SessionState::Connected);
    emit m_updater.updaterStatusChanged(m_open.updater->status());
    m_open.mqtt->addFilter(m_open.filter());
    MqttEndpoint endpoint = m_open.mqttEndpoint;
    endpoint.clientId = result.info.mqttClientId;
    endpoint.keepAliveSeconds = OpenConnection::keepAliveSeconds;
    m_open.mqtt->start(endpoint);
    m_open.setup->plan();
}

void InstanceConnection::connectParts()
{
    connect(m_open.updater.get(), &UpdaterService::runFinished, this, [this](const RunReport &report) {
        for (const QString &note : report.notes)
            emit logged(LogLevel::Warning, note);
        if (report.outcome == RunOutcome::Failed)
            emit logged(LogLevel::Error,
                        InstanceSessionTexts::tr("The update failed. %1").arg(describe(report.error)));
        if (report.outcome == RunOutcome::Failed && report.error.kind == ErrorKind::Network)
            m_open.reach->doubt();
    });
    connect(m_open.reach.get(), &ReachMonitor::changed, this, &InstanceConnection::reachChanged);
    connect(m_open.reach.get(), &ReachMonitor::returned, this, [this] {
        emit logged(LogLevel::Information, InstanceSessionTexts::tr("The server answers again."));
        m_open.updater->retryNow();
        readPastAgain();
        // It may be another server than before, or an older state of it. The operations API answers before
        // the component is loaded, MQTT after it.
        m_planAgain = m_open.mqtt->state() != MqttClient::State::Disconnected;
        if (!m_planAgain)
            m_open.setup->plan();
    });

    connect(m_open.setup.get(), &SetupRunner::stepChanged, this, [this](const SetupStep &step) {
        if (step.state == StepState::Done || step.state == StepState::Failed)
            emit logged(step.state == StepState::Done ? LogLevel::Information : LogLevel::Error,
                        step.title + QStringLiteral(": ") + step.detail);
    });
    connect(m_open.setup.get(), &SetupRunner::finished, this, [this](bool undo, bool succeeded) {
        m_olderThanSetup = !undo && succeeded;
        // A subscription that was refused before is granted now, and the other way round.
        m_open.resubscribe();
        if (undo && succeeded)
            emit valuesArrived(m_open.values->takeRemoval());
        readPastAgain();
        m_open.setup->plan();
    });

    connect(m_open.mqtt.get(), &MqttClient::errorOccurred, this, [this](const Error &error) {
        if (error != std::exchange(m_mqttError, error)) // it is tried again and again
            emit logged(LogLevel::Error, QStringLiteral("MQTT: ") + describe(error));
    });
    connect(m_open.mqtt.get(), &MqttClient::stateChanged, this, [this](MqttClient::State state) {
        m_open.settleTimer->stop();
        if (state == MqttClient::State::Connected) {
            m_open.values->beginState();
            m_mqttError = Error();
            m_olderThanSetup = false;
            emit logged(LogLevel::Information, InstanceSessionTexts::tr("MQTT is connected."));
            if (std::exchange(m_planAgain, false))
                m_open.setup->plan();
        }
        emit mqttStateChanged(state, m_mqttError);
    });
    connect(m_open.mqtt.get(), &MqttClient::subscriptionGranted, this, [this](const QString &filter) {
        qCDebug(lcSession) << "subscribed to" << filter;
        if (filter != m_open.filter())
            return;
        setMqttError({});
        m_open.settleTimer->start();
    });
    connect(m_open.settleTimer.get(), &QTimer::timeout, m_open.values.get(), &ValuesFeed::endState);
    connect(m_open.mqtt.get(), &MqttClient::subscriptionRefused, this, [this](const QString &filter) {
        // Workers of before the restart live on for seconds and know nothing of what was proved on the new.
        if (std::exchange(m_olderThanSetup, false))
            return m_open.mqtt->reconnect();
        const Error error{ErrorKind::Permission,
                          InstanceSessionTexts::tr("The broker refused the subscription to %1: the instance "
                                                   "is not set up, or the user may not read the table.")
                              .arg(filter),
                          {},
                          0};
        // Of the list of clients the pages that need it say so.
        if (filter == m_open.filter())
            setMqttError(error);
    });
    connect(m_open.mqtt.get(), &MqttClient::messagesReceived, this, &InstanceConnection::take);
    tellOfClients(m_open, m_clients);
    if (m_open.backfill) {
        connect(m_open.backfill.get(), &Backfill::arrived, this, &InstanceConnection::pastArrived);
        connect(m_open.backfill.get(), &Backfill::finished, this, [this](const Error &error) {
            if (!error.message.isEmpty())
                emit logged(LogLevel::Warning,
                            InstanceSessionTexts::tr(
                                "The charts' past could not be read from the server's analytics. %1")
                                .arg(describe(error)));
        });
    }
    connect(m_open.clockTimer.get(), &QTimer::timeout, this, &InstanceConnection::askForTime);
    connect(m_open.client.get(), &OperationsClient::serverTimeSeen, this,
            [this](qint64 dateMs, qint64 tookMs) {
                m_serverClock.observe(dateMs, tookMs);
                followClocks();
            });
    connect(m_open.values.get(), &ValuesFeed::framed, this, &InstanceConnection::valuesArrived);
    connect(m_open.values.get(), &ValuesFeed::clockDoubted, this, &InstanceConnection::askForTime);
    connect(m_open.values.get(), &ValuesFeed::filled, this, [this] {
        emit logged(LogLevel::Warning,
                    InstanceSessionTexts::tr(
                        "There are more topics than SysPulse keeps: it shows %1 and leaves out the rest.")
                        .arg(ValuesDecoder::maxValues));
    });
}

/// While MQTT is connected, what keeps values from coming all the same.
void InstanceConnection::setMqttError(const Error &error)
{
    if (error == m_mqttError)
        return; // it is asked for again and again
    m_mqttError = error;
    if (!error.message.isEmpty())
        emit logged(LogLevel::Error, describe(error));
    emit mqttStateChanged(m_open.mqtt->state(), m_mqttError);
}

/// What the past lost to a restart of the workers, or to a server that was away.
void InstanceConnection::readPastAgain()
{
    if (!m_open.backfill || m_open.backfill->unread().isEmpty())
        return;
    const QList<TimeSpan> unread = m_open.backfill->unread();
    m_open.backfill->run(unread, m_open.clock.nowMs());
}

void InstanceConnection::take(const QList<MqttMessage> &messages)
{
    followClocks();
    m_open.values->add(messages);
    if (m_open.settleTimer->isActive())
        m_open.settleTimer->start();
}

void InstanceConnection::askForTime()
{
    const qint64 nowMs = m_open.clock.monotonicMs();
    if (m_timeAskedMs && nowMs - *m_timeAskedMs < OpenConnection::clockRestMs)
        return;
    m_timeAskedMs = nowMs;
    // Every answer tells the time, and every user may ask who he is.
    m_open.client->userInfo(m_open.clockTimer.get(), [](const Result<UserInfo> &) {});
}

void InstanceConnection::followClocks()
{
    // This machine's clock may have been set, which moves the offset but not the server's time.
    const qint64 offsetMs = m_serverClock.offsetMs();
    if (std::abs(offsetMs - m_open.clockOffsetMs) < smallestStepMs)
        return;
    qCDebug(lcSession) << "the server's clock is ahead by" << offsetMs << "ms";
    m_open.clockOffsetMs = offsetMs;
    m_open.values->setClockOffset(offsetMs);
    if (m_open.backfill)
        m_open.backfill->setClockOffset(offsetMs);
    emit clockOffsetChanged(offsetMs);
}

void InstanceConnection::dropConnection()
{
    if (m_open.updater) {
        m_open.updater->disconnect(this);
        disconnect(m_open.updater.get(), &UpdaterService::runFinished, &m_updater, nullptr);
    }
    if (m_open.clients)
        emit m_clients.clientsStatusChanged({});
    m_probe.reset();
    m_open.clear();
}

void InstanceConnection::disconnectFrom()
{
    m_next.reset();
    close();
}

void InstanceConnection::close()
{
    if (m_closing.isActive())
        return; // closed() follows, and does what is wanted by then
    if (!m_open.updater)
        return closed();
    qCDebug(lcSession) << "closing";
    QObject *context = m_closing.begin();
    m_open.closing = true;
    m_open.setup->cancel(); // says how far it got
    m_open.setup->disconnect(this);
    m_open.setup->disconnect(&m_setup);
    m_open.backfill.reset();
    m_open.values->stop(); // whoever connects elsewhere has forgotten these values already
    m_open.mqtt->stop();
    // Not from within the updater's own signal.
    connect(
        m_open.updater.get(), &UpdaterService::stopped, context, [this] { closed(); }, Qt::QueuedConnection);
    QTimer::singleShot(farewellMs, context, [this] { closed(); });
    m_open.updater->stop();
}

void InstanceConnection::closed()
{
    m_closing.end();
    dropConnection();
    if (m_next)
        probe(*std::exchange(m_next, std::nullopt));
    else
        setState(SessionState::Disconnected);
}

void InstanceConnection::retryNow()
{
    if (!m_open.isOpen())
        return;
    m_open.reach->retryNow();
    m_open.updater->retryNow();
}

void InstanceConnection::fillPast(const QList<TimeSpan> &missing)
{
    if (m_open.isOpen() && m_open.backfill)
        m_open.backfill->run(missing, m_open.clock.nowMs());
}

} // namespace

std::unique_ptr<SessionConnection> makeInstanceConnection(OpenConnection &open, SessionSetup &setup,
                                                          SessionUpdater &updater, SessionClients &clients)
{
    return std::make_unique<InstanceConnection>(open, setup, updater, clients);
}

} // namespace syspulse
