// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/alertwatch.h"

#include "core/alerts/alertmonitor.h"
#include "core/alerts/notifier.h"
#include "core/base/logging.h"
#include "core/profiles/secretstore.h"
#include "core/session/instancesession.h"
#include "core/session/livestore.h"
#include "core/updater/schedule.h"

#include <algorithm>

namespace syspulse {

namespace {

/// Without a desktop there is nobody to show a notice to.
class NoDesktop final : public Notifier
{
public:
    bool isAvailable() const override { return false; }
    void notify(const AlertNotice &) override {}
    void withdraw(const QString &) override {}
};

} // namespace

/// A session that only looks, and who judges what it sees.
struct AlertWatch::Watched
{
    Watched(const Clock &clock, StateStore &state)
        : session(parts.connection(), parts.setup(), parts.updater(), parts.clients(), parts.broker())
        , store(session, clock)
        , monitor(session, store, clock, state, desktop, UnitFormatter(QLocale::c()))
    {}

    InstanceSession parts;
    Session session;
    LiveStore store;
    NoDesktop desktop;
    AlertMonitor monitor;
};

AlertWatch::AlertWatch(const ConnectionSettings &settings, const Profile &profile, const QString &address,
                       QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_profile(profile)
    , m_address(address)
    , m_secrets(makeSecretStore())
    , m_delivery(m_state, *m_secrets, m_clock)
    , m_rules(m_state)
{
    connect(&m_delivery, &AlertDelivery::noticed, this, &AlertWatch::noticed);
    connect(&m_rules, &AlertRuleStore::noticed, this, &AlertWatch::noticed);
    connect(&m_state, &StateStore::failed, this,
            [this](const Error &error) { emit noticed(describe(error)); });
    connect(&m_rules, &AlertRuleStore::loaded, this, &AlertWatch::follow);
    connect(&m_rules, &AlertRuleStore::changed, this, &AlertWatch::follow);
    connect(&m_delivery.channels(), &AlertChannelStore::loaded, this, &AlertWatch::follow);
    connect(&m_delivery.channels(), &AlertChannelStore::changed, this, &AlertWatch::follow);
    m_rules.open(alertsKey(profile, address), address);
    connect(&m_look, &QTimer::timeout, this, [this] {
        m_rules.refresh();
        m_delivery.channels().refresh();
    });
    m_look.start(AlertMonitor::refreshSeconds * 1000);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &AlertWatch::reconnect);
}

AlertWatch::~AlertWatch() = default;

void AlertWatch::follow()
{
    const QList<AlertRule> rules = withBuiltInRules(m_rules.rules());
    const QList<AlertChannel> &channels = m_delivery.channels().channels();
    // Both files: rules that were turned off are not to be watched for a moment.
    const bool read = m_rules.isLoaded() && m_delivery.channels().isLoaded();
    const bool wanted =
        read &&
        std::any_of(rules.cbegin(), rules.cend(), [](const AlertRule &rule) { return rule.enabled; }) &&
        std::any_of(channels.cbegin(), channels.cend(),
                    [](const AlertChannel &channel) { return channel.enabled; });
    if (wanted == bool(m_watched))
        return;
    qCDebug(lcAlerts) << (wanted ? "alerts are watched" : "there is nothing to watch, or nobody to tell");
    m_retry.stop();
    m_watched.reset();
    if (wanted)
        begin();
}

void AlertWatch::begin()
{
    m_failures = 0;
    m_watched = std::make_unique<Watched>(m_clock, m_state);
    m_watched->session.setProfile(m_profile);
    connect(&m_watched->monitor, &AlertMonitor::told, &m_delivery, &AlertDelivery::tell);
    connect(&m_watched->session.connection(), &SessionConnection::stateChanged, this,
            [this](SessionState state) {
                if (state == SessionState::Connected)
                    m_failures = 0;
                if (state == SessionState::Failed)
                    m_retry.start(int(retryDelayMs(++m_failures)));
            });
    m_watched->monitor.expect(m_address);
    reconnect();
}

void AlertWatch::reconnect()
{
    m_watched->session.request<&SessionConnection::connectTo>(m_settings);
}

} // namespace syspulse
