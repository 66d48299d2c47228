// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmonitor.h"

#include "core/alerts/notifier.h"
#include "core/base/logging.h"
#include "core/base/plaintext.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/topics/catalogue.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace syspulse {

namespace {

/// Some notification services read markup in what they show.
QString withoutMarkup(QString text)
{
    return text.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203A));
}

} // namespace

AlertMonitor::AlertMonitor(const Session &session, const LiveStore &store, const Clock &clock,
                           StateStore &state, Notifier &notifier, const UnitFormatter &format,
                           QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_clock(clock)
    , m_notifier(notifier)
    , m_texts(format)
    , m_rules(state)
    , m_log(state)
    , m_engine(clock)
    , m_duty(state)
{
    connect(&session.connection(), &SessionConnection::infoChanged, this, &AlertMonitor::watch);
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState now) {
        // Somebody chose to disconnect; a lost connection is another state and is watched on.
        if (now == SessionState::Disconnected)
            rest();
    });
    connect(&store, &LiveStore::cleared, this, &AlertMonitor::rest);
    connect(&store, &LiveStore::updated, this, &AlertMonitor::evaluate);
    const auto follow = [this] {
        const QList<AlertEvent> ended = m_engine.setRules(m_rules.rules());
        take(ended);
        pass(ended);
        evaluate();
        emit changed();
    };
    connect(&m_rules, &AlertRuleStore::loaded, this, follow);
    connect(&m_rules, &AlertRuleStore::changed, this, follow);
    connect(&notifier, &Notifier::showRequested, this,
            [this](const QString &notice, const QString &activationToken) {
                if (m_notices.contains(notice))
                    emit showRequested(activationToken);
            });
    connect(&notifier, &Notifier::snoozed, this, &AlertMonitor::snooze);
    connect(&notifier, &Notifier::acknowledged, this, [this](const QString &notice) {
        for (const QString &rule : m_notices.take(notice))
            m_snoozedUntilMs.remove(rule);
    });
    connect(&m_duty, &AlertDuty::taken, this, [this] {
        // What the program that was on duty before has told is in the log.
        m_log.refresh([this] { tellUntold(); });
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &AlertMonitor::tick);
    m_second.start();
}

AlertMonitor::~AlertMonitor()
{
    const QList<AlertEvent> ended = m_engine.stop();
    if (m_duty.holder() != AlertDuty::Holder::Elsewhere)
        m_log.add(ended);
}

void AlertMonitor::tick()
{
    evaluate();
    m_duty.look();
    const qint64 sinceMs = m_clock.monotonicMs() - handOverMs;
    m_untold.removeIf([sinceMs](const Untold &untold) { return untold.seenMs < sinceMs; });
    if (++m_ticks % refreshSeconds != 0)
        return;
    m_rules.refresh();
    if (m_duty.holder() == AlertDuty::Holder::Elsewhere)
        m_log.refresh();
}

void AlertMonitor::watch()
{
    // An address that became a profile keeps its rules.
    const QString address = m_session.info().name();
    const QString key = alertsKey(m_session.profile(), address);
    m_watching = true;
    m_duty.open(key);
    if (key == m_key)
        return;
    m_untold.clear();
    take(m_engine.stop());
    qCDebug(lcAlerts) << "rules of" << key;
    m_key = key;
    m_engine.setRules({});
    m_log.open(key);
    m_rules.open(key, address);
}

void AlertMonitor::rest()
{
    m_watching = false;
    take(m_engine.stop());
    m_duty.close();
    m_untold.clear();
}

void AlertMonitor::evaluate()
{
    if (!m_watching || !m_rules.isLoaded())
        return;
    const QList<AlertEvent> events =
        m_engine.evaluate([this](const QString &topic) { return sample(topic); });
    take(events);
    pass(events);
    wake();
}

AlertSample AlertMonitor::sample(const QString &topic) const
{
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
    if (m_duty.holder() != AlertDuty::Holder::Elsewhere)
        m_log.add(events);
    // First: an icon that appears in the notification area now is where the notification comes from.
    emit changed();
    QList<AlertRule> fired;
    for (const AlertEvent &event : events) {
        qCDebug(lcAlerts) << alertEventName(event.kind) << event.rule.id << event.rule.topic;
        if (event.kind == AlertEventKind::Fired && !m_snoozedUntilMs.contains(event.rule.id))
            fired.append(event.rule);
    }
    withdrawEnded();
    notify(fired);
}

