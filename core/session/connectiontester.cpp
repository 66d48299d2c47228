// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/connectiontester.h"

#include "core/mqtt/mqttaddress.h"

namespace syspulse {

ConnectionTester::ConnectionTester(SessionConnection &answers)
    : QObject(&answers)
    , m_answers(answers)
{}

void ConnectionTester::test(const ConnectionSettings &settings, std::optional<ConnectStage> only,
                            RequestToken token)
{
    m_tester = std::make_unique<ConnectionProbe>();
    connect(m_tester.get(), &ConnectionProbe::stageChanged, this,
            [this, token](const StageResult &stage) { emit m_answers.stageTested(token, stage); });
    connect(m_tester.get(), &ConnectionProbe::finished, this,
            [this, token](const Result<ProbeResult> &result) {
                if (const MqttEndpoint &mqtt = m_tester->found().mqtt; mqtt.tls.enabled) {
                    m_testedMqttHost = mqtt.host;
                    m_testedMqttPort = mqtt.port;
                }
                m_tester.release()->deleteLater(); // it is emitting
                emit m_answers.testFinished(token, result.has_value());
            });
    using Report = ConnectionProbe::Report;
    m_tester->run(settings, only.value_or(ConnectStage::Mqtt), only ? Report::LastStage : Report::EachStage);
}

void ConnectionTester::fetchCertificates(const ConnectionSettings &settings, TlsLink link, RequestToken token)
{
    const Result<QUrl> url = parseInstanceUrl(settings.url);
    if (!url) {
        emit m_answers.certificatesFetched(token, {}, url.error());
        return;
    }
    QString host = url->host();
    int port = url->port();
    if (link == TlsLink::Mqtt) {
        if (const auto own = parseMqttHost(settings.mqttHost); own && !own->isEmpty())
            host = *own;
        // A test before may have read the port from the server.
        const bool known = m_testedMqttHost == host;
        port = settings.mqttPort != 0 ? settings.mqttPort : known ? m_testedMqttPort : usualMqttPort(true);
    }
    // Those who watch the certificates must not end the request of a user.
    auto *probe = new CertificateProbe(this);
    connect(probe, &CertificateProbe::finished, this,
            [this, token, probe](const Result<PeerCertificates> &result) {
                probe->deleteLater(); // it is emitting
                emit m_answers.certificatesFetched(token, result ? *result : PeerCertificates(),
                                                   result ? Error() : result.error());
            });
    probe->fetch(host, quint16(port));
}

} // namespace syspulse
