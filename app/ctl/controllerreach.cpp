// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"

#include "core/harper/endpoint.h"
#include "core/harper/portknock.h"

// How the server is reached, and waited for.
namespace syspulse {

/// A server that has just started may refuse a login that it will accept: one refusal proves nothing.
static constexpr int maxRefusals = 5;

void Controller::probe()
{
    // What asks for records alone need not know of the server's version and of MQTT.
    const bool recordsOnly = m_options.command == Command::Clients || m_options.command == Command::Logins ||
                             m_options.command == Command::Sessions || m_options.command == Command::Forget ||
                             m_options.command == Command::Disconnect ||
                             m_options.command == Command::Workers || m_options.command == Command::Storms ||
                             m_options.command == Command::Topics;
    m_probe.run(m_connection, recordsOnly ? ConnectStage::Login : ConnectStage::MqttPort);
}

void Controller::probeFailed(const Error &error)
{
    const bool refused = isRefused(error);
    const bool refusal = error.kind == ErrorKind::Auth || error.kind == ErrorKind::Permission;
    const bool away = error.kind == ErrorKind::Network || error.httpStatus >= 500;
    if (m_options.command != Command::Run || refused || !(refusal || away))
        return fail(error);
    const qint64 delayMs = retryDelayMs(++m_failures, error);
    m_output.note(QStringLiteral("syspulsectl: %1 Trying again within %2 s.")
                      .arg(describe(error), QString::number((delayMs + 999) / 1000)));
    m_retry.start(int(delayMs));
    const Result<QUrl> url = parseInstanceUrl(m_connection.url);
    if (error.kind != ErrorKind::Network || !url)
        return;
    if (!m_knock) {
        m_knock = std::make_unique<PortKnock>(*url);
        connect(m_knock.get(), &PortKnock::opened, this, [this] {
            m_failures = 0; // of the server that was
            m_retry.stop();
            probe();
        });
        connect(m_knock.get(), &PortKnock::wasOpen, this, [this] {
            if (m_retry.remainingTime() > longestLinkRestMs)
                m_retry.start(int(longestLinkRestMs));
        });
    }
    m_knock->start();
}

bool Controller::isRefused(const Error &error)
{
    const bool refusal = error.kind == ErrorKind::Auth || error.kind == ErrorKind::Permission;
    m_refusals = refusal ? m_refusals + 1 : 0;
    return m_refusals >= maxRefusals;
}

} // namespace syspulse
