// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/output.h"
#include "core/alerts/alertdelivery.h"
#include "core/alerts/alertmemorystore.h"
#include "core/alerts/alertrulestore.h"
#include "core/base/clock.h"
#include "core/settings/statestore.h"

#include <memory>

namespace syspulse {

class SecretStore;

/// "syspulsectl alerts": the channels that the window keeps, which alerts of all instances are sent by; with
/// a test, what each of those that are on says to one. Of an instance also its rules with what is known of
/// their alerts, and its maintenance. The server is not asked.
class AlertsCommand : public QObject
{
    Q_OBJECT

public:
    /// @p key and @p address: as for alertsKey(), empty: of no instance. @p output must outlive the object.
    AlertsCommand(const QString &key, const QString &address, bool test, const Output &output,
                  QObject *parent = nullptr);
    ~AlertsCommand() override;

signals:
    void finished(syspulse::ExitCode code);

private:
    void list();
    void tested(const AlertChannel &channel, const Result<void> &result);
    /// Once all files are read.
    bool isRead() const;
    void print();
    void printRules() const;
    void printMaintenance() const;
    void printChannels() const;

    const QString m_key;
    const bool m_test;
    const Output &m_output;
    const SystemClock m_clock;
    StateStore m_state;
    std::unique_ptr<SecretStore> m_secrets;
    AlertDelivery m_delivery;
    AlertRuleStore m_rules;
    AlertMemoryStore m_memory;
    bool m_listed = false;
    QHash<QString, Result<void>> m_results; ///< of the tests, by id
    qsizetype m_missing = 0;                ///< tests under way
};

} // namespace syspulse
