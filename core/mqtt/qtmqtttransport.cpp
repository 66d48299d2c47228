// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qtmqtttransport.h"

#include "core/mqtt/mqtterrors.h"
#include "core/tls/clientidentity.h"
#include "core/tls/peercheck.h"

#include <QBuffer>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QtMqtt/QMqttTopicFilter>
#include <utility>

namespace syspulse {

namespace {

/// QMqttClient waits up to 30 s for its DISCONNECT to be written, in its destructor too. A peer that has
/// stopped reading must not stop us: try once and go on.
template <typename Socket>
class NeverWaiting : public Socket
{
public:
    bool waitForBytesWritten(int) override
    {
        this->flush();
        return true;
    }
};

} // namespace

QtMqttTransport::QtMqttTransport(QObject *parent)
    : BufferedTransport(parent)
{}

QtMqttTransport::~QtMqttTransport()
{
    drop(isOpen() ? Farewell::Polite : Farewell::Silent);
}

void QtMqttTransport::connectTo(const QHostAddress &address)
{
    // QMqttClient copies all that it has not parsed yet with every packet; a small buffer keeps that cheap.
    constexpr qint64 readBufferSize = 16 * 1024;

    m_problem.reset();
    const bool secure = endpoint().tls.enabled;
    if (secure)
        m_socket = std::make_unique<NeverWaiting<QSslSocket>>();
    else
        m_socket = std::make_unique<NeverWaiting<QTcpSocket>>();
    m_socket->setReadBufferSize(readBufferSize);
    // The address was resolved here, which a proxy might do differently; libmosquitto knows no proxy either.
    m_socket->setProxy(QNetworkProxy::NoProxy);

    connect(m_socket.get(), &QAbstractSocket::connected, this, &QtMqttTransport::addressReached);
    // Queued: the socket and the client may not be destroyed from within their own signals.
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &QtMqttTransport::onSocketError,
            Qt::QueuedConnection);
    if (secure) {
        startTls(address);
    } else {
        connect(m_socket.get(), &QAbstractSocket::connected, this, &QtMqttTransport::onSocketReady);
        m_socket->connectToHost(address, endpoint().port);
    }
}

void QtMqttTransport::startTls(const QHostAddress &address)
{
    auto *socket = static_cast<QSslSocket *>(m_socket.get());
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    const TlsOptions &tls = endpoint().tls;
    const bool pinned = !tls.pin.isEmpty();
    configuration.setPeerVerifyMode(tls.verifyPeer || pinned ? QSslSocket::VerifyPeer
                                                             : QSslSocket::VerifyNone);
    useIdentity(configuration, tls.identity);
    if (pinned) {
        // Nobody is trusted, so that every certificate comes before judge().
        configuration.setCaCertificates({});
    } else if (!tls.caPem.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(tls.caPem, QSsl::Pem);
        if (authorities.isEmpty()) {
            fail(MqttErrors::badCertificateAuthority(endpoint()));
            return;
        }
        configuration.setCaCertificates(authorities);
    }
    socket->setSslConfiguration(configuration);
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        judge(socket);
        if (m_problem) {
            fail(MqttErrors::certificateRefused(endpoint(), tlsPeerName(), *m_problem));
        } else {
            linkSecured();
            onSocketReady();
        }
    });
    connect(socket, &QSslSocket::sslErrors, this, [this, socket] {
        judge(socket);
        if (!m_problem)
            socket->ignoreSslErrors();
    });
    socket->connectToHostEncrypted(address.toString(), endpoint().port, tlsPeerName());
}

void QtMqttTransport::judge(QSslSocket *socket)
{
    m_problem = checkPeer(socket->peerCertificateChain(), endpoint().tls, tlsPeerName());
}

void QtMqttTransport::onSocketReady()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_client = std::make_unique<QMqttClient>();
    m_client->setTransport(m_socket.get(), QMqttClient::IODevice);
    m_client->setProtocolVersion(QMqttClient::MQTT_3_1_1);
    m_client->setCleanSession(true);
    m_client->setClientId(clientId());
    m_client->setKeepAlive(quint16(qBound(0, endpoint().keepAliveSeconds, 0xffff)));
    m_client->setAutoKeepAlive(endpoint().keepAliveSeconds > 0);
    if (!endpoint().user.isEmpty()) {
        m_client->setUsername(endpoint().user);
        endpoint().password.revealText([this](const QString &password) { m_client->setPassword(password); });
    }
    connect(m_client.get(), &QMqttClient::connected, this, &QtMqttTransport::onClientConnected);
    connect(m_client.get(), &QMqttClient::messageReceived, this, &QtMqttTransport::onMessage);
    connect(m_client.get(), &QMqttClient::messageSent, this, [this] { reportPublished(); });
    connect(m_client.get(), &QMqttClient::pingResponseReceived, this, [this] { reportPinged(); });
    connect(m_client.get(), &QMqttClient::stateChanged, this, &QtMqttTransport::onClientState,
            Qt::QueuedConnection);
    m_client->connectToHost();
}