void AlertMonitor::pass(const QList<AlertEvent> &events)
{
    const AlertDuty::Holder holder = m_duty.holder();
    for (const AlertEvent &event : events) {
        const AlertMessage message = messageOf(event);
        if (holder == AlertDuty::Holder::Us)
            emit told(message);
        else
            m_untold.append({message, event, m_clock.monotonicMs(), holder != AlertDuty::Holder::Elsewhere});
    }
}

void AlertMonitor::tellUntold()
{
    for (const Untold &untold : std::exchange(m_untold, {})) {
        if (!untold.logged && isInLog(untold.event))
            continue;
        if (!untold.logged)
            m_log.add({untold.event});
        emit told(untold.message);
    }
}

bool AlertMonitor::isInLog(const AlertEvent &event) const
{
    const QList<AlertEvent> &log = m_log.events();
    return std::any_of(log.cbegin(), log.cend(), [&event](const AlertEvent &other) {
        return other.kind == event.kind && other.rule.id == event.rule.id &&
               std::abs(other.timeMs - event.timeMs) <= handOverMs;
    });
}

QString AlertMonitor::instanceName() const
{
    const QString name = oneLine(m_session.profile().name, 60);
    return name.isEmpty() ? m_session.info().name() : name;
}

AlertMessage AlertMonitor::messageOf(const AlertEvent &event) const
{
    // The newest one of the rule, by whichever program.
    const QList<AlertEvent> &log = m_log.events();
    const auto began = std::find_if(log.cbegin(), log.cend(), [&event](const AlertEvent &other) {
        return other.kind == AlertEventKind::Fired && other.rule.id == event.rule.id;
    });
    const qint64 sinceMs = event.kind == AlertEventKind::Fired ? event.timeMs
                           : began != log.cend()               ? began->timeMs
                                                               : 0;
    return alertMessage(event, {instanceName(), m_session.info().name()}, m_texts,
                        m_store.value(event.rule.topic), m_store.ageMs(event.rule.topic), sinceMs);
}

void AlertMonitor::notify(const QList<AlertRule> &fired)
{
    if (fired.isEmpty() || !m_notifier.isAvailable())
        return;
    const QString instance = instanceName();
    AlertNotice notice;
    QStringList rules;
    for (const AlertRule &rule : fired)
        rules.append(rule.id);
    notice.id = m_key + QLatin1Char('/') + rules.join(QLatin1Char('+'));
    if (fired.size() == 1) {
        //: name of an alert, and of an instance or its address
        notice.title = tr("%1 (%2)").arg(m_texts.name(fired.constFirst()), instance);
        const AlertStatus status = m_engine.status(fired.constFirst().id);
        notice.text =
            m_texts.fired({AlertEventKind::Fired, status.sinceMs, fired.constFirst(), status.value});
        if (const QString advice = AlertTexts::advice(fired.constFirst()); !advice.isEmpty())
            notice.text += QLatin1Char(' ') + advice;
    } else {
        //: name of an instance or its address
        notice.title = tr("Alerts on %1").arg(instance);
        notice.text = m_texts.summary(fired);
    }
    notice.severity = worstSeverity(fired);
    notice.title = withoutMarkup(notice.title);
    notice.text = withoutMarkup(notice.text);
    m_notices.insert(notice.id, rules);
    m_notifier.notify(notice);
}

void AlertMonitor::withdrawEnded()
{
    for (auto it = m_notices.begin(); it != m_notices.end();) {
        const bool fires = std::any_of(it->cbegin(), it->cend(), [this](const QString &rule) {
            return m_engine.status(rule).state == AlertState::Firing;
        });
        if (fires) {
            ++it;
            continue;
        }
        const QString ended = it.key();
        it = m_notices.erase(it);
        m_notifier.withdraw(ended);
    }
}

void AlertMonitor::snooze(const QString &notice)
{
    for (const QString &rule : m_notices.take(notice))
        m_snoozedUntilMs.insert(rule, m_clock.monotonicMs() + snoozeMs);
}

void AlertMonitor::wake()
{
    QStringList awake;
    for (auto it = m_snoozedUntilMs.cbegin(); it != m_snoozedUntilMs.cend(); ++it) {
        if (it.value() <= m_clock.monotonicMs())
            awake.append(it.key());
    }
    for (const QString &rule : std::as_const(awake))
        m_snoozedUntilMs.remove(rule);
    QList<AlertRule> firing = m_engine.firing();
    firing.removeIf([&awake](const AlertRule &rule) { return !awake.contains(rule.id); });
    notify(firing);
}

} // namespace syspulse
