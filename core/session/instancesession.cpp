// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/instancesession.h"

#include "core/backfill/backfill.h"
#include "core/base/requestscope.h"
#include "core/clients/clientsmonitor.h"
#include "core/session/connectionprobe.h"
#include "core/session/valuesdecoder.h"
#include "core/setup/setuprunner.h"

#include <QTimer>

namespace syspulse {

/// The parts of one connection, made and used in the session's thread only.
class InstanceSession::Private
{
public:
    /// The shortest time between two frames.
    static constexpr int frameMs = 100;
    /// The longest time to wait for a lease to be given back.
    static constexpr int farewellMs = 3000;

    SystemClock clock;
    SysLayout layout;
    SessionState state = SessionState::Disconnected;
    Error mqttError;
    MqttEndpoint mqttEndpoint;

    std::unique_ptr<ConnectionProbe> probe;
    std::unique_ptr<ConnectionProbe> tester;
    std::unique_ptr<CertificateProbe> certificates;
    QString testedMqttHost; ///< of the last test that found a port with TLS
    quint16 testedMqttPort = 0;
    std::unique_ptr<OperationsClient> client;
    std::unique_ptr<UpdaterService> updater;
    std::unique_ptr<SetupRunner> setup;
    std::unique_ptr<MqttClient> mqtt;
    std::unique_ptr<ClientsMonitor> clients;
    std::unique_ptr<Backfill> backfill;
    std::unique_ptr<ValuesDecoder> decoder;
    std::unique_ptr<QTimer> frameTimer;

    RequestScope closing;                   ///< active while the updater gives its lease back
    std::optional<ConnectionSettings> next; ///< where to connect after that; nothing: nowhere

    /// The parts that requests go to: none any more while the session is closing.
    bool isOpen() const { return client != nullptr && !closing.isActive(); }

    QString filter() const { return layout.table + QStringLiteral("/#"); }