void QtMqttTransport::drop(Farewell farewell)
{
    m_subscriptions.clear();
    m_waitingFilters.clear();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_client)
        m_client->disconnect(this);
    if (farewell == Farewell::Polite && m_client) {
        m_client->disconnectFromHost();
        // The socket stays for now: the rest of DISCONNECT may still be in its buffer.
        m_client.reset();
        return;
    }
    // A client that was connected writes a DISCONNECT when it is destroyed: not to a closed socket.
    QBuffer sink;
    sink.open(QIODevice::ReadWrite);
    if (m_client && !m_socket->isOpen())
        m_client->setTransport(&sink, QMqttClient::IODevice);
    m_client.reset();
    m_socket.reset();
}

void QtMqttTransport::subscribe(const QString &filter, quint8 qos)
{
    if (!isOpen())
        return;
    // QMqttClient sends nothing for a filter it still knows, be it refused or about to be unsubscribed.
    if (const QMqttSubscription *known = m_subscriptions.value(filter)) {
        if (known->state() == QMqttSubscription::SubscriptionPending)
            return;
        m_waitingFilters.insert(filter, qos);
        if (known->state() != QMqttSubscription::UnsubscriptionPending)
            m_client->unsubscribe(QMqttTopicFilter(filter));
        return;
    }
    QMqttSubscription *subscription = m_client->subscribe(QMqttTopicFilter(filter), qos);
    if (!subscription) {
        reportSubscribed(filter, false);
        deliverLater();
        return;
    }
    m_subscriptions.insert(filter, subscription);
    connect(subscription, &QMqttSubscription::stateChanged, this,
            [this, filter, subscription] { onSubscriptionState(filter, subscription); });
}

void QtMqttTransport::unsubscribe(const QString &filter)
{
    if (!isOpen())
        return;
    m_waitingFilters.remove(filter);
    m_client->unsubscribe(QMqttTopicFilter(filter));
}

void QtMqttTransport::publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain)
{
    if (!isOpen())
        return;
    m_client->publish(QMqttTopicName(topic), payload, qos, retain);
    if (qos == 0) { // the client tells of the others only
        m_socket->flush();
        reportPublished();
    }
}

void QtMqttTransport::ping()
{
    if (!isOpen())
        return;
    m_client->requestPing();
    m_socket->flush();
}

void QtMqttTransport::onSocketError(QAbstractSocket::SocketError error)
{
    if (!m_socket)
        return;
    const QString detail = m_socket->errorString();
    if (isOpen())
        fail(MqttErrors::lost(endpoint(), detail));
    else if (m_problem)
        fail(MqttErrors::certificateRefused(endpoint(), tlsPeerName(), *m_problem));
    else if (error == QAbstractSocket::SslInvalidUserDataError)
        fail(MqttErrors::clientCertificateUnusable(endpoint()));
    else if (isClientCertificateAlert(detail))
        fail(MqttErrors::clientCertificateRefused(endpoint(), detail));
    else if (isHandshakeAlert(detail))
        fail(MqttErrors::handshakeRefused(endpoint(), detail));
    else if (error == QAbstractSocket::SslHandshakeFailedError)
        fail(MqttErrors::tlsFailed(endpoint(), detail));
    else if (m_client || error == QAbstractSocket::RemoteHostClosedError)
        fail(MqttErrors::closedEarly(endpoint(), detail));
    else
        addressFailed(MqttErrors::unreachable(endpoint(), detail));
}

void QtMqttTransport::onClientConnected()
{
    reportOpened();
    deliverLater();
}

void QtMqttTransport::onClientState(QMqttClient::ClientState state)
{
    if (!m_client || state != QMqttClient::Disconnected)
        return;
    // Before CONNACK this is the broker's own return code, which need not be one of the enumerators.
    const int code = m_client->error();
    if (isOpening() && code != QMqttClient::NoError && code < QMqttClient::TransportInvalid)
        fail(MqttErrors::refused(endpoint(), code));
    else if (code == QMqttClient::ProtocolViolation)
        fail(MqttErrors::notMqtt(endpoint(), {}));
    else if (isOpen())
        fail(MqttErrors::lost(endpoint(), {}));
    else
        fail(MqttErrors::closedEarly(endpoint(), {}));
}

void QtMqttTransport::onMessage(const QByteArray &payload, const QMqttTopicName &topic)
{
    reportMessage({topic.name(), payload, 0, false});
    deliverLater();
}

void QtMqttTransport::onSubscriptionState(const QString &filter, QMqttSubscription *subscription)
{
    switch (subscription->state()) {
    case QMqttSubscription::Subscribed:
    case QMqttSubscription::Error:
        reportSubscribed(filter, subscription->state() == QMqttSubscription::Subscribed);
        deliverLater();
        break;
    case QMqttSubscription::Unsubscribed:
        m_subscriptions.remove(filter);
        subscription->deleteLater();
        if (m_waitingFilters.contains(filter))
            subscribe(filter, m_waitingFilters.take(filter));
        break;
    case QMqttSubscription::SubscriptionPending:
    case QMqttSubscription::UnsubscriptionPending:
        break;
    }
}

} // namespace syspulse
