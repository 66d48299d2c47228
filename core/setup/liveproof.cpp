// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/liveproof.h"

#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/topics/systopics.h"
#include "core/updater/sysrecord.h"

#include <QDateTime>
#include <QUuid>

namespace syspulse {

constexpr QLatin1String proofId("broker_syspulse_setup_proof");

LiveProof::LiveProof(OperationsClient *client, const SysLayout &layout, MqttBackend backend, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
    , m_backend(backend)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &LiveProof::timedOut);
}

LiveProof::~LiveProof() = default;

QString LiveProof::recordTopic() const
{
    return SysLayout::topicOf(m_layout.table, proofId);
}

void LiveProof::cancel()
{
    m_timeout.stop();
    m_done = nullptr;
    m_run.end();
    m_transport.reset();
    if (std::exchange(m_written, false))
        m_client->deleteRecords(m_layout.database, m_layout.table, {proofId}, this,
                                [](const Result<void> &) {});
}

void LiveProof::run(const MqttEndpoint &endpoint, std::function<void(const Result<QString> &)> done)
{
    cancel();
    m_run.begin();
    m_done = std::move(done);
    m_nonce = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_granted.clear();
    m_seen.clear();
    m_written = false;
    m_endpoint = endpoint;
    m_sinceStart.start();
    m_timeout.start(qMax(timeoutMs, m_client->endpoint().timeoutMs));
    attempt();
}

void LiveProof::attempt()
{
    m_granted.clear();
    m_transport = makeMqttTransport(m_backend);
    connect(m_transport.get(), &MqttTransport::opened, this, [this] {
        m_transport->subscribe(recordTopic(), 0);
        m_transport->subscribe(systopics::setupProof, 0);
    });
    connect(m_transport.get(), &MqttTransport::subscribed, this, &LiveProof::subscribed);
    connect(m_transport.get(), &MqttTransport::messagesReceived, this, &LiveProof::received);
    connect(m_transport.get(), &MqttTransport::closed, this, [this](const Error &error) { tryAgain(error); });
    m_transport->open(m_endpoint);
}

void LiveProof::tryAgain(const Error &error)
{
    const bool mayPass = error.kind == ErrorKind::Network || error.kind == ErrorKind::Server;
    if (m_written || !mayPass || m_sinceStart.elapsed() >= m_patienceMs)
        return finish(Unexpected<Error>{error});
    qCDebug(lcSetup) << "the proof is tried again:" << describe(error);
    dropTransport();
    QTimer::singleShot(retryMs, m_run.context(), [this] { attempt(); });
}

void LiveProof::dropTransport()
{
    if (!m_transport)
        return;
    m_transport->disconnect(this);
    m_transport->close();
    m_transport.release()->deleteLater();
}

void LiveProof::subscribed(const QString &filter, bool granted)
{
    if (!granted)
        return tryAgain(
            {ErrorKind::Server,
             tr("The broker refused the subscription to %1: the component does not export it.").arg(filter),
             {},
             0});
    m_granted.insert(filter);
    if (m_granted.size() == 2 && !m_written)
        write();
}

void LiveProof::write()
{
    m_written = true;
    m_sinceWrite.start();
    const MetricReading proof{systopics::setupProof, m_nonce, Source::Local, Quality::Measured};
    m_client->upsert(m_layout.database, m_layout.table,
                     OrderedJson::array({toRecord(proof, proofId, QDateTime::currentMSecsSinceEpoch())}),
                     m_run.context(), [this](const Result<void> &result) {
                         if (!result)
                             finish(Unexpected<Error>{result.error()});
                     });
}

void LiveProof::received(const QList<MqttMessage> &messages)
{
    for (const MqttMessage &message : messages) {
        if (message.topic == systopics::setupProof && message.payload == m_nonce.toUtf8()) {
            m_seen.insert(message.topic);
        } else if (message.topic == recordTopic()) {
            const auto json = parseJson(message.payload);
            if (json && textOr(*json, "value") == m_nonce)
                m_seen.insert(message.topic);
        }
    }
    if (m_seen.size() == 2 && m_done)
        finish(tr("A test record arrived on %1 (JSON) and on %2 (bare value) %3 ms after it was written.")
                   .arg(recordTopic(), systopics::setupProof)
                   .arg(m_sinceWrite.elapsed()));
}

void LiveProof::timedOut()
{
    QStringList missing;
    for (const QString &topic : {recordTopic(), QString(systopics::setupProof)}) {
        if (!m_seen.contains(topic))
            missing.append(topic);
    }
    const QString what = m_written ? tr("A test record was written but did not arrive on %1 within %2 s.")
                                   : tr("The subscription to %1 was not answered within %2 s.");
    finish(failure(ErrorKind::Server,
                   what.arg(missing.join(QStringLiteral(", ")), QString::number(timeoutMs / 1000))));
}

void LiveProof::finish(const Result<QString> &result)
{
    m_timeout.stop();
    dropTransport();
    m_run.begin(); // the write may still be under way
    if (!m_written) {
        report(result);
        return;
    }
    // Whatever the result, the test record must not stay among the real ones.
    m_client->deleteRecords(m_layout.database, m_layout.table, {proofId}, m_run.context(),
                            [this, result](const Result<void> &deleted) {
                                m_written = false;
                                report(result && !deleted ? Unexpected<Error>{deleted.error()} : result);
                            });
}

void LiveProof::report(const Result<QString> &result)
{
    const auto done = std::exchange(m_done, nullptr);
    m_run.end();
    if (done)
        done(result);
}

} // namespace syspulse