    /// In the reverse order of making: each part uses the ones before it.
    void clear()
    {
        probe.reset();
        frameTimer.reset();
        backfill.reset();
        clients.reset();
        mqtt.reset();
        setup.reset();
        updater.reset();
        client.reset();
        decoder.reset();
    }
};

InstanceSession::InstanceSession(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{}

InstanceSession::~InstanceSession() = default;

void InstanceSession::setState(SessionState state, const Error &error)
{
    d->state = state;
    emit stateChanged(state, error);
    if (!error.message.isEmpty())
        emit logged(describe(error));
}

void InstanceSession::connectTo(const ConnectionSettings &settings)
{
    d->next = settings;
    setState(SessionState::Connecting);
    close();
}

void InstanceSession::probe(const ConnectionSettings &settings)
{
    d->probe = std::make_unique<ConnectionProbe>();
    connect(d->probe.get(), &ConnectionProbe::stageChanged, this, [this](const StageResult &stage) {
        emit stageReached(stage);
        if (stage.state == StepState::Done)
            emit logged(stage.text);
    });
    connect(d->probe.get(), &ConnectionProbe::finished, this, [this](const Result<ProbeResult> &result) {
        d->probe.release()->deleteLater(); // it is emitting
        if (result)
            probed(*result);
        else
            setState(SessionState::Failed, result.error());
    });
    d->probe->run(settings, ConnectStage::MqttPort);
}

void InstanceSession::probed(const ProbeResult &result)
{
    d->mqttEndpoint = result.mqtt;
    d->client = std::make_unique<OperationsClient>(result.endpoint);
    d->updater = std::make_unique<UpdaterService>(d->client.get(), d->layout, &d->clock);
    const MqttBackend backend = availableMqttBackends().constFirst();
    d->setup = std::make_unique<SetupRunner>(d->client.get(), d->updater.get(), d->layout, backend);
    d->decoder = std::make_unique<ValuesDecoder>(d->layout, &d->clock);
    d->decoder->setClockOffset(result.clockOffsetMs);
    d->frameTimer = std::make_unique<QTimer>();
    d->frameTimer->setSingleShot(true);
    d->mqtt = std::make_unique<MqttClient>([backend] { return makeMqttTransport(backend); });
    d->clients = std::make_unique<ClientsMonitor>(d->client.get(), d->mqtt.get(), d->layout);
    if (result.info.analyticsOn)
        d->backfill = std::make_unique<Backfill>(
            d->client.get(), Backfill::Access{result.info.superUser, result.clockOffsetMs});
    connectParts();

    emit clockOffsetChanged(result.clockOffsetMs);
    emit infoChanged(result.info);
    setState(SessionState::Connected);
    emit updaterStatusChanged(d->updater->status());
    d->mqtt->addFilter(d->filter());
    d->mqtt->start(d->mqttEndpoint);
    d->setup->plan();
}

void InstanceSession::connectParts()
{
    connect(d->updater.get(), &UpdaterService::statusChanged, this, &InstanceSession::updaterStatusChanged);
    connect(d->updater.get(), &UpdaterService::runFinished, this, [this](const RunReport &report) {
        emit runFinished(report);
        for (const QString &note : report.notes)
            emit logged(note);
        if (report.outcome == RunOutcome::Failed)
            emit logged(tr("The update failed. %1").arg(describe(report.error)));
    });

    connect(d->setup.get(), &SetupRunner::planReady, this, &InstanceSession::planChanged);
    connect(d->setup.get(), &SetupRunner::planFailed, this, &InstanceSession::planFailed);
    connect(d->setup.get(), &SetupRunner::stepChanged, this, [this](const SetupStep &step) {
        emit setupStepChanged(step);
        if (step.state == StepState::Done || step.state == StepState::Failed)
            emit logged(step.title + QStringLiteral(": ") + step.detail);
    });
    connect(d->setup.get(), &SetupRunner::finished, this,
            [this](bool undo, bool succeeded, const Error &error) {
                emit setupFinished(undo, succeeded, error);
                // A subscription that was refused before is granted now, and the other way round.
                d->mqtt->removeFilter(d->filter());
                d->mqtt->addFilter(d->filter());
                d->clients->resubscribe();
                if (undo && succeeded)
                    emit valuesArrived(d->decoder->takeRemoval());
                d->setup->plan();
            });

    connect(d->mqtt.get(), &MqttClient::errorOccurred, this, [this](const Error &error) {
        d->mqttError = error;
        emit logged(QStringLiteral("MQTT: ") + describe(error));
    });
    connect(d->mqtt.get(), &MqttClient::stateChanged, this, [this](MqttClient::State state) {
        if (state == MqttClient::State::Connected) {
            d->mqttError = Error();
            emit logged(tr("MQTT is connected."));
        }
        emit mqttStateChanged(state, d->mqttError);
    });
    connect(d->mqtt.get(), &MqttClient::subscriptionRefused, this, [this](const QString &filter) {
        emit logged(
            tr("The broker refused the subscription to %1: the instance is not set up, or the user may not "
               "read the table.")
                .arg(filter));
    });
    connect(d->mqtt.get(), &MqttClient::messagesReceived, this, [this](const QList<MqttMessage> &messages) {
        d->decoder->add(messages);
        if (d->decoder->hasChanges() && !d->frameTimer->isActive())
            d->frameTimer->start(Private::frameMs);
    });
    connect(d->clients.get(), &ClientsMonitor::statusChanged, this, &InstanceSession::clientsStatusChanged);
    connect(d->clients.get(), &ClientsMonitor::framed, this, &InstanceSession::clientsArrived);
    connect(d->clients.get(), &ClientsMonitor::refusedLoginsChanged, this,
            &InstanceSession::refusedLoginsChanged);
    connect(d->clients.get(), &ClientsMonitor::orphanedSessionsChanged, this,
            &InstanceSession::orphanedSessionsChanged);
    connect(d->clients.get(), &ClientsMonitor::actionFinished, this, &InstanceSession::clientActionFinished);
    if (d->backfill) {
        connect(d->backfill.get(), &Backfill::arrived, this, &InstanceSession::pastArrived);
        connect(d->backfill.get(), &Backfill::finished, this, [this](const Error &error) {
            if (!error.message.isEmpty())
                emit logged(tr("The charts' past could not be read from the server's analytics. %1")
                                .arg(describe(error)));
        });
    }
    connect(d->frameTimer.get(), &QTimer::timeout, this,
            [this] { emit valuesArrived(d->decoder->takeFrame()); });
}

void InstanceSession::dropConnection()
{
    if (d->updater)
        d->updater->disconnect(this);
    if (d->clients)
        emit clientsStatusChanged({});
    d->clear();
}

void InstanceSession::disconnectFrom()
{
    d->next.reset();
    close();
}

void InstanceSession::close()
{
    if (d->closing.isActive())
        return; // closed() follows, and does what is wanted by then
    if (!d->updater)
        return closed();
    QObject *context = d->closing.begin();
    d->setup->cancel(); // says how far it got
    d->setup->disconnect(this);
    d->backfill.reset();
    d->frameTimer->stop(); // whoever connects elsewhere has forgotten these values already
    d->mqtt->stop();
    // Not from within the updater's own signal.
    connect(
        d->updater.get(), &UpdaterService::stopped, context, [this] { closed(); }, Qt::QueuedConnection);
    QTimer::singleShot(Private::farewellMs, context, [this] { closed(); });
    d->updater->stop();
}

void InstanceSession::closed()
{
    d->closing.end();
    dropConnection();
    if (d->next)
        probe(*std::exchange(d->next, std::nullopt));
    else
        setState(SessionState::Disconnected);
}

void InstanceSession::test(const ConnectionSettings &settings, std::optional<ConnectStage> only)
{
    d->tester = std::make_unique<ConnectionProbe>();
    connect(d->tester.get(), &ConnectionProbe::stageChanged, this, &InstanceSession::stageTested);
    connect(d->tester.get(), &ConnectionProbe::finished, this, [this](const Result<ProbeResult> &result) {
        if (const MqttEndpoint &mqtt = d->tester->found().mqtt; mqtt.tls.enabled) {
            d->testedMqttHost = mqtt.host;
            d->testedMqttPort = mqtt.port;
        }
        d->tester.release()->deleteLater(); // it is emitting
        emit testFinished(result.has_value());
    });
    using Report = ConnectionProbe::Report;
    d->tester->run(settings, only.value_or(ConnectStage::Mqtt), only ? Report::LastStage : Report::EachStage);
}

void InstanceSession::fetchCertificates(const ConnectionSettings &settings, TlsLink link)
{
    const Result<QUrl> url = parseInstanceUrl(settings.url);
    if (!url) {
        emit certificatesFetched(link, {}, url.error());
        return;
    }
    QString host = url->host();
    int port = url->port();
    if (link == TlsLink::Mqtt) {
        constexpr quint16 usualPort = 8883;
        if (!settings.mqttHost.isEmpty())
            host = settings.mqttHost;
        // A test before may have read the port from the server.
        const bool known = d->testedMqttHost == host;
        port = settings.mqttPort != 0 ? settings.mqttPort : known ? d->testedMqttPort : usualPort;
    }
    d->certificates = std::make_unique<CertificateProbe>();
    connect(d->certificates.get(), &CertificateProbe::finished, this,
            [this, link](const Result<PeerCertificates> &result) {
                d->certificates.release()->deleteLater(); // it is emitting
                emit certificatesFetched(link, result ? *result : PeerCertificates(),
                                         result ? Error() : result.error());
            });
    d->certificates->fetch(host, quint16(port));
}

void InstanceSession::refreshPlan()
{
    if (d->isOpen())
        d->setup->plan();
}

void InstanceSession::applySetup()
{
    if (d->isOpen())
        d->setup->apply(d->mqttEndpoint);
}

void InstanceSession::undoSetup()
{
    if (!d->isOpen())
        return;
    if (d->updater->isActive())
        d->updater->stop();
    d->setup->undo();
}

void InstanceSession::cancelSetup()
{
    if (d->isOpen())
        d->setup->cancel();
}

void InstanceSession::startUpdater(const UpdaterSchedule &schedule)
{
    if (d->isOpen())
        d->updater->start(schedule);
}

void InstanceSession::pauseUpdater()
{
    if (d->isOpen())
        d->updater->pause();
}

void InstanceSession::stopUpdater()
{
    if (d->isOpen())
        d->updater->stop();
}

void InstanceSession::runUpdaterNow()
{
    if (d->isOpen())
        d->updater->runNow(QStringLiteral("manual"));
}

void InstanceSession::takeOverUpdater()
{
    if (d->isOpen())
        d->updater->runNow(QStringLiteral("manual"), true);
}

void InstanceSession::fillPast(const QList<TimeSpan> &missing)
{
    if (d->isOpen() && d->backfill)
        d->backfill->run(missing, d->clock.nowMs());
}

void InstanceSession::watchClients(bool on)
{
    if (d->isOpen())
        d->clients->watch(on);
}

void InstanceSession::refreshClients()
{
    if (d->isOpen())
        d->clients->refresh();
}

void InstanceSession::disconnectClient(const QString &id)
{
    if (d->isOpen())
        d->clients->perform(ClientAction::Disconnect, id);
}

void InstanceSession::removeOrphanedSession(const QString &clientId)
{
    if (d->isOpen())
        d->clients->perform(ClientAction::RemoveSession, clientId);
}

} // namespace syspulse
