// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/canary.h"

namespace syspulse {

Canary::Canary(OperationsClient *client, MqttBackend backend, const SysLayout &layout, int intervalSeconds,
               QObject *parent)
    : QObject(parent)
    , m_probe(client, backend, SysLayout::topicOf(layout.table, layout.canaryId))
{
    m_timer.setInterval(intervalSeconds * 1000);
    connect(&m_timer, &QTimer::timeout, this, &Canary::begin);
}

void Canary::start(const MqttEndpoint &endpoint)
{
    if (isActive())
        return;
    m_endpoint = endpoint;
    m_timer.start();
    begin();
}

void Canary::stop()
{
    m_timer.stop();
    m_probe.cancel();
    m_window.clear();
    m_failing.reset();
    m_notes.clear();
    m_endpoint = {};
}

void Canary::begin()
{
    m_probe.run(m_endpoint, [this](const CanaryRound &round) { take(round); });
}

void Canary::take(const CanaryRound &round)
{
    m_window.add(round);
    const std::optional<CanaryPhase> failing = round.firstFailure();
    if (failing != m_failing) {
        if (failing)
            m_notes.append(tr("The canary could not measure \"%1\": %2")
                               .arg(canaryPhaseName(*failing), round[*failing].unknown));
        else
            m_notes.append(tr("The canary measures everything again."));
        m_failing = failing;
    }
    emit measured(round);
}

} // namespace syspulse
