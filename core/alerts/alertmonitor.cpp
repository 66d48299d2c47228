// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmonitor.h"

#include "core/base/logging.h"
#include "core/base/plaintext.h"
#include "core/session/livestore.h"
#include "core/session/reachmonitor.h"
#include "core/session/session.h"
#include "core/topics/catalogue.h"

#include <algorithm>

namespace syspulse {

AlertMonitor::AlertMonitor(const Session &session, const LiveStore &store, const Clock &clock,
                           StateStore &state, Notifier &notifier, const UnitFormatter &format,
                           QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_clock(clock)
    , m_texts(format)
    , m_duty(state)
    , m_rules(state)
    , m_log(state)
    , m_memory(state)
    , m_engine(clock)
    , m_notices(notifier, m_texts)
    , m_certificates(session, clock)
    , m_presence(clock)
{
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState now) {
        m_presence.forget();
        if (now == SessionState::Connected)
            watch(m_session.info().name());
        followClients();
        // Somebody chose to disconnect; a lost connection is another state and is watched on.
        if (now == SessionState::Disconnected && !m_expected)
            rest();
        followReach();
    });
    connect(&session.connection(), &SessionConnection::reachChanged, this, &AlertMonitor::followReach);
    connect(&session.clients(), &SessionClients::diaryTold, this, [this](const DiaryFrame &frame) {
        m_presence.take(frame);
        evaluate();
    });
    connect(&store, &LiveStore::cleared, this, &AlertMonitor::rest);
    connect(&store, &LiveStore::updated, this, &AlertMonitor::evaluate);
    connect(&m_notices, &AlertNotices::showRequested, this, &AlertMonitor::showRequested);
    connect(&m_notices, &AlertNotices::acknowledged, this,
            [this](const QStringList &rules) { acknowledge(rules, {}); });
    connect(&m_notices, &AlertNotices::snoozed, this,
            [this](const QStringList &rules) { snooze(rules, snoozeMs, {}); });
    connect(&m_duty, &AlertDuty::taken, this, [this] {
        // What the program that was on duty before has told is in the files.
        m_log.refresh();
        m_memory.refresh([this] {
            m_onDuty = true;
            evaluate();
        });
    });
    connectFiles();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &AlertMonitor::tick);
    m_second.start();
}

AlertMonitor::~AlertMonitor() = default;

void AlertMonitor::connectFiles()
{
    const auto follow = [this] {
        take(m_engine.setRules(withBuiltInRules(m_rules.rules())));
        const QList<AlertRule> &rules = m_engine.rules();
        m_certificates.want(std::any_of(rules.cbegin(), rules.cend(), [](const AlertRule &rule) {
            return rule.enabled && rule.condition == AlertCondition::CertificateEnds;
        }));
        followClients();
        evaluate();
        emit changed();
    };
    connect(&m_rules, &AlertRuleStore::loaded, this, follow);
    connect(&m_rules, &AlertRuleStore::changed, this, follow);
    const auto look = [this] {
        evaluate();
        emit changed();
    };
    connect(&m_memory, &AlertMemoryStore::loaded, this, look);
    connect(&m_memory, &AlertMemoryStore::changed, this, look);
    connect(&m_memory, &AlertMemoryStore::noticed, this, &AlertMonitor::noticed);
}

void AlertMonitor::tick()
{
    evaluate();
    m_duty.look();
    if (++m_ticks % refreshSeconds != 0)
        return;
    m_rules.refresh();
    m_memory.refresh();
    if (m_duty.holder() == AlertDuty::Holder::Elsewhere)
        m_log.refresh();
}

void AlertMonitor::expect(const QString &address)
{
    m_expected = true;
    watch(address);
}

void AlertMonitor::watch(const QString &address)
{
    // An address that became a profile keeps its rules.
    const QString key = alertsKey(m_session.profile(), address);
    m_address = address;
    m_watching = true;
    m_duty.open(key);
    if (key == m_key)
        return;
    m_onDuty = false;
    take(m_engine.stop());
    qCDebug(lcAlerts) << "rules of" << key;
    m_key = key;
    m_snoozeEnds.clear();
    m_engine.setRules({});
    m_log.open(key);
    m_memory.open(key, address);
    m_rules.open(key, address);
}

