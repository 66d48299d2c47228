// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/topalerts.h"

#include "app/ctl/brokertexts.h"
#include "core/alerts/alertmonitor.h"

#include <algorithm>

namespace syspulse {

TopAlerts::TopAlerts(const QString &key, const QString &address, QObject *parent)
    : QObject(parent)
    , m_rules(m_state)
    , m_memory(m_state)
{
    connect(&m_rules, &AlertRuleStore::loaded, this, &TopAlerts::changed);
    connect(&m_rules, &AlertRuleStore::changed, this, &TopAlerts::changed);
    connect(&m_memory, &AlertMemoryStore::loaded, this, &TopAlerts::changed);
    connect(&m_memory, &AlertMemoryStore::changed, this, &TopAlerts::changed);
    m_rules.open(key, address);
    m_memory.open(key, address);
    connect(&m_look, &QTimer::timeout, this, [this] {
        m_rules.refresh();
        m_memory.refresh();
    });
    m_look.start(AlertMonitor::refreshSeconds * 1000);
}

std::optional<QList<TopAlert>> TopAlerts::alerts() const
{
    if (!m_rules.isLoaded() || !m_memory.isLoaded())
        return std::nullopt;
    const QList<AlertRule> rules = withBuiltInRules(m_rules.rules());
    const AlertTexts texts(plainFormat());
    QList<TopAlert> alerts;
    for (const AlertRule &rule : rules) {
        const OpenAlert *alert = m_memory.memory().openAlert(rule);
        if (alert == nullptr)
            continue;
        AlertStatus status;
        status.state = AlertState::Firing;
        status.known = true;
        status.sinceMs = alert->sinceMs;
        alerts.append({rule.severity, texts.name(rule) + QStringLiteral(": ") +
                                          texts.state(rule, status, m_memory.memory().silence(rule.id))});
    }
    std::stable_sort(alerts.begin(), alerts.end(),
                     [](const TopAlert &a, const TopAlert &b) { return a.severity > b.severity; });
    return alerts;
}

} // namespace syspulse
