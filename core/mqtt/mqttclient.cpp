// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttclient.h"

#include "core/base/logging.h"

#include <algorithm>
#include <QPointer>
#include <QRandomGenerator>
#include <utility>

namespace syspulse {

namespace {

constexpr quint8 subscriptionQos = 0; // the next value replaces a lost one, an acknowledgement buys nothing

bool needsTheUser(ErrorKind kind)
{
    return kind == ErrorKind::Auth || kind == ErrorKind::Tls;
}

/// Whether @p topic may have come because of @p filter: it begins like it. To take too many for its own only
/// means to ask later.
bool mayBeOf(const QString &filter, const QString &topic)
{
    const auto isWildcard = [](QChar c) { return c == QLatin1Char('+') || c == QLatin1Char('#'); };
    const auto end = std::find_if(filter.cbegin(), filter.cend(), isWildcard);
    return topic.startsWith(QStringView(filter.cbegin(), end));
}

} // namespace

MqttClient::MqttClient(TransportFactory makeTransport, const MqttRetryPolicy &policy, QObject *parent)
    : QObject(parent)
    , m_makeTransport(std::move(makeTransport))
    , m_policy(policy)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_retryTimer, &QTimer::timeout, this, &MqttClient::connectNow);
    connect(&m_silenceTimer, &QTimer::timeout, this, &MqttClient::askSilentFilters);
    m_silenceTimer.setInterval(m_policy.silence);
    m_refusedTimer.setSingleShot(true);
    connect(&m_refusedTimer, &QTimer::timeout, this, &MqttClient::askRefusedFilters);
}

MqttClient::~MqttClient() = default;

void MqttClient::start(const MqttEndpoint &endpoint)
{
    m_retryTimer.stop();
    m_endpoint = endpoint;
    m_failures = 0;
    connectNow();
}

void MqttClient::stop()
{
    m_retryTimer.stop();
    retireTransport();
    m_endpoint = {};
    enter(State::Disconnected);
}

void MqttClient::setFilters(const QSet<QString> &filters)
{
    const QSet<QString> previous = std::exchange(m_filters, filters);
    m_holders.removeIf([&filters](const auto &holder) { return !filters.contains(holder.key()); });
    if (m_state != State::Connected)
        return;
    const QSet<QString> dropped = previous - filters;
    for (const QString &filter : dropped)
        m_transport->unsubscribe(filter);
    const QSet<QString> added = filters - previous;
    for (const QString &filter : added)
        m_transport->subscribe(filter, subscriptionQos);
}

void MqttClient::addFilter(const QString &filter)
{
    if (m_filters.contains(filter)) {
        ++m_holders[filter];
        if (m_state == State::Connected)
            m_transport->subscribe(filter, subscriptionQos);
        return;
    }
    QSet<QString> filters = m_filters;
    filters.insert(filter);
    setFilters(filters);
}

void MqttClient::removeFilter(const QString &filter)
{
    if (const auto others = m_holders.find(filter); others != m_holders.end()) {
        if (--*others == 0)
            m_holders.erase(others);
        return;
    }
    QSet<QString> filters = m_filters;
    filters.remove(filter);
    setFilters(filters);
}

bool MqttClient::publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain)
{
    if (m_state != State::Connected)
        return false;
    m_transport->publish(topic, payload, qos, retain);
    return true;
}

void MqttClient::connectNow()
{
    retireTransport();
    m_transport = m_makeTransport();
    Q_ASSERT(m_transport);
    connect(m_transport.get(), &MqttTransport::opened, this, &MqttClient::onOpened);
    connect(m_transport.get(), &MqttTransport::subscribed, this, &MqttClient::onSubscribed);
    connect(m_transport.get(), &MqttTransport::messagesReceived, this, &MqttClient::onMessages);
    connect(m_transport.get(), &MqttTransport::closed, this, &MqttClient::onClosed);
    qCDebug(lcMqtt) << "connecting to" << m_endpoint.host << m_endpoint.port
                    << (m_endpoint.tls.enabled ? "with TLS" : "without TLS");
    m_transport->open(m_endpoint);
    enter(State::Connecting);
}

void MqttClient::reconnect()
{
    if (m_state == State::Connected)
        connectNow();
}

void MqttClient::retryNow()
{
    const bool unheard = m_state == State::Connecting && !m_transport->opening().tcpMs;
    if (m_state != State::WaitingToRetry && !unheard)
        return;
    m_retryTimer.stop();
    m_failures = 0;
    connectNow();
}

