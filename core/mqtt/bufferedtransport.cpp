// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/bufferedtransport.h"

#include "core/mqtt/mqtterrors.h"

#include <QHostInfo>
#include <QPointer>
#include <QRandomGenerator>
#include <utility>

namespace syspulse {

BufferedTransport::BufferedTransport(QObject *parent)
    : MqttTransport(parent)
{
    m_connectTimer.setSingleShot(true);
    m_addressTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, &BufferedTransport::connectTimedOut);
    connect(&m_addressTimer, &QTimer::timeout, this, &BufferedTransport::addressTimedOut);
}

void BufferedTransport::open(const MqttEndpoint &endpoint)
{
    Q_ASSERT(m_phase == Phase::Idle);
    m_endpoint = endpoint;
    m_phase = Phase::Opening;
    m_connectTimer.start(qMax(1, endpoint.connectTimeoutMs));

    QHostAddress literal;
    if (literal.setAddress(endpoint.host))
        tryAddresses({literal});
    else
        QHostInfo::lookupHost(endpoint.host, this, &BufferedTransport::nameResolved);
}

void BufferedTransport::close()
{
    if (m_phase == Phase::Closed)
        return;
    const Farewell farewell = m_phase == Phase::Open ? Farewell::Polite : Farewell::Silent;
    m_openedPending = false;
    m_messages.clear();
    m_subscribed.clear();
    m_published = 0;
    m_pinged = 0;
    finish(MqttErrors::cancelled(), farewell);
}

QString BufferedTransport::tlsPeerName() const
{
    return expectedName(m_endpoint.tls, m_endpoint.host);
}

void BufferedTransport::nameResolved(const QHostInfo &info)
{
    if (!isOpening())
        return;
    if (info.addresses().isEmpty())
        fail(MqttErrors::nameNotFound(m_endpoint, info.errorString()));
    else
        tryAddresses(info.addresses());
}

void BufferedTransport::tryAddresses(const QList<QHostAddress> &addresses)
{
    m_addresses = addresses;
    tryNextAddress();
}

void BufferedTransport::tryNextAddress()
{
    const QHostAddress address = m_addresses.takeFirst();
    // One address that swallows packets must not use up the time of the others.
    if (!m_addresses.isEmpty())
        m_addressTimer.start(m_connectTimer.remainingTime() / int(m_addresses.size() + 1));
    m_opening = {};
    m_step.start();
    connectTo(address);
}

double BufferedTransport::lap()
{
    const double ms = double(m_step.nsecsElapsed()) / 1e6;
    m_step.start();
    return ms;
}

void BufferedTransport::addressReached()
{
    m_addressTimer.stop();
    if (!m_opening.tcpMs)
        m_opening.tcpMs = lap();
}

void BufferedTransport::linkSecured()
{
    if (!m_opening.tlsMs)
        m_opening.tlsMs = lap();
}

void BufferedTransport::addressFailed(const Error &error)
{
    m_addressTimer.stop();
    if (!isOpening())
        return;
    if (m_addresses.isEmpty()) {
        fail(error);
        return;
    }
    drop(Farewell::Silent);
    tryNextAddress();
}

void BufferedTransport::addressTimedOut()
{
    addressFailed(MqttErrors::timedOut(m_endpoint));
}

void BufferedTransport::connectTimedOut()
{
    if (isOpening())
        fail(MqttErrors::timedOut(m_endpoint));
}

void BufferedTransport::reportOpened()
{
    if (!isOpening())
        return;
    m_phase = Phase::Open;
    m_opening.loginMs = lap();
    m_connectTimer.stop();
    m_openedPending = true;
}

void BufferedTransport::reportSubscribed(const QString &filter, bool granted)
{
    m_subscribed.append({filter, granted});
}

void BufferedTransport::fail(const Error &error)
{
    if (m_phase != Phase::Closed)
        finish(error, Farewell::Silent);
}

void BufferedTransport::finish(const Error &error, Farewell farewell)
{
    m_phase = Phase::Closed;
    m_connectTimer.stop();
    m_addressTimer.stop();
    m_closed = error;
    drop(farewell);
    deliverLater();
}

void BufferedTransport::reportPublished()
{
    ++m_published;
    deliverLater();
}

void BufferedTransport::reportPinged()
{
    ++m_pinged;
    deliverLater();
}

void BufferedTransport::deliver()
{
    m_deliveryPosted = false;
    const QPointer<BufferedTransport> alive(this);
    if (std::exchange(m_openedPending, false)) {
        emit opened();
        if (!alive)
            return;
    }
    if (!m_messages.isEmpty()) {
        const QList<MqttMessage> batch = std::exchange(m_messages, {});
        emit messagesReceived(batch);
        if (!alive)
            return;
    }
    // A slot may close(), and then nothing but closed() may follow: take one at a time.
    while (!m_subscribed.isEmpty()) {
        const auto [filter, granted] = m_subscribed.takeFirst();
        emit subscribed(filter, granted);
        if (!alive)
            return;
    }
    while (m_published > 0) {
        --m_published;
        emit published();
        if (!alive)
            return;
    }
    while (m_pinged > 0) {
        --m_pinged;
        emit pinged();
        if (!alive)
            return;
    }
    if (m_closed) {
        const Error error = *std::exchange(m_closed, std::nullopt);
        emit closed(error);
    }
}

void BufferedTransport::deliverLater()
{
    if (std::exchange(m_deliveryPosted, true))
        return;
    QMetaObject::invokeMethod(this, &BufferedTransport::deliver, Qt::QueuedConnection);
}

QString BufferedTransport::clientId() const
{
    return m_endpoint.clientId.isEmpty() ? newMqttClientId() : m_endpoint.clientId;
}

QString newMqttClientId()
{
    // 23 characters is what every MQTT 3.1.1 broker must accept.
    constexpr int randomLength = 14;
    const QString alphabet = QStringLiteral("abcdefghijklmnopqrstuvwxyz0123456789");
    QString id = QStringLiteral("syspulse-");
    for (int i = 0; i < randomLength; ++i)
        id += alphabet.at(QRandomGenerator::global()->bounded(int(alphabet.size())));
    return id;
}

} // namespace syspulse