void AlertMonitor::rest()
{
    m_watching = false;
    m_onDuty = false;
    take(m_engine.stop());
    m_memory.flush();
    m_duty.close();
}

bool AlertMonitor::isWatching() const
{
    return m_watching && m_rules.isLoaded() && m_memory.isLoaded();
}

void AlertMonitor::evaluate()
{
    if (!isWatching())
        return;
    resume();
    take(m_engine.evaluate([this](const AlertRule &rule) { return sample(rule); }));
    settle();
}

void AlertMonitor::followReach()
{
    switch (m_session.state()) {
    case SessionState::Connected:
        m_away = m_session.reach().isAway();
        break;
    case SessionState::Failed:
        // Where nobody tries again, it is soon not known any longer.
        m_away = m_expected ? std::optional(meansAway(m_session.error())) : std::nullopt;
        break;
    case SessionState::Connecting:
        break; // as it was, until that is decided
    case SessionState::Disconnected:
        m_away.reset();
        break;
    }
    evaluate();
}

void AlertMonitor::followClients()
{
    QStringList patterns;
    for (const AlertRule &rule : m_engine.rules()) {
        if (rule.enabled && hasClient(rule.condition))
            patterns.append(rule.client);
    }
    m_presence.keepOnly(patterns);
    if (m_session.isConnected())
        m_session.request<&SessionClients::followPresence>(!patterns.isEmpty());
}

AlertSample AlertMonitor::sampleOfClients(const QString &pattern)
{
    const std::optional<ClientPresence::Presence> presence = m_presence.presence(pattern);
    if (!presence)
        return {};
    AlertSample sample;
    sample.number = presence->connected > 0 ? 0 : 1;
    sample.current = true;
    sample.awaySinceMs = presence->awaySinceMs;
    return sample;
}

AlertSample AlertMonitor::sample(const AlertRule &rule)
{
    const QString &topic = rule.topic;
    if (hasClient(rule.condition))
        return sampleOfClients(rule.client);
    if (rule.condition == AlertCondition::CertificateEnds) {
        AlertSample sample;
        sample.number = m_certificates.daysLeft();
        sample.current = sample.number.has_value();
        return sample;
    }
    if (rule.condition == AlertCondition::Unreachable) {
        AlertSample sample;
        if (m_away)
            sample.number = *m_away ? 1 : 0;
        sample.current = m_away.has_value();
        return sample;
    }
    const TopicValue *value = m_store.value(topic);
    if (value == nullptr)
        return {};
    const std::optional<MetricDescription> description = describeTopic(topic);
    AlertSample sample;
    sample.number = value->number;
    sample.current = !m_store.isStale(topic);
    sample.counter =
        description ? description->kind == MetricKind::Counter : value->kind == kindName(MetricKind::Counter);
    sample.stampMs = value->timestampMs;
    sample.ageMs = m_store.ageMs(topic);
    sample.hasRate = value->countedMs.has_value();
    if (sample.hasRate)
        sample.rate = m_store.rate(topic);
    return sample;
}

void AlertMonitor::take(const QList<AlertEvent> &events)
{
    if (events.isEmpty())
        return;
    for (const AlertEvent &event : events)
        qCDebug(lcAlerts) << alertEventName(event.kind) << event.rule.id << event.rule.topic;
    // First: an icon that appears in the notification area now is where the notification comes from.
    emit changed();
    m_notices.keepOnly([this](const QString &rule) { return isLoud(rule); });
}

QString AlertMonitor::instanceName() const
{
    const QString name = oneLine(m_session.profile().name, 60);
    return name.isEmpty() ? m_address : name;
}

AlertMessage AlertMonitor::messageOf(const AlertEvent &event, qint64 sinceMs) const
{
    return alertMessage(event, {instanceName(), m_address}, m_texts, m_store.value(event.rule.topic),
                        m_store.ageMs(event.rule.topic), sinceMs);
}

} // namespace syspulse
