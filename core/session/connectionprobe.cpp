// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/connectionprobe.h"

#include "core/base/enumtable.h"
#include "core/base/product.h"
#include "core/harper/httptls.h"
#include "core/mqtt/mqttaddress.h"
#include "core/setup/updaterrole.h"
#include "core/tls/linktrust.h"

#include <QDateTime>

#include <utility>

namespace syspulse {

namespace {

constexpr auto stages = enumTable<ConnectStage>({{ConnectStage::Address, "address"},
                                                 {ConnectStage::Login, "login"},
                                                 {ConnectStage::Version, "version"},
                                                 {ConnectStage::Rights, "rights"},
                                                 {ConnectStage::MqttPort, "mqtt-port"},
                                                 {ConnectStage::Mqtt, "mqtt"}});

} // namespace

QString connectStageName(ConnectStage stage)
{
    return stages.name(stage);
}

ConnectionProbe::ConnectionProbe(QObject *parent)
    : QObject(parent)
{}

ConnectionProbe::~ConnectionProbe() = default;

void ConnectionProbe::cancel()
{
    m_run.end();
    m_client.reset();
    m_transport.reset();
}

void ConnectionProbe::running(ConnectStage stage, const QString &text)
{
    m_stage = stage;
    if (m_report == Report::EachStage || m_stage == m_last)
        emit stageChanged({stage, StepState::Running, text, {}});
}

void ConnectionProbe::passed(const QString &text)
{
    if (m_report == Report::EachStage || m_stage == m_last)
        emit stageChanged({m_stage, StepState::Done, text, {}});
}

void ConnectionProbe::proceed(void (ConnectionProbe::*next)())
{
    if (m_stage == m_last)
        succeed();
    else
        (this->*next)();
}

void ConnectionProbe::failed(const Error &error)
{
    cancel();
    const bool plainHttp = m_stage <= ConnectStage::Login && saysPlainHttp(error);
    emit stageChanged({m_stage, StepState::Failed, error.message, error.kind, plainHttp, error.detail});
    emit finished(Unexpected<Error>{error});
}

void ConnectionProbe::succeed()
{
    auto client = std::move(m_client);
    cancel();
    if (m_keepsClient)
        m_client = std::move(client);
    emit finished(m_result);
}

void ConnectionProbe::run(const ConnectionSettings &settings, ConnectStage last, Report report)
{
    cancel();
    m_run.begin();
    m_settings = settings;
    m_last = last;
    m_report = report;
    m_result = ProbeResult();

    running(ConnectStage::Address, tr("Looking for the instance ..."));
    const auto url = parseInstanceUrl(settings.url);
    if (!url)
        return failed(url.error());
    if (!settings.trust.caPem.isEmpty() && QSslCertificate::fromData(settings.trust.caPem).isEmpty())
        return failed({ErrorKind::Tls, tr("The certificate authority is not a PEM certificate."), {}, 0});
    HarperEndpoint &endpoint = m_result.endpoint;
    endpoint.url = *url;
    endpoint.user = settings.user;
    endpoint.password = settings.password;
    endpoint.login = settings.login;
    endpoint.tls = tlsOptions(settings.trust);
    endpoint.timeoutMs = settings.timeoutMs;
    m_result.info.url = instanceId(*url);
    if (settings.trust.certificateFile.isEmpty() && settings.trust.keyFile.isEmpty())
        return login();
    loadClientIdentity(settings.trust, m_run.context(), [this](const Result<ClientIdentity> &identity) {
        if (!identity)
            return failed(identity.error());
        m_result.endpoint.tls.identity = *identity;
        login();
    });
}

void ConnectionProbe::login()
{
    m_client = std::make_unique<OperationsClient>(m_result.endpoint);
    connect(m_client.get(), &OperationsClient::serverTimeSeen, m_run.context(),
            [this](qint64 dateMs, qint64 tookMs) {
                // The header leaves out the fraction of its second, and was written while the answer was
                // under way.
                constexpr qint64 halfASecondMs = 500;
                m_result.clockOffsetMs =
                    dateMs + halfASecondMs - (QDateTime::currentMSecsSinceEpoch() - tookMs / 2);
            });
    m_client->userInfo(m_run.context(), [this](const Result<UserInfo> &user) {
        // A refusal is an answer too; everything else means that no instance was found there.
        const auto isAnswer = [](ErrorKind kind) {
            return kind == ErrorKind::Auth || kind == ErrorKind::Permission || kind == ErrorKind::Server;
        };
        if (!user && !isAnswer(user.error().kind))
            return failed(user.error());
        //: %1 is the address of a server
        passed(tr("The server at %1 answers.").arg(m_result.info.url));
        if (m_last == ConnectStage::Address)
            return succeed();
        running(ConnectStage::Login, tr("Logging in ..."));
        if (!user)
            return failed(user.error());
        m_result.user = *user;
        m_result.info.user = user->username;
        m_result.info.superUser = user->superUser;
        m_result.info.mayUpdate = mayUpdate(*user);
        passed(tr("Logged in as \"%1\".").arg(user->username));
        proceed(&ConnectionProbe::readVersion);
    });
}

void ConnectionProbe::readVersion()
{
    running(ConnectStage::Version, tr("Reading the version ..."));
    m_client->version(m_run.context(), [this](const Result<QString> &version) {
        if (!version)
            return failed(version.error());
        m_result.info.version = *version;
        //: %1 is a product and its version
        passed(tr("The server runs %1.").arg(productName(*version)));
        proceed(&ConnectionProbe::readRights);
    });
}

void ConnectionProbe::readRights()
{
    running(ConnectStage::Rights, tr("Checking what the user may do ..."));
    if (!m_result.info.mayUpdate) {
        passed(tr("\"%1\" is not a super user: watching works with read permission on the table \"sys\"; "
                  "setting up "
                  "and updating do not.")
                   .arg(m_result.info.user));
        if (m_last == ConnectStage::Rights)
            succeed();
        else
            chooseMqtt(ServerConfiguration());
        return;
    }
    m_client->configuration(m_run.context(), [this](const Result<ServerConfiguration> &configuration) {
        if (!configuration)
            return failed(configuration.error());
        m_result.configuration = *configuration;
        m_result.info.configurationKnown = true;
        m_result.info.workers = configuration->threads;
        m_result.info.analyticsOn = configuration->analyticsPeriodSeconds >= 0;
        m_result.info.storage = storageEngineOf(*configuration, m_result.info.version);
        m_result.info.reliableRawMs = configuration->reliableRawMs();
        if (!m_result.info.superUser)
            passed(tr("\"%1\" is not a super user, but has a role that may update; it cannot set up.")
                       .arg(m_result.info.user));
        else
            passed(m_result.info.analyticsOn
                       ? tr("\"%1\" is a super user.").arg(m_result.info.user)
                       : tr("\"%1\" is a super user. Analytics are switched off on this server: only what "
                            "SysPulse's component counts there will be known.")
                             .arg(m_result.info.user));
        if (m_last == ConnectStage::Rights)
            return succeed();
        chooseMqtt(*configuration);
    });
}

void ConnectionProbe::chooseMqtt(const ServerConfiguration &configuration)
{
    running(ConnectStage::MqttPort, tr("Finding the MQTT port ..."));
    const bool https = m_result.endpoint.url.scheme() == QLatin1String("https");
    const bool known = m_result.info.configurationKnown;
    // Who logs in over TLS does not send the password in the clear elsewhere, unless the user says so.
    const bool tls = m_settings.mqttTls.value_or(https || (configuration.mqttPort == 0 && known));
    const std::optional<QString> host = parseMqttHost(m_settings.mqttHost);
    if (!host)
        return failed({ErrorKind::Local,
                       tr("\"%1\" is not the name or the address of a host. Change the MQTT host.")
                           .arg(m_settings.mqttHost),
                       {},
                       0});
    quint16 port = m_settings.mqttPort;
    if (port == 0)
        port = tls ? configuration.mqttSecurePort : configuration.mqttPort;
    if (port == 0 && known)
        return failed({ErrorKind::Server,
                       tls ? tr("The server has no MQTT port with TLS, and without TLS the password would "
                                "travel in the "
                                "clear. Set mqtt.network.securePort, give a port, or choose MQTT without TLS "
                                "(mqtt://host:port).")
                           : tr("The server has no MQTT port. Set mqtt.network.port, or give a port."),
                       {},
                       0});
    if (port == 0)
        port = usualMqttPort(tls);

    MqttEndpoint &mqtt = m_result.mqtt;
    if (m_settings.timeoutMs > usualTimeoutMs)
        mqtt.connectTimeoutMs = m_settings.timeoutMs;
    mqtt.host = host->isEmpty() ? m_result.endpoint.url.host() : *host;
    mqtt.port = port;
    mqtt.user = m_settings.user;
    mqtt.password = m_settings.password;
    mqtt.tls = m_settings.mqttTrust ? tlsOptions(*m_settings.mqttTrust) : m_result.endpoint.tls;
    // What was pinned is one certificate of the operations API. The broker may have another one, which has
    // not changed then.
    if (!m_settings.mqttTrust)
        mqtt.tls.known = std::exchange(mqtt.tls.pin, {});
    mqtt.tls.enabled = tls;
    m_result.info.mqtt = {mqtt.host, port, tls};
    m_result.info.mqttBackend = mqttBackendName(availableMqttBackends().constFirst());
    m_result.info.mqttClientId = newMqttClientId();
    QString text =
        m_settings.mqttPort != 0 ? tr("MQTT at %1, as given.") : tr("MQTT at %1, from the server.");
    if (m_settings.mqttPort == 0 && !known)
        text = tr("MQTT at %1, the usual port; this user may not read the server's configuration.");
    text = text.arg(mqttAddressText(m_result.info.mqtt));
    if (https && !tls)
        text += QLatin1Char(' ') + tr("MQTT is not encrypted there: the password would travel in the clear.");
    passed(text);
    readMqttIdentity();
}

void ConnectionProbe::readMqttIdentity()
{
    if (!m_settings.mqttTrust || !m_result.mqtt.tls.enabled)
        return proceed(&ConnectionProbe::tryMqtt);
    loadClientIdentity(*m_settings.mqttTrust, m_run.context(),
                       [this](const Result<ClientIdentity> &identity) {
                           if (!identity)
                               return failed(identity.error());
                           m_result.mqtt.tls.identity = *identity;
                           proceed(&ConnectionProbe::tryMqtt);
                       });
}

void ConnectionProbe::tryMqtt()
{
    running(ConnectStage::Mqtt, tr("Connecting to %1 ...").arg(mqttAddressText(m_result.info.mqtt)));
    m_transport = makeMqttTransport(availableMqttBackends().constFirst());
    connect(m_transport.get(), &MqttTransport::opened, this, [this] {
        passed(tr("MQTT accepts the connection (%1).").arg(m_result.info.mqttBackend));
        m_transport->disconnect(this);
        m_transport->close();
        m_transport.release()->deleteLater();
        succeed();
    });
    connect(m_transport.get(), &MqttTransport::closed, this, [this](const Error &error) {
        m_transport.release()->deleteLater(); // it is emitting
        failed(error);
    });
    m_transport->open(m_result.mqtt);
}

} // namespace syspulse
