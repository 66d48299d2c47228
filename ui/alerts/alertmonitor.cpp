// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertmonitor.h"

#include <QUrl>

#include "core/topics/catalogue.h"
#include "ui/base/text.h"
#include "ui/base/tray.h"
#include "ui/session/livestore.h"
#include "ui/session/sessioncontroller.h"

namespace syspulse {

namespace {

/// Some notification services read markup in what they show.
QString withoutMarkup(QString text)
{
    return text.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203A));
}

} // namespace

AlertMonitor::AlertMonitor(const SessionController &session, const LiveStore &store, const Clock &clock,
                           StateStore &state, Tray &tray, const UnitFormatter &format, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_tray(tray)
    , m_texts(format)
    , m_rules(state)
    , m_log(state)
    , m_engine(clock)
{
    connect(&session, &SessionController::infoChanged, this, &AlertMonitor::watch);
    connect(&session, &SessionController::stateChanged, this, [this](SessionState now) {
        // Somebody chose to disconnect; a lost connection is another state and is watched on.
        if (now == SessionState::Disconnected)
            rest();
    });
    connect(&store, &LiveStore::cleared, this, &AlertMonitor::rest);
    connect(&store, &LiveStore::updated, this, &AlertMonitor::evaluate);
    const auto follow = [this] {
        take(m_engine.setRules(m_rules.rules()));
        evaluate();
        emit changed();
    };
    connect(&m_rules, &AlertRuleStore::loaded, this, follow);
    connect(&m_rules, &AlertRuleStore::changed, this, follow);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &AlertMonitor::evaluate);
    m_second.start();
}

AlertMonitor::~AlertMonitor()
{
    m_log.add(m_engine.stop());
}

void AlertMonitor::watch()
{
    // An address that became a profile keeps its rules.
    const QString address = QUrl(m_session.info().url).authority();
    const QString profile = m_session.profile().id;
    const QString key = profile.isEmpty() ? address : profile;
    m_watching = true;
    if (key == m_key)
        return;
    take(m_engine.stop());
    m_key = key;
    m_engine.setRules({});
    m_log.open(key);
    m_rules.open(key, profile.isEmpty() ? QString() : address);
}

void AlertMonitor::rest()
{
    m_watching = false;
    take(m_engine.stop());
}

void AlertMonitor::evaluate()
{
    if (m_watching && m_rules.isLoaded())
        take(m_engine.evaluate([this](const QString &topic) { return sample(topic); }));
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
    return sample;
}

void AlertMonitor::take(const QList<AlertEvent> &events)
{
    if (events.isEmpty())
        return;
    m_log.add(events);
    // First: an icon that appears in the notification area now is where the notification comes from.
    emit changed();
    QList<AlertEvent> fired;
    for (const AlertEvent &event : events) {
        if (event.kind == AlertEventKind::Fired)
            fired.append(event);
    }
    if (!fired.isEmpty() && m_tray.isAvailable())
        notify(fired);
}

void AlertMonitor::notify(const QList<AlertEvent> &fired)
{
    QString instance = oneLine(m_session.profile().name, 60);
    if (instance.isEmpty())
        instance = QUrl(m_session.info().url).authority();
    if (fired.size() == 1) {
        //: name of an alert, and of an instance or its address
        const QString title = tr("%1 (%2)").arg(m_texts.name(fired.constFirst().rule), instance);
        m_tray.notify(withoutMarkup(title), withoutMarkup(m_texts.fired(fired.constFirst())));
        return;
    }
    QList<AlertRule> rules;
    for (const AlertEvent &event : fired)
        rules.append(event.rule);
    //: name of an instance or its address
    m_tray.notify(withoutMarkup(tr("Alerts on %1").arg(instance)), withoutMarkup(m_texts.summary(rules)));
}

} // namespace syspulse
