// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/output.h"
#include "core/alerts/alertdelivery.h"
#include "core/base/clock.h"
#include "core/settings/statestore.h"

#include <memory>

namespace syspulse {

class SecretStore;

/// "syspulsectl alerts": the channels that the window keeps, which alerts of all instances are sent by; with
/// a test, what each of those that are on says to one.
class AlertsCommand : public QObject
{
    Q_OBJECT

public:
    /// @p output must outlive the object.
    AlertsCommand(bool test, const Output &output, QObject *parent = nullptr);
    ~AlertsCommand() override;

signals:
    void finished(syspulse::ExitCode code);

private:
    void list();
    void tested(const AlertChannel &channel, const Result<void> &result);
    void print();

    const bool m_test;
    const Output &m_output;
    const SystemClock m_clock;
    StateStore m_state;
    std::unique_ptr<SecretStore> m_secrets;
    AlertDelivery m_delivery;
    QHash<QString, Result<void>> m_results; ///< of the tests, by id
    qsizetype m_missing = 0;                ///< tests under way
};

} // namespace syspulse