void MqttClient::onOpened()
{
    qCDebug(lcMqtt) << "connected to" << m_endpoint.host << m_endpoint.port;
    m_connectedFor.start();
    for (const QString &filter : std::as_const(m_filters))
        m_transport->subscribe(filter, subscriptionQos);
    m_silent = m_filters;
    m_silenceTimer.start();
    m_refused.clear();
    m_refusedTimer.stop();
    m_refusals = 0;
    enter(State::Connected);
}

void MqttClient::onMessages(const QList<MqttMessage> &messages)
{
    for (auto message = messages.cbegin(); message != messages.cend() && !m_silent.isEmpty(); ++message)
        m_silent.removeIf([message](const QString &filter) { return mayBeOf(filter, message->topic); });
    emit messagesReceived(messages);
}

void MqttClient::askSilentFilters()
{
    if (m_state != State::Connected)
        return;
    for (const QString &filter : std::as_const(m_silent))
        if (m_filters.contains(filter))
            m_transport->subscribe(filter, subscriptionQos);
    m_silent = m_filters;
}

void MqttClient::askRefusedFilters()
{
    const QSet<QString> refused = std::exchange(m_refused, {});
    if (m_state != State::Connected)
        return;
    ++m_refusals;
    for (const QString &filter : refused)
        if (m_filters.contains(filter))
            m_transport->subscribe(filter, subscriptionQos);
}

void MqttClient::askLater(const QString &refused)
{
    const int delay = spreadDelay(m_policy.refused, m_refusals, m_policy.silence);
    if (delay >= m_policy.silence.count())
        return; // it is one of the silent
    m_refused.insert(refused);
    if (!m_refusedTimer.isActive())
        m_refusedTimer.start(delay);
}

void MqttClient::onSubscribed(const QString &filter, bool granted)
{
    if (!m_filters.contains(filter))
        return;
    if (granted) {
        m_refused.remove(filter);
        emit subscriptionGranted(filter);
    } else {
        askLater(filter);
        emit subscriptionRefused(filter);
    }
}

void MqttClient::onClosed(const Error &error)
{
    qCDebug(lcMqtt) << "closed:" << describe(error);
    const bool lasted =
        m_state == State::Connected && m_connectedFor.hasExpired(m_policy.stableAfter.count());
    if (lasted)
        m_failures = 0;
    // It is the sender of the signal that is being handled.
    MqttTransport *dead = m_transport.release();
    dead->disconnect(this);
    dead->setParent(this);
    dead->deleteLater();

    const bool retry = !needsTheUser(error.kind);
    const int delay = !retry ? 0 : lasted ? int(double(m_policy.atOnce.count()) * random()) : nextDelay();
    if (retry)
        m_retryTimer.start(delay);
    // The state is right before anybody hears of the error: a slot may start() or stop() again, or delete.
    const State next = retry ? State::WaitingToRetry : State::Disconnected;
    m_state = next;
    const QPointer<MqttClient> alive(this);
    emit errorOccurred(error);
    if (!alive || m_state != next)
        return;
    emit stateChanged(next);
    if (alive && retry && m_state == next)
        emit retryScheduled(delay);
}

void MqttClient::retireTransport()
{
    if (!m_transport)
        return;
    // It may have a DISCONNECT to get rid of: closed(), which always comes, is its end.
    MqttTransport *retired = m_transport.release();
    retired->disconnect(this);
    retired->setParent(this);
    connect(retired, &MqttTransport::closed, retired, &QObject::deleteLater);
    retired->close();
}

void MqttClient::enter(State state)
{
    if (std::exchange(m_state, state) != state)
        emit stateChanged(state);
}

int MqttClient::nextDelay()
{
    const int doublings = std::max(0, m_failures - m_policy.firsts + 1);
    ++m_failures;
    return spreadDelay(m_policy.first, doublings, m_policy.longest);
}

int MqttClient::spreadDelay(std::chrono::milliseconds base, int doublings,
                            std::chrono::milliseconds longest) const
{
    constexpr int mostDoublings = 16;
    const double most = double(longest.count());
    const double least = std::min(double(base.count()), most);
    const double capped = std::min(least * double(1 << std::min(doublings, mostDoublings)), most);
    return int(std::clamp(capped * (1.0 + m_policy.spread * (2.0 * random() - 1.0)), least, most));
}

double MqttClient::random() const
{
    return m_policy.random ? m_policy.random() : QRandomGenerator::global()->generateDouble();
}

} // namespace syspulse
