// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/mqttreach.h"

#include <QTimer>

namespace syspulse {

MqttReach::MqttReach(MqttBackend backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
{}

MqttReach::~MqttReach() = default;

void MqttReach::run(const MqttEndpoint &endpoint, std::function<void(const Result<void> &)> done)
{
    cancel();
    m_run.begin();
    m_endpoint = endpoint;
    m_done = std::move(done);
    m_sinceStart.start();
    attempt();
}

void MqttReach::cancel()
{
    m_done = nullptr;
    m_run.end();
    m_transport.reset();
}

void MqttReach::attempt()
{
    m_transport = makeMqttTransport(m_backend);
    connect(m_transport.get(), &MqttTransport::opened, this, [this] { finish({}); });
    connect(m_transport.get(), &MqttTransport::closed, this, &MqttReach::closed);
    m_transport->open(m_endpoint);
}

void MqttReach::closed(const Error &error)
{
    if (error.kind != ErrorKind::Network)
        return finish({});
    if (m_sinceStart.elapsed() >= m_patienceMs)
        return finish(Unexpected<Error>{error});
    // Not from inside its signal.
    m_transport->disconnect(this);
    m_transport.release()->deleteLater();
    QTimer::singleShot(retryMs, m_run.context(), [this] { attempt(); });
}

void MqttReach::finish(const Result<void> &result)
{
    const auto done = std::exchange(m_done, nullptr);
    m_run.end();
    if (m_transport) {
        m_transport->disconnect(this);
        m_transport->close();
        m_transport.release()->deleteLater();
    }
    if (done)
        done(result);
}

} // namespace syspulse
