// SPDX-License-Identifier: GPL-3.0-or-later

// What SetupRunner does so that nothing is called done that was not seen: the proof that both trees arrive,
// and that MQTT is there after a restart.

#include "core/base/product.h"
#include "core/setup/setuprunner.h"

namespace syspulse {

void SetupRunner::prove()
{
    m_proof.run(m_endpoint, [this](const Result<QString> &result) {
        if (!result && result.error().kind == ErrorKind::Network && isHarper5(m_facts.version) &&
            !std::exchange(m_restartedAgain, true))
            return restartAgain(result.error());
        if (!result)
            return stepFailed(result.error());
        m_httpProof.run(m_facts.configuration, [this, mqtt = *result](const Result<QString> &http) {
            if (http)
                stepDone(mqtt + QLatin1Char(' ') + *http);
            else
                stepFailed(http.error());
        });
    });
}

void SetupRunner::restarted()
{
    if (m_operation == Operation::Apply)
        return stepDone(tr("The workers are back and have loaded the component.")); // MQTT is proved later
    if (isHarper5(m_facts.version) && !m_endpoint.host.isEmpty())
        return reach();
    stepDone(tr("The workers run without the component."));
}

void SetupRunner::reach()
{
    m_reach.run(m_endpoint, [this](const Result<void> &result) {
        if (result)
            return stepDone(tr("The workers run without the component."));
        if (!std::exchange(m_restartedAgain, true))
            return restartAgain(result.error());
        stepFailed(
            {ErrorKind::Network,
             tr("MQTT is still refused after the workers were restarted twice. Restart Harper itself, then "
                "undo again."),
             describe(result.error()), 0});
    });
}

/// In Harper 5.1 the worker that replaces another one may start before that has let go of the port for MQTT.
/// It then serves everything but MQTT, and no error says so. Another restart helps.
void SetupRunner::restartAgain(const Error &refusal)
{
    const bool undo = m_operation == Operation::Undo;
    begin(
        tr("MQTT is refused (%1), which happens with Harper 5.1 after its workers were restarted. Restarting "
           "them once more ...")
            .arg(describe(refusal)));
    m_restart.run(undo ? QString() : m_layout.project, [this, undo](const Result<void> &result) {
        if (!result)
            stepFailed(result.error());
        else if (undo)
            reach();
        else
            prove();
    });
}

} // namespace syspulse
